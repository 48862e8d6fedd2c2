import type { ContestsPart } from '../contests/view.ts';
import type { ProgressPart } from '../progress/view.ts';
import type { ResultsPart } from '../results/view.ts';
import { Rows } from '../rows.ts';
import { add, noCounts, type Overview, type OverviewCounts } from './area-overview.ts';
import { type Share, shareOf } from './contest-share.ts';

/** The read models of an election that its overviews are made from, all at one position. */
export interface Sources {
  readonly part: ResultsPart;
  readonly day: ProgressPart;
  readonly seats: ContestsPart;
}

/**
 * The overviews of all areas of an election. They are asked for more often than they change, and mostly it is a few
 * contests that change: what each contest adds to the areas is kept, and made anew when the contest is not what it was.
 */
export class Overviews extends Rows<Overview> {
  #from = '';
  readonly #shares = new Map<string, { readonly from: string; readonly share: Share }>();

  /** Brings the overviews to where their sources are. */
  look(sources: Sources): this {
    const { part, day, seats } = sources;
    // The results' own digest leaves out protocols and statuses.
    const from = [part, part.protocols, day, seats].map(({ digest }) => digest).join();
    if (from === this.#from) return this;
    this.#from = from;
    for (const overview of this.#addedUp(sources)) this.#put(overview);
    return this;
  }

  #put(overview: Overview): void {
    const known = this.get(overview.code);
    if (!known) this.add(overview);
    else if (JSON.stringify(known) !== JSON.stringify(overview)) this.update(overview.code, () => overview);
  }

  *#addedUp({ part, day, seats }: Sources): Iterable<Overview> {
    const sums = new Map<string, OverviewCounts>();
    const areas = day.rows.all().filter(({ level }) => level !== 'precinct');
    for (const { code, counts } of areas) {
      const { expected, opened, closed } = counts;
      sums.set(code, { ...noCounts(), precincts: { expected, opened, closed } });
    }
    for (const share of this.#sharesOf(part, seats)) for (const [code, counts] of share) add(sums.get(code)!, counts);
    for (const { level, code } of areas) {
      if (level === 'precinct') continue;
      const { parties, ...counts } = sums.get(code)!;
      const byName = [...parties].map(([party, winners]) => ({ party, winners }));
      yield { level, code, ...counts, parties: byName.toSorted((a, b) => (a.party < b.party ? -1 : 1)) };
    }
  }

  *#sharesOf(part: ResultsPart, seats: ContestsPart): Iterable<Share> {
    const contests = part.contests();
    for (const contest of contests) {
      const { code, status, digest, protocols } = contest;
      const seat = seats.find(code);
      // Another contest may be the first that a precinct votes in: their number tells.
      const from = [digest, status, protocols.digest, seat?.digest, contests.length].join();
      let known = this.#shares.get(code);
      if (known?.from !== from) {
        known = { from, share: shareOf(contest, seat?.value, part.territory) };
        this.#shares.set(code, known);
      }
      yield known.share;
    }
  }
}
