import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { knownSubjectOf } from './access.guard.ts';

/**
 * Writes down what people with a token have read: who, what, when. The query is a part of it where the API took it, since
 * it then holds codes and positions and nothing else.
 */
export function logReading(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', async (request, { statusCode: status }) => {
    const { method, url, routeOptions, id: correlationId } = request;
    const reader = knownSubjectOf(request);
    if (!reader || (method !== 'GET' && method !== 'HEAD')) return;
    log.info({ ...reader, method, path: status < 400 ? url : routeOptions.url, status, correlationId }, 'read');
  });
}
