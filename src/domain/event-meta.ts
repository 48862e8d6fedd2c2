import Type from 'typebox';
import { Code, Official, record, Uuid, Words } from './fields.ts';
import { ActSignature } from './signed-act.ts';

/** Who did what, by what right, and when it was recorded. Nothing here may tell one voter from another. */
export interface EventMeta {
  /** Official id of the person, from the token. */
  readonly actor: string;
  readonly role: string;
  /** Code of the area or precinct the role is for; absent for roles without scope. */
  readonly area?: string;
  /** Id of the command that caused the event; the same for a repeated request. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The server's clock when it decided, ISO 8601 UTC with milliseconds. */
  readonly recordedAt: string;
  readonly reason?: string;
  /** The actor's own, over the act as `personal-signature.ts` says it. */
  readonly signature?: ActSignature;
}

/** The schema of {@link EventMeta}, the same for every event. */
export const Meta = record({
  actor: Official,
  role: Type.String({ pattern: '^[a-z-]{1,40}$' }),
  area: Type.Optional(Code),
  commandId: Uuid,
  correlationId: Type.String({ pattern: '^[\\x21-\\x7e]{1,128}$' }),
  causationId: Type.Optional(Uuid),
  recordedAt: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
  reason: Type.Optional(Words),
  signature: Type.Optional(ActSignature),
});
