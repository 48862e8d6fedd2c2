import type { ContestState } from './contest/state.ts';
import type { EventMeta } from './event-meta.ts';
import { keyOf, type MemberKeys } from './member-keys.ts';
import type { ProtocolState } from './protocol/state.ts';
import { Refusal } from './refusal.ts';
import { type Act, type ActSignature, bytesToSign, type VerifySignature } from './signed-act.ts';
import { type StreamAddress, type StreamName, streams } from './stream.ts';
import type { VoteEvent } from './vote-event.ts';

/**
 * Acts that the law wants signed by who does them. What is signed is the request, with the figures that it is about, so that
 * nobody's signature comes to stand under others. All of it can be read back from the record: the server, and whoever
 * verifies, make the same bytes.
 */
const signedActs = [
  'SignProtocol',
  'ApproveResult',
  'ProposeCorrection',
  'ConfirmCorrection',
  'ProposeInvalidation',
  'InvalidateContest',
] as const;
export type SignedActName = (typeof signedActs)[number];

/** @param command its name */
export function isSignedAct(command: string): command is SignedActName {
  return signedActs.includes(command as SignedActName);
}

/** Where an act is recorded: the revision is that of its first event. */
interface Recorded {
  /** Origin of the log. */
  readonly log: string;
  readonly stream: string;
  readonly revision: number;
  /** Of that stream, before the act. */
  readonly state: unknown;
}

/**
 * What its author signs for an act to be recorded, given its first event; `undefined` for what nobody signs. `data` holds
 * what the request's body says, without the signature and without what is `null`; the correction that its path names; of a
 * protocol its `figures` and `votes`, of a tabulated result its `digest` and `votes`.
 */
export function signedActOf(
  event: VoteEvent,
  { actor: official, reason }: Pick<EventMeta, 'actor' | 'reason'>,
  { log, stream, revision, state }: Recorded,
): (Act & { readonly act: SignedActName }) | undefined {
  const said = saidIn(event, state);
  if (!said) return undefined;
  const { act, ...rest } = said;
  const data = Object.fromEntries(
    Object.entries({ reason, ...rest }).filter(([, value]) => value !== null && value !== undefined),
  );
  return { act, log, stream, expectedRevision: revision - 1, data, official };
}

function saidIn(event: VoteEvent, state: unknown): ({ readonly act: SignedActName } & Act['data']) | undefined {
  switch (event.type) {
    case 'ProtocolSigned': {
      const { dissent, at } = event.data;
      const { accepted } = state as ProtocolState;
      return { act: 'SignProtocol', dissent, at, figures: accepted?.figures, votes: accepted?.votes };
    }
    case 'ResultApproved': {
      const { position, at } = event.data;
      const contest = state as ContestState;
      const tabulated = contest.stage === 'tabulated' ? contest.tabulated : undefined;
      return { act: 'ApproveResult', position, at, digest: tabulated?.digest, votes: tabulated?.votes };
    }
    case 'CorrectionProposed': {
      const { correction, reason, evidence, at } = event.data;
      return { act: 'ProposeCorrection', correction, reason, evidence, at };
    }
    case 'RecountOrdered': {
      const correction = event.data.by === 'precinct' ? 'recount-by-precinct' : 'recount-by-order';
      return { act: 'ConfirmCorrection', correction, at: event.data.at };
    }
    case 'PrecinctResultInvalidated':
      return { act: 'ConfirmCorrection', correction: 'invalidation', at: event.data.at };
    case 'InvalidationProposed': {
      const { reason, evidence, at } = event.data;
      return { act: 'ProposeInvalidation', reason, evidence, at };
    }
    case 'ContestInvalidated':
      return { act: 'InvalidateContest', at: event.data.at };
    default:
      return undefined;
  }
}

/**
 * The stream of the commission whose member signs: the precinct's for its protocol, the one that conducts the contest for a
 * voice on its result, else the one in whose name the author acts; `undefined` for an author who acts in nobody's.
 */
export function signingCommission(
  act: SignedActName,
  { election, precinct }: StreamAddress,
  { role, area }: Pick<EventMeta, 'role' | 'area'>,
  conducting: string | undefined,
): StreamName | undefined {
  if (act === 'SignProtocol') return streams.precinct(election, precinct);
  if (act === 'ApproveResult') return conducting === undefined ? undefined : streams.area(election, conducting);
  if (area === undefined) return undefined;
  return role === 'precinct-commission' ? streams.precinct(election, area) : streams.area(election, area);
}

/** By what an act is signed, and whether the election demands it. */
export interface SigningRules {
  /** Of its author's commission; `undefined`: they act in the name of none, so nobody knows their key. */
  readonly keys: MemberKeys | undefined;
  readonly demanded: boolean;
}

/** Why an act cannot be recorded with this signature, or with none. */
export function signatureFault(
  act: Act,
  signature: ActSignature | undefined,
  { keys, demanded }: SigningRules,
  verify: VerifySignature,
): Refusal | undefined {
  const { official, expectedRevision } = act;
  if (!signature && !demanded) return undefined;
  if (!keys) {
    const words = `No commission is named that knows the key of ${official}: act with a token for the commission that enrolled it.`;
    return new Refusal('entitlement', 'SIGNED_FOR_NO_COMMISSION', words);
  }
  if (!signature) {
    return new Refusal('entitlement', 'SIGNATURE_REQUIRED', `${act.act} is to be signed with the key of ${official}.`, {
      field: '/signature',
    });
  }
  const { key } = signature;
  const field = '/signature/key';
  if (keys.spent.some((each) => each.key === key)) {
    return new Refusal('entitlement', 'KEY_SPENT', 'This key was replaced or revoked.', { field });
  }
  if (keyOf(keys, official) !== key) {
    return new Refusal('entitlement', 'KEY_NOT_HELD', `${official} does not sign with this key there.`, { field });
  }
  const holds = (revision: number): boolean =>
    verify(key, signature.signature, bytesToSign({ ...act, expectedRevision: revision }));
  if (holds(expectedRevision)) return undefined;
  const earlier = Array.from({ length: Math.min(expectedRevision, mostBehind) }, (_, i) => expectedRevision - 1 - i);
  return earlier.some(holds)
    ? new Refusal('state', 'SIGNED_FOR_ANOTHER_REVISION', `Sign again: the stream stands at ${expectedRevision}.`, {
        field: '/signature',
      })
    : new Refusal('input', 'SIGNATURE_INVALID', `That is no signature over ${act.act} as it would be recorded.`, {
        field: '/signature/signature',
      });
}

/** How many revisions back a signature is looked for, to say of it that it comes late. */
const mostBehind = 16;
