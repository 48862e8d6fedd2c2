import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { dataFolder } from '../../src/config/data-folder.ts';
import { election } from '../support/server-election.ts';
import { type Reply, TestServer } from '../support/server.ts';

let server: TestServer;
const start = async (environment: NodeJS.ProcessEnv): Promise<void> => {
  server = await TestServer.start(undefined, environment);
};
afterEach(() => server.stop());

const bearer = async (...who: Parameters<TestServer['token']>): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await server.token(...who)}`,
});
const times = async (count: number, ask: () => Promise<Reply>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await ask()).status);
  return statuses;
};
const opened = async (): Promise<Socket> => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};

describe('who asks too often', () => {
  test('is told to wait, by address, whatever is asked', async () => {
    await start({ RATE_BY_ADDRESS: '3' });
    expect(await times(3, () => server.get('/elections'))).toEqual([200, 200, 200]);
    const reply = await server.get('/nowhere');
    expect(reply).toMatchObject({ status: 429, body: { status: 429, code: 'TOO_MANY_REQUESTS' } });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is counted by what a trusted proxy says, and by nothing that a stranger says', async () => {
    await start({ RATE_BY_ADDRESS: '1', TRUSTED_PROXIES: '127.0.0.1' });
    const from = (address: string) => times(1, () => server.get('/elections', { 'x-forwarded-for': address }));
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([[200], [429], [200]]);
    await server.stop();
    await start({ RATE_BY_ADDRESS: '1' });
    expect([await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([[200], [429]]);
  });

  test('is told to wait, by identity: another token of the same person is no way round', async () => {
    await start({ RATE_BY_IDENTITY: '2' });
    const ask = async (official: string) => {
      const headers = await bearer('auditor', official);
      return times(1, () => server.get('/elections', headers));
    };
    expect([await ask('a'), await ask('a'), await ask('a'), await ask('b')]).toEqual([[200], [200], [429], [200]]);
    expect((await server.get('/elections')).status).toBe(200);
  });

  test('with tokens that are none is slowed, while whoever is known from there goes on', async () => {
    await start({ RATE_BAD_TOKENS: '3' });
    const known = await bearer('central-commission', 'known');
    const unknown = await bearer('central-commission', 'unknown');
    const ask = (headers: Record<string, string>) => server.post('/elections', {}, headers);
    expect((await ask(known)).status).toBe(400);
    expect(await times(4, () => ask({ authorization: 'Bearer guess' }))).toEqual([401, 401, 401, 429]);
    expect(await ask(unknown)).toMatchObject({ status: 429, body: { code: 'TOO_MANY_BAD_TOKENS' } });
    expect((await ask(known)).status).toBe(400);
    const { body } = await server.get('/metrics');
    expect(body).toContain('vote_record_refused_attempts_total{code="TOKEN_INVALID",role="none"} 3');
    expect(body).toContain('vote_record_refused_attempts_total{code="TOO_MANY_BAD_TOKENS",role="none"} 2');
  });
});

describe('a connection', () => {
  test('on which a request does not come to its end is closed, whether it was answered or not', async () => {
    await start({ REQUEST_TIMEOUT: '1' });
    const answerTo = async (lines: string[], body = ''): Promise<string> => {
      const socket = await opened();
      socket.write(['POST /elections HTTP/1.1', 'Host: here', ...lines].join('\r\n') + body);
      return (await text(socket)).slice(0, 12);
    };
    const [json, long] = ['Content-Type: application/json', 'Content-Length: 9'];
    const answers = [answerTo(['X-Half-A-Head']), answerTo([json, long], '\r\n\r\n{'), answerTo([long], '\r\n\r\n{')];
    expect(await Promise.all(answers)).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408', 'HTTP/1.1 415']);
  });

  test.each([{ CONNECTIONS: '2' }, { CONNECTIONS_BY_ADDRESS: '2' }])(
    'is closed at once when there are too many, and taken when others have left: %j',
    async (environment) => {
      await start(environment);
      const [first] = [await opened(), await opened()];
      const third = await opened();
      expect(await text(third)).toBe('');
      first.destroy();
      await once(first, 'close');
      // The server hears of it in its own time.
      for (let status = 0; status !== 200;)
        status = (await server.get('/elections').catch(() => ({ status: 0 }))).status;
    },
  );

  test('brings no body longer than the limit', async () => {
    await start({ BODY_LIMIT: '16384' });
    const reply = await server.post('/elections', { ...election, name: { en: 'x'.repeat(16_384) } });
    expect(reply).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });
});

describe("another site's page", () => {
  const preflight = (origin: string): Promise<Reply> =>
    server.send('/elections', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

  test('may ask when its origin is named, and no other may', async () => {
    await start({ CORS_ORIGINS: 'https://results.example.kz' });
    const named = await preflight('https://results.example.kz');
    expect(named.status).toBe(204);
    expect(named.headers.get('access-control-allow-origin')).toBe('https://results.example.kz');
    expect(named.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(named.headers.get('access-control-allow-credentials')).toBeNull();
    const read = await server.get('/elections', { origin: 'https://results.example.kz' });
    expect(read.headers.get('access-control-allow-origin')).toBe('https://results.example.kz');
    expect(read.headers.get('vary')?.toLowerCase()).toContain('origin');
    for (const other of ['https://results.example.kz.evil.example', 'null', 'http://results.example.kz']) {
      expect((await preflight(other)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await server.get('/elections', { origin: other })).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

test('what is read with a token is written down beside the record: who, what, when; what anybody reads is not', async () => {
  await start({});
  await server.record('/elections', election);
  await server.get('/elections/e/areas?limit=5', await bearer('auditor', 'a.audit'));
  await server.get('/elections/e/areas?name=somebody', await bearer('auditor', 'a.audit'));
  await server.get('/elections/e/areas');
  const bad = { authorization: 'Bearer nonsense' };
  expect((await server.get('/elections/e/areas', bad)).status).toBe(401);
  const file = dataFolder(server.data).accessLog;
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const read = {
    level: 30,
    time: expect.any(String),
    official: 'a.audit',
    role: 'auditor',
    method: 'GET',
    msg: 'read',
  };
  expect(lines).toEqual([
    { ...read, path: '/elections/e/areas?limit=5', status: 200, correlationId: expect.any(String) },
    { ...read, path: '/elections/:election/areas', status: 400, correlationId: expect.any(String) },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
