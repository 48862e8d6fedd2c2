import Type, { type Static } from 'typebox';
import { canonical } from './canonical.ts';
import { Official, PublicKey, record, Signature } from './fields.ts';

/** First line of what is signed: a signature over an act can be taken for one over nothing else. */
const domain = 'vote-record/signed-act/v1\n';

/** An act that a person puts their name to: what would be recorded, where, by whom, and after what. */
export const Act = record({
  /** What is done: the name of the command, e.g. `ApproveResult`. */
  act: Type.String({ pattern: '^[A-Z][A-Za-z]{1,63}$' }),
  /** Origin of the log that it is recorded in: what is signed in a rehearsal is good for nothing else. */
  log: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$' }),
  stream: Type.String({ pattern: '^[a-z]+-[A-Za-z0-9._/-]{1,256}$' }),
  /** Revision that the stream stands at: the act is signed for this moment, and for no later one. */
  expectedRevision: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  data: Type.Record(Type.String(), Type.Unknown()),
  official: Official,
});
export type Act = Static<typeof Act>;

/** A member's signature over an act, with the key that it was made by. */
export const ActSignature = record({ key: PublicKey, signature: Signature });
export type ActSignature = Static<typeof ActSignature>;

/**
 * The bytes to sign, for the member, the server and whoever verifies: a line that says what this is, then canonical JSON
 * (RFC 8785) in UTF-8.
 * @throws TypeError for data that JSON cannot say faithfully
 */
export function bytesToSign({ act, log, stream, expectedRevision, data, official }: Act): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(domain + canonical({ v: 1, act, log, stream, expectedRevision, data, official }));
}

/** Verifies an Ed25519 signature: cryptography is a port here, since servers and browsers each have their own. */
export type VerifySignature = (publicKey: string, signature: string, bytes: Uint8Array) => boolean;
