import type { PublicLog } from '../../audit/public-log.ts';
import { type Among, type Kind, kindOf } from './kind.ts';
import { overviewTold } from './kinds/overview.ts';
import { progressTold } from './kinds/progress.ts';
import { protocolsTold } from './kinds/protocols.ts';
import { resultsTold } from './kinds/results.ts';
import { standingsTold } from './kinds/standings.ts';
import { turnoutTold } from './kinds/turnout.ts';
import type { Moment } from './moment.ts';
import type { Scope } from './scope.ts';

/** Everything that is told of, in the order of the messages of one round. */
export const kinds: readonly Kind[] = [
  kindOf(turnoutTold), //
  kindOf(progressTold),
  kindOf(resultsTold),
  kindOf(protocolsTold),
  kindOf(standingsTold),
  overviewTold,
];

/** What stands at the head of everything told. */
export interface Head {
  /** Everything up to here is folded in. */
  readonly position: number;
  /** The read model's. */
  readonly digest: string;
  readonly checkpoint: Checkpoint | null;
}

/** The latest signed checkpoint, as far as it is needed to find it: `/log/checkpoint` has the note with its signatures. */
export interface Checkpoint {
  /** Leaves covered: everything below this position. */
  readonly size: number;
  /** Of the Merkle tree: SHA-256 in lower-case hex. */
  readonly root: string;
}

/** @returns `null` until anything is signed */
export function checkpointIn(log: PublicLog): Checkpoint | null {
  const latest = log.checkpoint();
  return latest ? { size: latest.size, root: latest.root } : null;
}

/** The kinds that have something to tell of, by name, each with the rows asked for. */
export function tell(
  moment: Moment,
  scope: Scope,
  among: Among,
  checkpoint: Checkpoint | null,
): [name: string, told: Head & object][] {
  const { position } = moment;
  return kinds.flatMap((kind) => {
    if (!scope.tells(kind.name)) return [];
    const told = kind.tell(moment, scope, among);
    return told ? [[kind.name, { position, checkpoint, ...told }]] : [];
  });
}
