import { get as request, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { callAkimElection, cast, voteAndCount } from '../dashboard/an-election.ts';
import { TestServer } from '../support/server.ts';
import { failingChecks } from '../support/verified-export.ts';

const path = '/elections/akim/export.zip';
let server: TestServer;
let before: number;
beforeAll(async () => {
  server = await TestServer.start();
  await callAkimElection(server);
  before = await server.head();
  await server.app.get(Checkpoints).current(before);
  await voteAndCount(server);
  await server.app.get(Checkpoints).current(await server.head());
});
afterAll(() => server.stop());

async function fetched(query = '') {
  const response = await fetch(server.url + path + query);
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const verified = (bytes: Uint8Array) => failingChecks(server, bytes);

describe('The export of a record over HTTP', () => {
  test('holds all that was signed, and passes every check of an auditor who has nothing else', async () => {
    const { status, headers, bytes } = await fetched();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="akim-${await server.head()}.zip"`);
    expect(await verified(bytes)).toEqual([]);
    bytes[bytes.length >> 1]! ^= 1;
    await expect(verified(bytes).then((failing) => failing.length === 0)).resolves.toBe(false);
  });

  test('is the same bytes each time, and not sent again to who has them', async () => {
    const once = await fetched();
    const again = await fetched();
    expect(again.bytes.equals(once.bytes)).toBe(true);
    const tag = once.headers.get('etag')!;
    const held = await server.get(path, { 'if-none-match': tag });
    expect([held.status, held.body, held.headers.get('cache-control')]).toEqual([304, '', 'no-cache']);
    await cast(server, '0413', { 'c-2': 3 });
    await server.app.get(Checkpoints).current(await server.head());
    const grown = await server.get(path, { 'if-none-match': tag });
    expect([grown.status, grown.headers.get('etag') === tag]).toEqual([200, false]);
  });

  test('goes up to the last checkpoint before a position of the past', async () => {
    const { headers, bytes } = await fetched(`?at=${before + 1}`);
    expect(headers.get('content-disposition')).toContain(`akim-${before}.zip`);
    expect(await verified(bytes)).toEqual([]);
  });

  test('is refused in words where there is none', async () => {
    const head = await server.head();
    expect((await server.get('/elections/none/export.zip')).body.code).toBe('UNKNOWN_RESOURCE');
    expect((await server.get(`${path}?at=${head + 1}`)).body.code).toBe('POSITION_BEYOND_HEAD');
    expect((await server.get(`${path}?at=x`)).body.code).toBe('INVALID_REQUEST');
    const asked = await server.send(path, { method: 'HEAD' });
    expect([asked.status, asked.body]).toEqual([200, '']);
  });

  test('is given to two at a time, and those who leave make room', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => new Promise<IncomingMessage>((answered) => request(server.url + path, answered))),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 429]);
    for (const answer of answers) answer.destroy();
    for (let tries = 0; tries < 100 && (await server.get(path)).status !== 200; tries++) await setTimeout(20);
    expect((await server.get(path)).status).toBe(200);
  });
});
