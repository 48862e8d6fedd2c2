import { upcast } from '../../domain/event-catalogue.ts';
import type { RecordedEvent } from '../../event-store/port.ts';

/** One act as recorded. Ballots of one batch are one row: their order within it is nobody's business. */
export interface TrailRow {
  readonly position: number;
  /** Position of the last event of the row: ballots of one batch are several. */
  readonly lastPosition: number;
  readonly stream: string;
  readonly revision: number;
  /** `null` for ballots. */
  readonly id: string | null;
  readonly type: string;
  /** When it was done, as said; `null`: nobody said. */
  readonly at: string | null;
  readonly recordedAt: string;
  readonly actor: string;
  readonly role: string;
  /** Of the area or precinct that the role was for. */
  readonly area: string | null;
  readonly commandId: string;
  readonly reason: string | null;
  /** Who decided, where the act says so: the official, and who had proposed it. */
  readonly official: string | null;
  readonly proposedBy: string | null;
  /** How many; `null`: it is no row of ballots. */
  readonly ballots: number | null;
  /** What was recorded, by the event's current version; of ballots the batch alone. */
  readonly data: Readonly<Record<string, unknown>>;
}

interface Said {
  readonly at?: string;
  readonly reason?: string;
  readonly explanation?: string;
  readonly official?: string;
  readonly proposedBy?: string;
  readonly batch?: string;
}

/** Whether an event belongs in the row of the one before it. */
export function isOneRun(before: RecordedEvent, event: RecordedEvent): boolean {
  const batch = ({ data }: RecordedEvent) => (data as Said).batch;
  return event.type === 'BallotCast' && before.stream === event.stream && batch(before) === batch(event);
}

/** The row of an event; `row`: the one that it goes on. */
export function trailRow(event: RecordedEvent, row: TrailRow | undefined): TrailRow {
  if (row) return { ...row, lastPosition: event.position, ballots: row.ballots! + 1 };
  const { position, stream, revision, id, type, meta } = event;
  const said = upcast(event).data as Said;
  const isBallot = type === 'BallotCast';
  return {
    position,
    lastPosition: position,
    stream,
    revision,
    id: isBallot ? null : id,
    type,
    at: said.at ?? null,
    recordedAt: meta.recordedAt,
    actor: meta.actor,
    role: meta.role,
    area: meta.area ?? null,
    commandId: meta.commandId,
    reason: said.reason ?? said.explanation ?? meta.reason ?? null,
    official: said.official ?? null,
    proposedBy: said.proposedBy ?? null,
    ballots: isBallot ? 1 : null,
    data: isBallot ? { batch: said.batch } : { ...said },
  };
}
