import type { StreamName } from '../../domain/stream.ts';
import type { Revision } from '../port.ts';
import type { Connection } from './connection.ts';
import { recorded } from './envelope.ts';
import { CallFailed, RecordDamaged } from './errors.ts';
import type { Count, Found, KeptCount } from './kept-count.ts';
import { foundIn } from './log-end.ts';
import { Positions } from './positions.ts';
import { Recent } from './recent.ts';
import type { StoredEvent } from './wire.ts';

/** After so many events more the count is kept again. */
const keepEvery = 250_000;

/** Counts the record, event by event, in the order of the server's log. */
export class Tally {
  /** The last events counted, for those who follow. */
  readonly recent = new Recent();
  readonly #connection: Connection;
  #kept: KeptCount | undefined;
  readonly #came: (stream: StreamName, revision: Revision) => void;
  #positions = new Positions();
  #last: Found | undefined;
  /** Events of {@link positions} that are kept. */
  #keptPlaces = 0;
  /** An event that came where others are missing; believed when it comes again. */
  #gapBefore: Found | undefined;

  /**
   * @param kept where the count is kept; absent: nowhere
   * @param came told of every event once it is counted
   */
  constructor(
    connection: Connection,
    kept: KeptCount | undefined,
    came: (stream: StreamName, revision: Revision) => void,
  ) {
    [this.#connection, this.#kept, this.#came] = [connection, kept, came];
  }

  get positions(): Positions {
    return this.#positions;
  }

  /** The last event counted. */
  get last(): Found | undefined {
    return this.#last;
  }

  /** Goes on from what was counted before. */
  goOnFrom({ positions, last }: Count): void {
    this.#positions = new Positions(positions);
    this.#last = last;
    this.#keptPlaces = positions.places;
  }

  /** @throws {@link RecordDamaged} for an event that cannot stand where it came, {@link CallFailed} for a first doubt */
  count(page: readonly StoredEvent[]): void {
    for (const event of page) {
      const found = foundIn(this.#connection, event);
      if (!found) continue;
      const next = this.#positions.next(found.stream);
      if (!this.#isRepeated(found, next)) this.#add(found, next, event);
    }
    if (this.#positions.places - this.#keptPlaces >= keepEvery) this.keep();
  }

  keep(): void {
    const { places, counted } = this.#positions;
    if (!this.#last || places === this.#keptPlaces) return;
    this.#keptPlaces = places;
    try {
      this.#kept?.write({ positions: counted, last: this.#last });
    } catch {
      // A cache: what is not kept is counted anew.
    }
  }

  /** The record is damaged: the next process is to count it anew, and find that out itself. */
  forget(): void {
    this.#kept?.forget();
    this.#kept = undefined;
  }

  /** Delivered twice. */
  #isRepeated({ stream, revision, at }: Found, next: Revision): boolean {
    const behind = this.#last !== undefined && at.commit <= this.#last.at.commit;
    if (behind && revision < next) return true;
    if (behind || revision < next) throw new RecordDamaged(`${stream}: revision ${revision} is recorded twice.`);
    return false;
  }

  #add(found: Found, next: Revision, event: StoredEvent): void {
    const { stream, revision, at } = found;
    if (revision > next) this.#missing(found, next);
    this.#last = found;
    const cursor = this.#positions.add(stream, at);
    this.recent.add({ event: recorded(stream, event, cursor), at });
    this.#came(stream, revision);
  }

  /** A gap may be the subscription's fault; when it is there from the last event on again, it is the record's. */
  #missing(found: Found, next: Revision): never {
    const { stream, revision, at } = found;
    const words = `${stream}: revision ${revision} follows ${next - 1}; what was between has been removed from the store.`;
    if (this.#gapBefore?.at.commit === at.commit) throw new RecordDamaged(words);
    this.#gapBefore = found;
    throw new CallFailed('other', words);
  }
}
