import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { isLeafStream, streams } from '../../src/domain/stream.ts';
import { parseCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { provesConsistency } from '../../src/verifier/formats/merkle.ts';
import { type Note, parseNote, signersOf } from '../../src/verifier/formats/note.ts';
import { parseVerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { callElection, openPolls } from '../support/server-election.ts';
import { ServerProcess } from '../support/server-process.ts';
import { TestServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'vote-record-two-'));
let double: EventStoreDbDouble;
let environment: Record<string, string>;
const processes: ServerProcess[] = [];
const urls: string[] = [];
let headers: Record<string, string>;

beforeAll(async () => {
  double = await EventStoreDbDouble.start();
  environment = { EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: double.url };
  // A third server calls the election, and leaves keys that the two share.
  const first = await TestServer.start(join(folder, 'first'), environment);
  await callElection(first);
  await openPolls(first);
  await first.app.close();
  const issuer = new LocalIssuer(issuerKey(first.data), 86_400);
  const { token } = await issuer.issue({ role: 'central-commission', official: 'clerk', ttl: 600 });
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const signing = { VOTE_RECORD_SIGNING_KEY_FILE: join(folder, 'signing.pem'), CHECKPOINT_EVENTS: '1' };
  for (const name of ['signing.pem', 'signing.pem.last']) cpSync(join(first.data, 'keys', name), join(folder, name));
  for (const name of ['one', 'other']) {
    cpSync(join(first.data, 'keys'), join(folder, name, 'keys'), { recursive: true });
    processes.push(ServerProcess.spawn({ ...environment, ...signing, VOTE_RECORD_DATA: join(folder, name) }));
  }
  for (const process of processes) urls.push((await process.logged('listening'))['address']!);
});
afterAll(async () => {
  for (const { child } of processes) child.kill('SIGTERM');
  await Promise.all(processes.map((process) => process.ended()));
  await double.die();
  rmSync(folder, { recursive: true });
});

async function post(server: number, path: string, body: unknown, more: Record<string, string> = {}) {
  const reply = await fetch(urls[server] + path, {
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

const boxes = '/elections/e/contests/c/ballot-boxes';
const batch = (...choices: string[]) => ({ batch: randomUUID(), choices });

test('two processes over one database take commands at once, and come to the same digests', async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      post(i % 2, `${boxes}/p${1 + (i % 4 < 2 ? 0 : 1)}/ballots`, batch('a', 'b', 'a')),
    ),
  );
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
  const position = Math.max(...replies.map(({ body }) => Number(body['position'])));
  for (const path of ['/elections/e/results', '/elections/e/contests/c', '/elections/e/precincts/p1']) {
    const answers = await Promise.all(
      urls.map(async (url) => (await fetch(`${url}${path}?at=${position}`)).json() as Promise<{ digest: string }>),
    );
    expect(answers[0]!.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(answers[1]).toEqual(answers[0]);
  }
});

test('a command that rests on what the other process has changed is refused, at either', async () => {
  const first = await post(0, `${boxes}/p2/ballots`, batch('a', 'b'));
  expect(first.status).toBe(201);
  const revision = Number(first.body['revision']);
  const stale = { 'if-match': `"${revision - 1}"` };
  for (const server of [0, 1]) {
    expect(await post(server, `${boxes}/p2/ballots`, batch('a', 'b'), stale)).toMatchObject({ status: 412 });
  }
  const fresh = { 'if-match': `"${revision}"` };
  const racing = await Promise.all([0, 1].map((server) => post(server, `${boxes}/p2/ballots`, batch('a', 'b'), fresh)));
  expect(racing.map(({ status }) => status).toSorted()).toEqual([201, 412]);
});

test('the same batch sent to both is recorded once', async () => {
  const same = batch('b', 'b');
  const replies = await Promise.all([0, 1].map((server) => post(server, `${boxes}/p1/ballots`, same)));
  expect(replies.map(({ status }) => status)).toEqual([201, 201]);
  const recorded = double.log.records.filter(({ data }) => Buffer.from(data).includes(same.batch));
  expect(recorded).toHaveLength(2);
});

/** Leaves that the record has now. */
const leaves = () => double.log.records.filter(({ stream }) => isLeafStream(stream) && !stream.startsWith('$')).length;

test('both sign what they recorded with one key, as one log: each goes on from the other', async () => {
  const { origin } = parseCheckpoint(parseNote(await text(0, '/log/checkpoint')).text);
  for (let i = 0; i < 6; i += 1) {
    const { status } = await post(i % 2, `${boxes}/p1/ballots`, batch('a', 'a'));
    expect(status).toBe(201);
    await latest(1 - (i % 2), leaves());
  }
  const keys = (await text(1, '/log/keys')).trim().split('\n').map(parseVerifierKey);
  for (const server of [0, 1]) {
    const note = await latest(server, leaves());
    expect(signersOf(note, keys)).toHaveLength(2);
  }
  const signed = double.log.records.filter(({ stream }) => stream === streams.checkpoint(origin));
  const roots = signed.map(({ data }) =>
    parseCheckpoint(parseNote(JSON.parse(Buffer.from(data).toString()).note).text),
  );
  for (const [before, after] of pairs(roots.toSorted((a, b) => a.size - b.size))) {
    const { proof } = JSON.parse(await text(0, `/log/consistency?from=${before.size}&to=${after.size}`));
    const hashes = (proof as string[]).map((hash) => Buffer.from(hash, 'base64'));
    expect(provesConsistency(before.size, after.size, before.root, after.root, hashes)).toBe(true);
  }
  expect(roots.length).toBeGreaterThanOrEqual(6);
});

const text = async (server: number, path: string) => (await fetch(urls[server] + path)).text();
const pairs = <T>(all: readonly T[]) => all.slice(1).map((each, i) => [all[i]!, each] as const);

/** A server's checkpoint once it covers so many events. */
async function latest(server: number, size: number): Promise<Note> {
  for (;;) {
    const note = parseNote(await text(server, '/log/checkpoint'));
    if (parseCheckpoint(note.text).size >= size) return note;
    await setTimeout(20);
  }
}
