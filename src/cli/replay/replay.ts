import { addressOf, type StreamName } from '../../domain/stream.ts';
import type { VoteEventType } from '../../domain/vote-event.ts';
import { upcast } from '../../domain/event-catalogue.ts';
import type { EventReader, RecordedEvent } from '../../event-store/port.ts';
import { CommandFailed } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { inWords } from './words.ts';

export interface ReplayWish {
  /** First and last position, both inclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Only events of this election. */
  readonly election?: string;
  readonly stream?: string;
  readonly type?: VoteEventType;
  /** The events as they are stored, one JSON object a line. */
  readonly json: boolean;
}

/** Lines that are written at once. */
const chunk = 200;

/** Prints events in the order of the record, one a line, as long as somebody reads. */
export async function replay(reader: EventReader, terminal: Terminal, wish: ReplayWish): Promise<void> {
  const { from = 0, to = Infinity, election, stream, type, json } = wish;
  if (stream !== undefined && !addressOf(stream)) throw new CommandFailed(`${stream} is no name of a stream.`);
  // An election that is not there is told from one of which nothing happened later.
  const before = election === undefined ? await reader.cursorAt(from - 1) : undefined;
  const events = stream === undefined ? reader.readAll(before) : reader.readStream(stream as StreamName);
  let found = stream === undefined && election === undefined;
  let lines: string[] = [];
  for await (const event of events) {
    if (event.position > to || terminal.closed) break;
    if (election !== undefined && addressOf(event.stream)?.election !== election) continue;
    found = true;
    if (event.position < from || (type !== undefined && event.type !== type)) continue;
    lines.push(json ? asStored(event) : asWords(event));
    if (lines.length < chunk) continue;
    await terminal.print(lines.join('\n'));
    lines = [];
  }
  if (lines.length > 0) await terminal.print(lines.join('\n'));
  if (!found && !terminal.closed)
    throw new CommandFailed(`The record holds nothing of ${stream ?? `election ${election}`} up to there.`);
}

function asStored({ position, stream, revision, id, type, version, data, meta }: RecordedEvent): string {
  return JSON.stringify({ position, stream, revision, id, type, version, data, meta });
}

function asWords(event: RecordedEvent): string {
  const { position, stream, meta } = event;
  return `${String(position).padStart(8)}  ${meta.recordedAt}  ${meta.actor}  ${inWords(upcast(event), addressOf(stream)!)}`;
}
