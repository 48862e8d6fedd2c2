import type { Scale } from './scales.ts';
import type { Xoshiro } from './xoshiro.ts';

/** Ways for a protocol's figures to break a control relation: each breaks just one (C14 follows where votes are wrong). */
export const faultKinds = ['C1', 'C2', 'C3', 'C5', 'C7-roll', 'C7-outside', 'C8', 'C9'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What befalls a precinct's papers: a fault in its protocol, or an observer's copy that agrees or does not. */
export type Lot = FaultKind | 'copy-agrees' | 'copy-differs';

/** Gives each kind of fault and of copy to as many precincts as the scale says, each precinct one at most. */
export function lotsOf(scale: Scale, quiet: readonly boolean[], chance: Xoshiro): (Lot | undefined)[] {
  const free = chance.shuffle([...quiet.keys()].filter((i) => quiet[i]!));
  const lots = quiet.map((): Lot | undefined => undefined);
  const give = (lot: Lot, count: number) => {
    for (const i of free.splice(0, count)) lots[i] = lot;
  };
  for (const kind of faultKinds) give(kind, kind.startsWith('C7') ? 1 : scale.faultsPerRelation);
  give('copy-differs', scale.copies.differing);
  give('copy-agrees', scale.copies.agreeing);
  return lots;
}
