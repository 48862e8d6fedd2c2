import { randomUUID } from 'node:crypto';
import type { CheckpointEvent } from '../domain/checkpoint/events.ts';
import { type StreamName, streams } from '../domain/stream.ts';
import { type EventReader, type EventWriter, WrongRevision } from '../event-store/port.ts';
import type { Signed } from './signing/signer.ts';

/** A checkpoint as it was published: its note has the cosignatures, too. */
export interface Published extends Signed {
  readonly quorum: 'reached' | 'missed' | 'none';
}

/** What was signed about the record, as the record keeps it: written by every server over it. */
export class CheckpointStream {
  readonly #reader: EventReader;
  readonly #writer: EventWriter;
  readonly #stream: StreamName;
  #latest: Published | undefined;
  #revision = -1;

  constructor(reader: EventReader, writer: EventWriter, origin: string) {
    this.#reader = reader;
    this.#writer = writer;
    this.#stream = streams.checkpoint(origin);
  }

  /** As far as it was read or written here. */
  get latest(): Published | undefined {
    return this.#latest;
  }

  /** Reads what was signed since it last looked. @returns the last statement by which keys took over, if there was one */
  async takeUp(): Promise<string | undefined> {
    let rotated: string | undefined;
    for await (const { data, type, revision } of this.#reader.readStream(this.#stream, this.#revision + 1)) {
      const event = { type, data } as CheckpointEvent;
      if (event.type === 'CheckpointSigned') this.#latest = event.data;
      else rotated = event.data.statement;
      this.#revision = revision;
    }
    return rotated;
  }

  /** Another server over the same record may have signed meanwhile, for as much or more: then its checkpoint is the latest. */
  async publish(published: Published): Promise<Published> {
    for (;;) {
      // The same once more, and still without its quorum, is nothing to record.
      if (this.#latest?.size === published.size && published.quorum === 'missed') return this.#latest;
      try {
        await this.record({ type: 'CheckpointSigned', data: published });
        return (this.#latest = published);
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
        await this.takeUp();
        if (this.#latest && this.#latest.size >= published.size) return this.#latest;
      }
    }
  }

  async record({ type, data }: CheckpointEvent): Promise<void> {
    const id = randomUUID();
    const meta = {
      actor: 'vote-record',
      role: 'log',
      commandId: id,
      correlationId: id,
      recordedAt: new Date().toISOString(),
    };
    const expected = this.#revision < 0 ? 'no-stream' : this.#revision;
    this.#revision = (await this.#writer.append(this.#stream, expected, [{ id, type, data, meta }])).revision;
  }
}
