import { areas } from '../../projections/areas/projection.ts';
import { findArea } from '../../projections/areas/query.ts';
import { contests } from '../../projections/contests/projection.ts';
import { findContest } from '../../projections/contests/query.ts';
import { elections } from '../../projections/elections/projection.ts';
import { findElection } from '../../projections/elections/query.ts';
import type { Fold } from '../../projections/fold.ts';

type Localized = { readonly kk?: string; readonly ru?: string; readonly en?: string };

/** What things are called, by their codes, at the position of a fold of elections, areas and contests. */
export class NamesOf {
  readonly #fold: Fold;
  readonly #election: string;

  constructor(fold: Fold, election: string) {
    this.#fold = fold;
    this.#election = election;
  }

  election(): { readonly name: string; readonly votingDay: string } | undefined {
    const found = findElection(this.#fold.view(elections), this.#election);
    return found && { name: oneOf(found.name, this.#election), votingDay: found.votingDay };
  }

  area(code: string): string {
    const found = findArea(this.#fold.view(areas), this.#election, code);
    return found ? oneOf(found.name, code) : code;
  }

  contest(code: string): string {
    return oneOf(this.#contest(code)?.name ?? {}, code);
  }

  candidate(contest: string, code: string): { readonly name: string; readonly party: string | null } {
    const found = this.#contest(contest)?.candidates.find((each) => each.code === code);
    return { name: found?.name ?? code, party: found?.party ?? null };
  }

  #contest(code: string) {
    return findContest(this.#fold.view(contests), this.#election, code);
  }
}

function oneOf({ en, kk, ru }: Localized, code: string): string {
  return en ?? kk ?? ru ?? code;
}
