import type { ActSignature } from '../domain/signed-act.ts';

/** Who asks for a command, as the access guard has established, and how to recognise the request when it comes again. */
export interface Requester {
  /** Official id, the token's subject. */
  readonly official: string;
  readonly role: string;
  /** Code of the area or precinct the role is for. */
  readonly area?: string;
  /** The one election that the role is for; absent: whichever. */
  readonly election?: string;
  /** Ties together everything one request caused, in logs and events. */
  readonly correlationId: string;
  /** The client's Idempotency-Key: the same key, person and command again answer as the first time did. */
  readonly idempotencyKey?: string;
  /** The client's If-Match: the revision the stream must stand at. */
  readonly expectedRevision?: number;
  /** Their own signature over the act, where they sign it. */
  readonly signature?: ActSignature;
  /** Why, in the requester's words. */
  readonly reason?: string;
}
