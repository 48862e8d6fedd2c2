import type { ContestState } from '../../domain/contest/state.ts';
import type { ElectionState } from '../../domain/election/state.ts';
import type { MemberKeys } from '../../domain/member-keys.ts';
import { signatureFault, signedActOf, signingCommission } from '../../domain/personal-signature.ts';
import type { VerifySignature } from '../../domain/signed-act.ts';
import { addressOf, streams as names } from '../../domain/stream.ts';
import { fromBase64 } from '../formats/encoding.ts';
import { verifyEd25519 } from '../primitives.ts';
import type { Act } from './act.ts';
import type { Kind } from './kinds.ts';
import type { Streams } from './streams.ts';

/** What becomes of an act's signature. */
export type Signed = 'signed' | 'unsigned' | 'of no kind that is signed' | { readonly fault: string };

/**
 * Whether an act bears its author's own signature, as it must: by the key that was theirs when it was recorded, over the act
 * as it stands in the record. A key that was replaced or revoked within a minute before may have been good yet (`overlap`).
 * To be asked before the act is folded.
 */
export function signed(act: Act, streams: Streams): Signed {
  const { events, log, stream, kind, address, meta, revision } = act;
  const { state } = streams.at(stream, kind);
  const asked = signedActOf(events[0], meta, { log, stream, revision: revision - events.length + 1, state });
  if (!asked) return meta.signature ? { fault: 'bears a signature that nobody gives' } : 'of no kind that is signed';
  const election = streams.at(names.election(address.election), 'election').state as ElectionState;
  const demanded = election?.personalSignatures ?? false;
  const commission = signingCommission(asked.act, address, meta, conducting(kind, state));
  let fault: string | undefined;
  for (const keys of commission === undefined ? [undefined] : keysOf(commission, streams, act)) {
    const found = signatureFault(asked, meta.signature, { keys, demanded }, verify);
    if (!found) return meta.signature ? 'signed' : 'unsigned';
    fault ??= `${found.code}: ${found.message}`;
  }
  return { fault: fault! };
}

function conducting(kind: Kind, state: unknown): string | undefined {
  const contest = kind === 'contest' ? (state as ContestState) : undefined;
  return contest && contest.stage !== 'not-called' ? contest.commission : undefined;
}

/** The keys of a commission as they stood, and as they stood before what may not have been seen yet. */
function* keysOf(commission: string, streams: Streams, { meta }: Act): Iterable<MemberKeys> {
  const kind = addressOf(commission)?.kind === 'precinct' ? 'precinct' : 'area';
  for (let back = 0; back <= streams.depth(commission, meta); back++) {
    yield (streams.at(commission, kind, back).state as { readonly keys: MemberKeys }).keys;
  }
}

const verify: VerifySignature = (key, signature, bytes) => {
  const [by, over] = [fromBase64(key), fromBase64(signature)];
  return by !== undefined && over !== undefined && verifyEd25519(over, bytes, by);
};
