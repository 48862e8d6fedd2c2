import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type BuiltFile, builtFiles } from './built-files.ts';

/** The page runs its own files and asks its own server, and nobody frames it. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Files whose names hold their content's hash never change. */
const forever = 'public, max-age=31536000, immutable';
const hashed = /-[\w-]{8,}\.\w+$/;

/** Serves the page at `/`, `/verify`, `/witnesses` and below `/e/`; nothing of it, when it was not built. */
export function servePage(fastify: FastifyInstance): void {
  const files = builtFiles();
  const page = files.get('/index.html');
  if (!page) return;
  const show = async (request: FastifyRequest, reply: FastifyReply) => send(request, reply, page, 'no-cache');
  fastify.get('/', show);
  fastify.get('/e/*', show);
  fastify.get('/verify', show);
  fastify.get('/witnesses', show);
  for (const [path, file] of files) {
    if (file === page) continue;
    const caching = hashed.test(path) ? forever : 'no-cache';
    fastify.get(path, async (request, reply) => send(request, reply, file, caching));
  }
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || !wantsPage(request)) return;
    await send(request, reply.status(404), page, 'no-cache');
  });
}

/** A browser that was given an address, not a program that asks the API. */
function wantsPage({ method, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}

function send(request: FastifyRequest, reply: FastifyReply, file: BuiltFile, caching: string): FastifyReply {
  const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (compressed) void reply.header('content-encoding', 'gzip');
  return reply
    .headers({ 'content-security-policy': policy, 'cache-control': caching, vary: 'accept-encoding' })
    .type(file.type)
    .send(compressed ? file.gzipped : file.plain);
}
