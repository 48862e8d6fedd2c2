import { applyDecorators, HttpCode, type Type, UseInterceptors } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { Requires } from '../access/requires.ts';
import { inWords } from '../domain/entitlement.ts';
import { type Row, rowsOf } from '../domain/requirements.ts';
import { DigestTag, RevisionTag } from './entity-tag.ts';
import { Problem } from './problem.dto.ts';
import { ReceiptAnswer } from './receipt.dto.ts';

const problems: Readonly<Record<number, string>> = {
  400: 'The request is not of the form this operation takes.',
  401: 'No token, or none that is valid.',
  403: 'The token does not entitle to this.',
  404: 'The record knows nothing of that name.',
  409: 'A rule forbids it in the present state, or others keep recording there.',
  412: 'The stream does not stand at the revision that If-Match names.',
  413: 'The body is longer than any request needs.',
  415: 'The body is not application/json.',
  422: 'A rule forbids it in any state.',
  429: 'Too many requests from there, or by this identity: Retry-After says how many seconds to wait.',
  503: 'The record cannot be reached. Repeat the command with its Idempotency-Key.',
};

const correlation = ApiHeader({
  name: 'X-Correlation-Id',
  description: 'Names this request in logs and events; one is made when it is left out.',
  schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
});

/** A command: what it asks of its requester, what it answers, and how it may be refused. */
export function Records(summary: string, requires: Row): MethodDecorator {
  const rows = rowsOf(requires);
  const asked = rows.map(([correction, row]) => `${correction && `${correction}: `}${inWords(row)}`);
  return applyDecorators(
    HttpCode(201),
    Requires(rows.map(([, row]) => row)),
    UseInterceptors(RevisionTag),
    ApiOperation({ summary, description: `Recorded by ${asked.join('; ')}.` }),
    ApiExtension('x-requires', requires),
    ApiBearerAuth(),
    ApiHeader({
      name: 'Idempotency-Key',
      description: 'A request that comes again with its key is answered as before, and recorded once.',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    }),
    ApiHeader({
      name: 'If-Match',
      description: 'Revision, in quotes, that the stream must stand at.',
      schema: { type: 'string', pattern: '^"(0|[1-9]\\d{0,14})"$' },
    }),
    correlation,
    ApiCreatedResponse({
      description: 'Recorded, and durable.',
      type: ReceiptAnswer,
      headers: { ETag: { description: 'The revision, in quotes.', schema: { type: 'string' } } },
    }),
    MayAnswer(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503),
  );
}

/** A query, open to everybody. */
export function Answered(summary: string, answer: Type): MethodDecorator {
  return applyDecorators(
    UseInterceptors(DigestTag),
    ApiOperation({ summary }),
    ApiHeader({
      name: 'If-None-Match',
      description: 'An ETag of an earlier answer; when nothing has changed since, this one has no body.',
      schema: { type: 'string' },
    }),
    correlation,
    ApiOkResponse({
      type: answer,
      headers: { ETag: { description: 'The digest of what was answered from.', schema: { type: 'string' } } },
    }),
    ApiResponse({ status: 304, description: 'Nothing has changed.' }),
    MayAnswer(400, 404, 429, 503),
  );
}

/** The problems that an operation may answer with. */
export function MayAnswer(...statuses: number[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(Problem),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: problems[status]!,
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );
}
