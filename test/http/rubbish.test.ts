import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { openApiDocument } from '../../src/http/openapi.ts';
import { bodies, headers, paths, queries, type Schema } from '../support/server-rubbish.ts';
import { callElection, openPolls } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

/** Requests to each operation: a thousand in all. */
const runs = 25;

const agent = new Agent({ keepAlive: true });
let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
  await openPolls(server);
  token = await server.token('central-commission');
});
afterAll(async () => {
  agent.destroy();
  await server.stop();
});

/** Sends what `fetch` would mend or refuse. */
async function send(method: string, path: string, head: Record<string, string>, body?: Buffer) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; type: string; body: string }>();
  const sent = request(server.url + '/', {
    method,
    path,
    headers: { ...head, ...(body && { 'content-length': body.length }) },
    agent,
  });
  sent.on('error', reject);
  sent.on('response', (response) => {
    text(response).then(
      (read) => resolve({ status: response.statusCode!, type: response.headers['content-type'] ?? '', body: read }),
      reject,
    );
  });
  sent.end(body);
  return promise;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
  };
}

/** Every operation that the document of the running application names, but for the feed, whose answer never ends. */
function operations(): { method: string; path: string; query: Record<string, Schema>; body: Schema | undefined }[] {
  const document = openApiDocument(server.app);
  const schemas = document.components!.schemas as Record<string, Schema>;
  const ending = Object.entries(document.paths).filter(([path]) => path !== '/elections/{election}/live');
  return ending.flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, { parameters = [], requestBody }]) => {
      const ref = requestBody?.content['application/json'].schema.$ref;
      const query = parameters
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, schema }) => [name, schema]);
      return {
        method: method.toUpperCase(),
        path,
        query: Object.fromEntries(query),
        body: ref ? schemas[ref.split('/').at(-1)!] : undefined,
      };
    }),
  );
}

describe('rubbish', () => {
  test('sent to any operation is refused without harm, and what is refused is not recorded', async () => {
    const all = operations();
    expect(all.length).toBeGreaterThanOrEqual(39);
    const outcomes = new Map<number, number>();
    for (const { method, path, query, body } of all) {
      await fc.assert(
        fc.asyncProperty(
          paths(path),
          method === 'GET' ? queries(query) : fc.constant(''),
          headers(token),
          body ? bodies(body) : fc.constant(undefined),
          async (filled, search, head, sent) => {
            const before = await server.head();
            const reply = await send(method, filled + search, head, sent);
            outcomes.set(reply.status, (outcomes.get(reply.status) ?? 0) + 1);
            expect(reply.status).toBeLessThan(500);
            if (reply.status < 400) return;
            expect(reply.type).toMatch(/^application\/problem\+json/);
            expect(JSON.parse(reply.body)).toMatchObject({
              status: reply.status,
              code: expect.stringMatching(/^[A-Z0-9_]+$/),
            });
            expect(await server.head()).toBe(before);
          },
        ),
        { numRuns: runs },
      );
    }
    // A generator that the first check always stops would prove nothing: every kind of answer came.
    for (const status of [200, 201, 400, 401, 404, 409, 413, 415, 422]) expect([...outcomes.keys()]).toContain(status);
    expect(await server.get('/health/ready')).toMatchObject({ status: 200 });
  }, 30_000);
});
