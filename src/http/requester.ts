import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { subjectOf } from '../access/access.guard.ts';
import type { Requester } from '../commands/requester.ts';

/** A header that is not of the form this API takes. */
export class InvalidHeader extends Error {
  override readonly name = 'InvalidHeader';
  constructor(
    readonly header: string,
    message: string,
  ) {
    super(message);
  }
}

/** The token's holder, with what the request says of itself; its body has been checked by then. */
export function requesterOf(request: FastifyRequest): Requester {
  const idempotencyKey = keyIn(request.headers['idempotency-key']);
  const expectedRevision = revisionIn(request.headers['if-match']);
  const { reason, signature } = (request.body ?? {}) as Pick<Requester, 'reason' | 'signature'>;
  return {
    ...subjectOf(request),
    correlationId: request.id,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
    ...(reason === undefined ? {} : { reason }),
    ...(signature === undefined ? {} : { signature }),
  };
}

/** Who asks for a command: a parameter of the handlers that record. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext) =>
  requesterOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

function keyIn(value: string | string[] | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value))) return value;
  throw new InvalidHeader('idempotency-key', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
}

function revisionIn(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const revision = /^"(0|[1-9]\d{0,14})"$/.exec(value)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new InvalidHeader('if-match', 'If-Match must be one revision in quotes, as an ETag gave it.');
}
