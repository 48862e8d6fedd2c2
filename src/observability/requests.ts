import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';

/** Times and logs every request once it is answered, by its route: a path with its codes would be a label too many. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics, log: Logger): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, id: correlationId } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode: status, elapsedTime } = reply;
    metrics.httpDuration.observe({ method, route, status }, elapsedTime / 1000);
    log.info({ correlationId, method, route, status, ms: Math.round(elapsedTime * 10) / 10 }, 'answered');
  });
}
