import type { Check } from '../check.ts';
import type { NodeListener } from '../formats/compact-range.ts';
import type { Policy } from '../formats/policy.ts';
import type { VerifierKey } from '../formats/verifier-key.ts';
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

/** Every check, in the order of the report. */
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
