import type { Check } from '../check.ts';
import type { NodeListener } from '../formats/compact-range.ts';
import type { Policy } from '../formats/policy.ts';
import type { VerifierKey } from '../formats/verifier-key.ts';
import { replayed } from '../replay/checks.ts';
import { filesMatch } from './files-match.ts';
import { leavesValid } from './leaves-valid.ts';
import { olderCheckpoints } from './older-checkpoints.ts';
import { orderUnbroken } from './order-unbroken.ts';
import { rootSigned } from './root-signed.ts';
import { signatures } from './signatures.ts';

/** What an auditor brings along. */
export interface Trusted {
  /** Published keys of the log. */
  readonly keys: readonly VerifierKey[];
  /** Whose cosignatures are asked for; absent: what the export says of itself. */
  readonly policy?: Policy | undefined;
  /** Checkpoints kept from before. */
  readonly checkpoints: readonly { readonly name: string; readonly text: string }[];
}

/** What any log of events is held to (1 to 6), in the order of the report. */
export function allChecks({ keys, policy, checkpoints }: Trusted): { checks: Check[]; told: NodeListener } {
  const root = rootSigned();
  return {
    checks: [
      filesMatch(),
      leavesValid(),
      orderUnbroken(),
      root,
      signatures(keys, policy),
      olderCheckpoints(keys, checkpoints),
    ],
    told: root.listener,
  };
}

/** What a record of elections is held to besides (7 to 10): that it can have come about by the rules, adds up, and is signed. */
export function checksOfElections(): Check[] {
  return [...replayed()];
}
