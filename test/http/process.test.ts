import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { dataFolder } from '../../src/config/data-folder.ts';
import { election } from '../support/server-election.ts';
import { ServerProcess } from '../support/server-process.ts';

const data = mkdtempSync(join(tmpdir(), 'vote-record-process-'));
const started: ServerProcess[] = [];
const start = (environment: Record<string, string> = {}): ServerProcess => {
  const server = ServerProcess.spawn({ VOTE_RECORD_DATA: data, ...environment });
  started.push(server);
  return server;
};
afterEach(async () => {
  for (const server of started.splice(0)) {
    server.child.kill('SIGKILL');
    await server.ended();
  }
});
afterAll(() => rmSync(data, { recursive: true }));

/** Resolves when a new connection is no longer taken. */
async function refused({ port, hostname }: URL): Promise<void> {
  for (;;) {
    const attempt = connect(Number(port), hostname);
    try {
      await once(attempt, 'connect');
    } catch {
      return;
    } finally {
      attempt.destroy();
    }
  }
}

describe('a server that cannot start', () => {
  test.each([
    [{ PORT: 'http' }, 'PORT="http"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL="loud"'],
    [{ VOTE_RECORD_DATA: '/dev/null/here' }, '/dev/null/here'],
  ])('because of %j says so in one line, and exits with 1', async (environment, named) => {
    const server = start(environment);
    expect(await server.ended()).toBe(1);
    const said = await server.stderr;
    expect(said).toContain(named);
    expect(said).toMatch(/^vote-record: [^\n]+\n$/);
  });

  test('because another one writes the same record, or has the port, says so in one line', async () => {
    const first = start();
    const { address } = await first.logged('listening');
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(await second.stderr).toMatch(/^vote-record: [^\n]*another process is writing this record[^\n]*\n$/);
    const { port } = new URL(address!);
    const third = start({ VOTE_RECORD_DATA: join(data, 'other'), PORT: port });
    expect(await third.ended()).toBe(1);
    expect(await third.stderr).toMatch(new RegExp(`^vote-record: [^\\n]*port ${port} [^\\n]*in use[^\\n]*\\n$`));
  });
});

describe('a server told to stop', () => {
  let server: ServerProcess;
  let url: URL;
  let socket: Socket;
  let rest: string;

  /** A command of which the server has everything but the last byte. */
  beforeEach(async () => {
    server = start();
    url = new URL((await server.logged('listening'))['address']!);
    const issuer = new LocalIssuer(issuerKey(data), 60);
    const { token } = await issuer.issue({ role: 'central-commission', official: 'clerk', ttl: 60 });
    const body = JSON.stringify({ ...election, id: `e-${url.port}` });
    rest = body.slice(-1);
    socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    socket.write(
      `POST /elections HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body.slice(0, -1)}`,
    );
    await fetch(new URL('/health/live', url)); // by now the command's head has been read, too
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s finishes the command it has accepted, lets nobody else in, and exits with 0',
    async (signal) => {
      server.child.kill(signal);
      await server.logged('stopping');
      await refused(url);
      socket.write(rest);
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1.1 201 Created\r\n/);
      expect(answer.toLowerCase()).toContain('connection: close');
      // The whole line: neither the token nor the body gets into a log.
      expect(await server.logged('answered')).toEqual({
        level: 30,
        time: expect.any(String),
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        method: 'POST',
        route: '/elections',
        status: 201,
        ms: expect.any(Number),
        msg: 'answered',
      });
      expect(await server.ended()).toBe(0);
      expect(statSync(dataFolder(data).snapshots).size).toBeGreaterThan(0);

      const next = start();
      const { address } = await next.logged('listening');
      const recorded = await fetch(new URL(`/elections/e-${url.port}`, address));
      expect(recorded.status).toBe(200);
    },
  );

  test('twice exits at once, with 1', async () => {
    server.child.kill('SIGTERM');
    await server.logged('stopping');
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(1);
    socket.destroy();
  });
});
