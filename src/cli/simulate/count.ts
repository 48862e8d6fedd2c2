import { againstAll } from '../../domain/ballot-box/events.ts';
import { type Copy, differing, votesMoved, withVotesMoved } from './copies.ts';
import type { Constituency, Country, Precinct } from './country.ts';
import { broken, type Finding, findingsOf } from './faults.ts';
import { faultKinds } from './lots.ts';
import { type Ballots, ballotsOf, type Leaning, type Paper, protocolOf } from './protocol.ts';
import { Xoshiro } from './xoshiro.ts';

/** The papers of one precinct. */
export interface CountedPrecinct {
  readonly precinct: Precinct;
  readonly ballots: Ballots;
  readonly protocol: Paper;
  /** What is amiss with the protocol. */
  readonly findings: readonly Finding[];
  readonly copy: Copy | undefined;
}

/** The papers of one contest. */
export interface Count {
  readonly constituency: Constituency;
  readonly precincts: readonly CountedPrecinct[];
  readonly winner: string;
}

/** Makes the papers of one constituency after the other; ballots are counts until somebody writes them. */
export function* countsOf({ seed, constituencies }: Country): Generator<Count> {
  for (const constituency of constituencies)
    yield countOf(constituency, Xoshiro.of(seed, `count of ${constituency.code}`));
}

function countOf(constituency: Constituency, chance: Xoshiro): Count {
  const leaning = leaningOf(constituency, chance);
  const boxes = constituency.precincts.map((precinct) => ballotsOf(precinct, leaning, chance));
  const [winner, second] = withoutTie(constituency, boxes);
  const papers = constituency.precincts.map((precinct, i) => {
    const truth = protocolOf(precinct, boxes[i]!, chance);
    const kind = faultKinds.find((each) => each === precinct.lot);
    const protocol = kind ? broken(kind, truth, winner, chance) : truth;
    return { protocol, findings: kind ? findingsOf(kind, protocol, truth, winner) : [] };
  });
  const protocols = papers.map(({ protocol }) => protocol);
  const moved = constituency.disputed ? votesMoved(protocols, [winner, second], chance) : [];
  const precincts = constituency.precincts.map((precinct, i): CountedPrecinct => {
    const { protocol, findings } = papers[i]!;
    const paper = constituency.disputed
      ? withVotesMoved(protocol, winner, second, moved[i]!)
      : copyOf(precinct, constituency, protocol, chance);
    const copy = paper && { code: 'k1', submittedBy: `observer.${constituency.code}`, paper };
    return { precinct, ballots: boxes[i]!, protocol, findings, copy };
  });
  return { constituency, precincts, winner };
}

function leaningOf({ candidates, disputed }: Constituency, chance: Xoshiro): Leaning {
  return [
    ...candidates.map(({ code }, i) => [code, disputed && i < 2 ? 2 : 0.3 + chance.next()] as const),
    [againstAll, 0.05 + chance.next() * 0.1],
  ];
}

/** Who has most votes, and who comes next. Where they have equally many, one ballot says something else after all. */
function withoutTie({ candidates }: Constituency, boxes: readonly Map<string, number>[]): [string, string] {
  const votes = (candidate: string) => boxes.reduce((sum, box) => sum + box.get(candidate)!, 0);
  const [winner, second] = candidates.map(({ code }) => code).toSorted((a, b) => votes(b) - votes(a)) as [
    string,
    string,
  ];
  if (votes(winner) === votes(second)) {
    const box = boxes.find((each) => each.get(second)! > 0)!;
    box.set(second, box.get(second)! - 1);
    box.set(winner, box.get(winner)! + 1);
  }
  return [winner, second];
}

function copyOf({ lot }: Precinct, constituency: Constituency, protocol: Paper, chance: Xoshiro): Paper | undefined {
  if (lot === 'copy-agrees') return protocol;
  return lot === 'copy-differs' ? differing(protocol, constituency, chance) : undefined;
}
