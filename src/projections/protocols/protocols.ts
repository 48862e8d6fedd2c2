import { Digested } from '../digested.ts';
import type { PrecinctProtocol } from './protocol.ts';

/** The protocols of one contest; the digest is of the list of their digests, in the order of the precincts' codes. */
export class ContestProtocols extends Digested {
  readonly #protocols = new Map<string, PrecinctProtocol>();
  readonly #make: (whole: ContestProtocols, precinct: string) => PrecinctProtocol;
  #sorted: readonly PrecinctProtocol[] | undefined;

  constructor(whole: Digested, make: (whole: ContestProtocols, precinct: string) => PrecinctProtocol) {
    super(whole);
    this.#make = make;
  }

  find(precinct: string): PrecinctProtocol | undefined {
    return this.#protocols.get(precinct);
  }

  /** The protocol of a precinct; made when there is none. */
  at(precinct: string): PrecinctProtocol {
    let protocol = this.#protocols.get(precinct);
    if (!protocol) {
      protocol = this.#make(this, precinct);
      this.#protocols.set(precinct, protocol);
      this.#sorted = undefined;
    }
    return protocol;
  }

  /** In the order of the precincts' codes' UTF-16 code units. */
  all(): readonly PrecinctProtocol[] {
    this.#sorted ??= [...this.#protocols.values()].toSorted((a, b) => (a.precinct < b.precinct ? -1 : 1));
    return this.#sorted;
  }

  override content(): string[] {
    return this.all().map((protocol) => protocol.digest);
  }
}

/** The protocols of an election; the digest is of those of its contests, in the order of their codes. */
export class ElectionProtocols extends Digested {
  readonly #contests = new Map<string, ContestProtocols>();

  add(contest: string, make: (whole: ContestProtocols, precinct: string) => PrecinctProtocol): ContestProtocols {
    const protocols = new ContestProtocols(this, make);
    this.#contests.set(contest, protocols);
    return protocols;
  }

  override content(): string[] {
    return [...this.#contests].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, protocols]) => protocols.digest);
  }
}
