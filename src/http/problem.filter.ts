import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { MethodTable } from './method-table.ts';
import { type Fault, faultOf } from './problem.ts';
import type { Problem } from './problem.dto.ts';

/** Every error of every request ends here, and leaves as problem+json (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly methods: MethodTable,
    private readonly log: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const unrouted = request.is404 && error instanceof NotFoundException;
    const fault = unrouted ? this.#unrouted(request) : faultOf(error, request.headers['if-match'] !== undefined);
    if (fault.status >= 500) this.log.error({ correlationId: request.id, err: error }, fault.code);
    void reply
      .status(fault.status)
      .headers(fault.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(fault, request.id)));
  }

  #unrouted(request: FastifyRequest): Fault {
    const allowed = this.methods.of(request.url);
    if (allowed.length === 0) return { status: 404, code: 'UNKNOWN_ROUTE', detail: 'There is nothing at this path.' };
    const detail = `This path takes ${allowed.join(', ')}.`;
    return { status: 405, code: 'METHOD_NOT_ALLOWED', detail, headers: { allow: allowed.join(', ') } };
  }
}

export function problemOf(fault: Fault, correlationId: string): Problem {
  const title = STATUS_CODES[fault.status] ?? 'Error';
  const { status, code, detail, article, field, part, errors } = fault;
  const type = `urn:vote-record:problem:${code}`;
  return { type, title, status, code, detail, article, field, part, errors, correlationId };
}
