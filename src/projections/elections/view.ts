import type { EventNamed } from '../projection.ts';
import { Digested } from '../digested.ts';

/** An election as called. */
export interface Election extends Omit<EventNamed<'ElectionCalled'>['data'], 'at'> {
  readonly id: string;
  readonly calledAt: string;
}

/** The one row of an election; there is none before it is called. */
export class ElectionPart extends Digested {
  election: Election | undefined;

  content(): Election | null {
    return this.election ?? null;
  }

  call(election: Election): void {
    this.election = election;
    this.touch();
  }

  *save(): Iterable<Election> {
    if (this.election) yield this.election;
  }

  restore(saved: Election): void {
    this.call(saved);
  }
}
