import { HttpException } from '@nestjs/common';
import { NotEntitled } from '../access/access.guard.ts';
import { TooManyRequests } from '../access/limits.ts';
import { IssuerUnreachable, TokenRefused } from '../access/token-refused.ts';
import { CommandRefused } from '../commands/refused.ts';
import type { RefusalKind } from '../domain/refusal.ts';
import { InvalidEvent, StoreUnavailable, WrongRevision } from '../event-store/port.ts';
import { InvalidRequest } from './checked-request.pipe.ts';
import type { FieldFault } from './field-fault.ts';
import { MalformedBody } from './json-body.ts';
import { InvalidHeader } from './requester.ts';
import { UnknownResource } from './unknown-resource.ts';

/** What went wrong, apart from the request it went wrong with. */
export interface Fault {
  readonly status: number;
  /** Stable and machine-readable. */
  readonly code: string;
  readonly detail: string;
  /** Article of the law that a rule rests on. */
  readonly article?: string;
  /** Place in the request, as a JSON pointer. */
  readonly field?: string;
  /** In which part of the request the places are. */
  readonly part?: 'body' | 'path' | 'query' | 'header';
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
}

const statusOf: Readonly<Record<RefusalKind, number>> = { unknown: 404, input: 422, state: 409, entitlement: 403 };

/** Seconds after which a client may try again when the store could not be reached. */
const retryAfter = '2';

/** Any error as a fault; an unexpected one tells nothing of itself but that it happened. */
export function faultOf(error: unknown, conditional: boolean): Fault {
  if (error instanceof CommandRefused) {
    const { kind, code, message, where } = error.refusal;
    return { status: statusOf[kind], code, detail: message, ...where };
  }
  if (error instanceof InvalidRequest) {
    const [first] = error.faults;
    return {
      status: 400,
      code: 'INVALID_REQUEST',
      detail: error.message,
      part: error.part,
      ...(first && { field: first.field }),
      errors: error.faults,
    };
  }
  if (error instanceof MalformedBody) return { status: 400, code: error.code, detail: error.message, part: 'body' };
  if (error instanceof InvalidHeader) {
    return { status: 400, code: 'INVALID_HEADER', detail: error.message, part: 'header', field: `/${error.header}` };
  }
  if (error instanceof TokenRefused) {
    const challenge = `Bearer realm="vote-record"${error.code === 'TOKEN_MISSING' ? '' : ', error="invalid_token"'}`;
    return { status: 401, code: error.code, detail: error.message, headers: { 'www-authenticate': challenge } };
  }
  if (error instanceof TooManyRequests) {
    const { code, message, retryAfter: seconds } = error;
    return { status: 429, code, detail: message, headers: { 'retry-after': String(seconds) } };
  }
  if (error instanceof IssuerUnreachable) {
    const headers = { 'retry-after': retryAfter };
    return { status: 503, code: 'IDENTITY_PROVIDER_UNAVAILABLE', detail: error.message, headers };
  }
  if (error instanceof NotEntitled) return { status: 403, code: 'ROLE_NOT_ENTITLED', detail: error.message };
  if (error instanceof UnknownResource) return { status: 404, code: error.code, detail: error.message };
  if (error instanceof WrongRevision) {
    return conditional
      ? { status: 412, code: 'REVISION_MISMATCH', detail: `${error.message}.` }
      : { status: 409, code: 'CONCURRENT_CHANGE', detail: `Others keep recording there: ${error.message}. Ask again.` };
  }
  if (error instanceof InvalidEvent) return { status: 422, code: 'INVALID_EVENT', detail: error.message };
  if (error instanceof StoreUnavailable) {
    const detail = 'The record cannot be reached. Whether a command took effect is unknown: repeat it with its key.';
    return { status: 503, code: 'STORE_UNAVAILABLE', detail, headers: { 'retry-after': retryAfter } };
  }
  return transportFault(error);
}

/** What Fastify refuses before a route is reached, by status. */
const transportFaults: Readonly<Record<number, Pick<Fault, 'code' | 'detail'>>> = {
  400: { code: 'BAD_REQUEST', detail: 'The request is not well-formed.' },
  413: { code: 'BODY_TOO_LARGE', detail: 'The body is longer than any request needs.' },
  414: { code: 'PATH_TOO_LONG', detail: 'The path holds a code that is longer than any.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', detail: 'Send application/json.' },
};

/** Whatever is not known to be a fault of the request is one of ours. */
function transportFault(error: unknown): Fault {
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  const known = status === undefined ? undefined : transportFaults[status];
  if (status !== undefined && known) return { status, ...known };
  return { status: 500, code: 'INTERNAL_ERROR', detail: 'An error of the server, which has been logged.' };
}
