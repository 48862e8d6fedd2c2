import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Limits } from '../access/limits.ts';
import type { Config } from '../config/config.ts';
import type { Metrics } from '../observability/metrics.ts';
import { capConnections } from './connections.ts';
import { parseBody } from './json-body.ts';
import { MethodTable } from './method-table.ts';
import { problemOf, ProblemFilter } from './problem.filter.ts';

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000', // browsers heed it over TLS alone
};

/** Nothing may be loaded or framed by an answer of the API; the documentation's page loads its own files. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'";
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Fastify as this API wants it: JSON bodies through the checked parser and no other kind of body, a correlation id for
 * every request, the same few security headers on every answer, limits before anything is read, and problems for whatever
 * never reaches a route.
 */
export function httpServer(
  { limits, proxies }: Pick<Config, 'limits' | 'proxies'>,
  rates: Limits,
  log: Logger,
  metrics: Metrics,
): { adapter: FastifyAdapter; problems: ProblemFilter } {
  const methods = new MethodTable();
  const problems = new ProblemFilter(methods, log, metrics);
  const requestTimeout = limits.requestTimeout * 1000;
  const adapter = new FastifyAdapter({
    bodyLimit: limits.body,
    requestTimeout,
    // Node heeds these when it makes the server, and looks for late requests each half minute unless it is told otherwise.
    http: { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: requestTimeout / 4 },
    trustProxy: proxies.length > 0 && [...proxies],
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: correlationId,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      setHeaders(request, reply); // what never reaches the router runs no hooks
      problems.answer(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
  });
  const fastify = adapter.getInstance();
  // Behind a proxy every connection is the proxy's.
  const byAddress = proxies.length > 0 ? 0 : limits.connectionsByAddress;
  capConnections(fastify.server, { inAll: limits.connections, byAddress });
  fastify.addHook('onRequest', async (request) => rates.address(request.ip));
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    parseBody(body),
  );
  fastify.addHook('onRoute', methods.note);
  let closing = false;
  const silent = silentConnections(fastify.server);
  fastify.addHook('preClose', async () => {
    closing = true;
    for (const socket of silent) socket.destroy();
  });
  fastify.addHook('onSend', async (request, reply) => {
    setHeaders(request, reply);
    if (closing) reply.header('connection', 'close'); // else the client's kept connection would keep the server
  });
  return { adapter, problems };
}

/** Connections that never asked anything, as browsers open to be quicker: a server that closes would wait for them. */
function silentConnections(server: Server): Set<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.on('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of Object.entries(apiHeaders(request))) {
    if (!reply.hasHeader(name)) void reply.header(name, value);
  }
}

/** The headers of every answer; one that says otherwise itself keeps what it says. */
export function apiHeaders(request: FastifyRequest): Record<string, string> {
  return {
    ...headers,
    'x-correlation-id': request.id,
    'content-security-policy': request.url.startsWith('/docs') ? docsPolicy : apiPolicy,
    'cache-control': 'no-store',
  };
}

/** The client's own name for its request, when it is a sane one; else a new one. */
function correlationId(request: { readonly headers: IncomingHttpHeaders }): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** What came was not HTTP, or too much of it: there is no request to answer, only a connection to close. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const fault = { status, code: 'BAD_REQUEST', detail: 'The request is not well-formed HTTP.' };
  const problem = problemOf(fault, randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${problem.title}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
