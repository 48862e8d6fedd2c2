import { conductingArea } from './contest/calling.ts';
import type { CallContest } from './contest/commands.ts';
import type { ContestFacts } from './contest/state.ts';
import type { Place } from './entitlement.ts';
import type { PrecinctFacts } from './precinct/state.ts';
import type { Correction } from './protocol/events.ts';
import type { StreamAddress } from './stream.ts';

/** A command, as far as it says by itself where it belongs and who may give it. */
export interface Given {
  readonly type: string;
  /** Of what is formed or called: the area it lies in. */
  readonly area?: unknown;
  /** Of an area that is registered: the one above. */
  readonly parent?: unknown;
  readonly correction?: Correction;
}

/** What the record knows of the precinct and the contest that a stream is named by. */
export interface Named {
  readonly precinct: Pick<PrecinctFacts, 'area'> | undefined;
  readonly contest: Pick<ContestFacts, 'area' | 'commission'> | undefined;
}

/** Where something lies, short of the areas above: whoever reads the record adds them. */
export interface Site extends Omit<Place, 'areas'> {
  /** The lowest area; `undefined` when nothing of that name is recorded. */
  readonly area: string | undefined;
  /** The area is only being registered, below no other. */
  readonly first?: true;
}

/**
 * Where that lies which a command is about: by the stream it is recorded in, or by what it says itself of what it makes;
 * `undefined` for a call of an election, which lies in no area.
 */
export function siteOf({ kind, area, precinct }: StreamAddress, command: Given, named: Named): Site | undefined {
  switch (kind) {
    case 'area':
      if (command.type !== 'RegisterArea') return { area };
      return command.parent === null ? { area, first: true } : { area: command.parent as string };
    case 'precinct':
      return { area: command.type === 'FormPrecinct' ? (command.area as string) : named.precinct?.area, precinct };
    case 'contest': {
      const seat = command.type === 'CallContest' ? seatOf(command as CallContest) : named.contest;
      return { area: seat?.area, conducting: seat?.commission };
    }
    case 'ballotbox':
    case 'protocol':
      return { area: named.precinct?.area, precinct, conducting: named.contest?.commission };
    case 'log':
      return { area: undefined }; // it is the whole record's: no area holds it
    default:
      return undefined;
  }
}

/** The place of a site, once the areas above it are read. @param above its area and all above it, from below */
export function placeAt(site: Site, above: readonly { readonly code: string }[]): Place {
  return { ...site, areas: site.first ? [site.area!] : above.map(({ code }) => code) };
}

function seatOf({ area, commission, facts: { ancestry, election } }: CallContest) {
  return { area, commission: commission ?? (election && conductingArea(ancestry, election.rules)?.code) };
}
