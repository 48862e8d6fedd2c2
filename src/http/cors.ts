import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Lets pages of these origins ask from a browser. Tokens travel in a header, so no credentials of the browser's own do. */
export function openTo(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'last-event-id',
      'x-correlation-id',
    ],
    exposedHeaders: ['etag', 'retry-after', 'x-correlation-id'],
    maxAge: 600,
  });
}
