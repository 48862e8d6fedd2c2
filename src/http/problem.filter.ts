import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { knownSubjectOf } from '../access/access.guard.ts';
import { networkOf } from '../access/network.ts';
import { TokenRefused } from '../access/token-refused.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { MethodTable } from './method-table.ts';
import { type Fault, faultOf } from './problem.ts';
import type { Problem } from './problem.dto.ts';

/** Refused for who asked, or how often. */
const attempts: ReadonlySet<number> = new Set([401, 403, 429]);

/** Every error of every request ends here, and leaves as problem+json (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly methods: MethodTable,
    private readonly log: Logger,
    private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const unrouted = request.is404 && error instanceof NotFoundException;
    const fault = unrouted ? this.#unrouted(request) : faultOf(error, request.headers['if-match'] !== undefined);
    if (fault.status >= 500) this.log.error({ correlationId: request.id, err: error }, fault.code);
    if (attempts.has(fault.status)) this.#noteAttempt(error, fault, request);
    void reply
      .status(fault.status)
      .header('cache-control', 'no-store') // whatever the route promised of its answer
      .headers(fault.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(fault, request.id)));
  }

  /** Who, what and why, as far as it is certain; of an unknown sender no more than the network. */
  #noteAttempt(error: unknown, { code }: Fault, request: FastifyRequest): void {
    const { id: correlationId, method, ip, routeOptions } = request;
    const subject = knownSubjectOf(request);
    const who = subject ?? (error instanceof TokenRefused ? { official: error.official } : {});
    this.metrics.refusedAttempts.inc({ code, role: subject?.role ?? 'none' });
    const what = { method, route: routeOptions.url ?? 'unknown', code };
    this.log.warn({ correlationId, ...who, network: networkOf(ip), ...what }, 'refused');
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
