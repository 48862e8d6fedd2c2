import { rowOf } from '../../../projections/protocols/query.ts';
import { results } from '../../../projections/results/projection.ts';
import type { ResultsPart } from '../../../projections/results/view.ts';
import type { Told } from '../kind.ts';

/** Protocols as lists give them: flags, observers' copies and corrections are counted there; the rest is asked for. */
export const protocolsTold: Told<ResultsPart> = {
  projection: results,
  name: 'protocols',
  whole: (part) => part.protocols,
  *pieces(part) {
    for (const { protocols } of part.contests()) yield* protocols.all();
  },
  rows(part, among, scope) {
    const contests = part
      .contests()
      .filter((contest) => scope.contest(contest))
      .map(({ code, area, protocols }) => ({
        code,
        area,
        protocols: protocols
          .all()
          .filter((protocol) => among(protocol) && scope.place({ level: 'precinct', code: protocol.precinct }))
          .map(rowOf),
      }))
      .filter(({ protocols }) => protocols.length > 0);
    return contests.length > 0 ? { contests } : undefined;
  },
};
