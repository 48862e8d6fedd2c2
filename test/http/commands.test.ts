import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callElection, election, openPolls } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
  await openPolls(server);
  await server.record('/elections/e/precincts', { ...precinct, code: 'p3' });
});
afterAll(() => server.stop());

const precinct = { area: 'village', name: 'Another school', votersOnRoll: null };
/** The roll of a precinct whose polls are not open: it may be handed over again and again. */
const roll = '/elections/e/precincts/p3/roll';

describe('a command', () => {
  test('that comes again with its Idempotency-Key is answered as before, and recorded once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await server.record('/elections/e/precincts', { ...precinct, code: 'p4' }, key);
    await server.record('/elections/e/precincts/p4/roll', { votersOnRoll: 7 });
    const head = await server.head();
    const again = await server.post('/elections/e/precincts', { ...precinct, code: 'p4' }, key);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await server.head()).toBe(head);
  });

  test('sent many times at once with one key is recorded once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const head = await server.head();
    const body = { votersOnRoll: 101, at: '2021-07-24T18:00:00+06:00' };
    const replies = await Promise.all(Array.from({ length: 12 }, () => server.post(roll, body, key)));
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.body.position}`))).toEqual(
      new Set([`201 ${head + 1}`]),
    );
    expect(await server.head()).toBe(head + 1);
  });

  test('that is another one under a key that was used is refused', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await server.record(roll, { votersOnRoll: 102 }, key);
    const other = await server.post(roll, { votersOnRoll: 103 }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  test('that comes again without a key is a new one, and the rules say what becomes of it', async () => {
    expect(await server.post('/elections', election)).toMatchObject({ status: 409, body: { code: 'ELECTION_CALLED' } });
  });

  test('is given the revision of its stream, which the next one may insist on', async () => {
    const first = await server.record(roll, { votersOnRoll: 110 });
    const etag = first.headers.get('etag')!;
    expect(etag).toBe(`"${first.body.revision}"`);
    const second = await server.record(roll, { votersOnRoll: 111 }, { 'if-match': etag });
    expect(second.body.revision).toBe(first.body.revision + 1);
    const late = await server.post(roll, { votersOnRoll: 112 }, { 'if-match': etag });
    expect(late).toMatchObject({ status: 412, body: { code: 'REVISION_MISMATCH' } });
  });

  test('carries its correlation id into the events it records', async () => {
    const { body } = await server.record(roll, { votersOnRoll: 113 }, { 'x-correlation-id': 'desk-7:43' });
    const [event] = await server.events(body.stream, body.revision);
    expect(event).toMatchObject({ meta: { correlationId: 'desk-7:43', actor: 'clerk' } });
  });

  test('that says nothing but that something was done needs no body', async () => {
    const authorization = `Bearer ${await server.token('precinct-commission', 'clerk', { area: 'p4' })}`;
    const reply = await server.send('/elections/e/precincts/p4/opening', {
      method: 'POST',
      headers: { authorization },
    });
    expect(reply).toMatchObject({ status: 201, body: { events: ['PollsOpened'] } });
  });

  test('is counted by its name and by what became of it', async () => {
    await server.post('/elections', { ...election, id: 'counted' });
    await server.post('/elections', { ...election, id: 'counted' });
    const { body } = await server.get('/metrics');
    expect(body).toMatch(/vote_record_commands_total\{command="CallElection",outcome="recorded"\} \d+/);
    expect(body).toMatch(/vote_record_commands_total\{command="CallElection",outcome="ELECTION_CALLED"\} \d+/);
    expect(body).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/elections",status="201"\} \d+/);
    expect(Number(/vote_record_events_appended_total (\d+)/.exec(body)![1])).toBe((await server.head()) + 1);
    expect(body).toContain('nodejs_eventloop_lag_seconds');
  });
});

describe('ballots over HTTP', () => {
  const ballots = '/elections/e/contests/c/ballot-boxes/p1/ballots';

  test('that come again are recognised by their batch, with or without a key', async () => {
    const batch = { batch: randomUUID(), choices: ['a', 'b', 'a'] };
    const first = await server.record(ballots, batch, { 'idempotency-key': randomUUID() });
    const head = await server.head();
    const again = await server.post(ballots, batch);
    expect(again.status).toBe(201);
    expect(await server.head()).toBe(head);
    expect(first.body.events).toEqual(['BallotCast']);
  });

  test('may be a thousand in a batch', async () => {
    const head = await server.head();
    await server.record(ballots, { batch: randomUUID(), choices: Array(1000).fill('a') });
    expect(await server.head()).toBe(head + 1000);
  });
});
