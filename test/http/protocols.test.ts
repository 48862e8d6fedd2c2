import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  as,
  changed,
  countPrecinct,
  desk,
  holdKzElection,
  night,
  paper,
  protocols,
  readPaper,
} from '../support/server-kz-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
let { act, refused, recorded } = {} as ReturnType<typeof desk>;
beforeAll(async () => {
  server = await TestServer.start();
  await holdKzElection(server, 'whole', 'differing', 'faulty', 'copied', 'corrected', 'void');
  ({ act, refused, recorded } = desk(server));
});
afterAll(() => server.stop());

const hash = '0a'.repeat(32);

test('a precinct goes from the close of the polls to the paper on the wall', async () => {
  const at = (path: string, body?: object, official?: string) => act(`whole/${path}`, body, official);
  expect(await at('signatures-count', { ballotsIssued: 402, issuedByMember: { 'whole.chair': 402 } })).toEqual([
    'SignaturesCounted',
  ]);
  expect(await at('unused-ballots', { ballotsUnused: 93, ballotsSpoiled: 5 })).toEqual(['UnusedBallotsCancelled']);
  expect(await at('mobile-boxes', { box: 'm-1', requests: 12, ballots: 12 })).toEqual(['MobileBoxOpened']);
  expect(await at('mobile-boxes', { box: 'm-2', requests: 1, ballots: 2, act: hash })).toEqual([
    'MobileBoxOpened',
    'MobileBoxInvalidated',
  ]);
  expect(await at('stationary-boxes', { box: 'hall', ballots: 388 })).toEqual(['StationaryBoxOpened']);
  const inWords = { language: 'kk', figures: { ballotsIssued: 'төрт жүз екі' }, votes: { a: 'екі жүз он' } };
  const body = { ...paper, issuedByMember: { 'whole.chair': 402 }, inWords, paper: hash };
  expect(await at('entries', body, 'clerk-1')).toEqual(['ProtocolEntered']);
  expect(await at('entries', body, 'clerk-2')).toEqual(['ProtocolEntered', 'ProtocolAccepted', 'DiscrepancyFlagged']);
  expect(await at('explanations', { kind: 'C6', subject: 'm-2', explanation: 'Counted among the invalid' })).toEqual([
    'DiscrepancyExplained',
  ]);
  expect(await at('signatures', {}, 'whole.chair')).toEqual(['ProtocolSigned']);
  expect(await at('signatures', { dissent: 'I was sent out' }, 'whole.member')).toEqual(['ProtocolSigned']);
  expect(await at('posting', { place: 'School, entrance hall' })).toEqual(['ProtocolPosted']);
  expect(await at('copies', { copy: 'c-1', to: 'observer' })).toEqual(['ProtocolCopyIssued']);
  expect(await at('examination')).toEqual([]);

  const [first] = await recorded('whole', 'ProtocolEntered');
  expect(first).toMatchObject({
    data: { round: 0, entry: 1, official: 'clerk-1', content: { ...paper, inWords }, paper: hash, imported: null },
    meta: { actor: 'clerk-1', role: 'central-commission' },
  });
  expect((await recorded('whole', 'DiscrepancyFlagged')).map(({ data }) => data)).toEqual([
    { kind: 'C6', subject: 'm-2', left: 2, right: 1 },
  ]);
});

test('two readings that differ wait for a third person’s word', async () => {
  await countPrecinct(server, 'differing');
  await act('differing/entries', paper, 'clerk-1');
  expect(await act('differing/entries', changed({}, { a: 201, b: 180 }), 'clerk-2')).toEqual([
    'ProtocolEntered',
    'ProtocolEntriesDiffered',
  ]);
  const [differed] = await recorded('differing', 'ProtocolEntriesDiffered');
  expect(differed!.data).toMatchObject({ differences: [{ field: '/votes/a', first: 210, second: 201 }] });
  expect(await refused('differing/entries', paper, 'clerk-3')).toEqual({ status: 409, code: 'ENTRIES_DIFFER' });
  const discard = { entry: 2, reason: 'The paper says 210.' };
  expect(await refused('differing/discards', discard, 'clerk-2')).toEqual({ status: 403, code: 'DISCARD_BY_A_CLERK' });
  expect(await act('differing/discards', discard, 'clerk-3')).toEqual(['ProtocolEntryDiscarded']);
  const [discarded] = await recorded('differing', 'ProtocolEntryDiscarded');
  expect(discarded).toMatchObject({ data: { ...discard, official: 'clerk-3' }, meta: { reason: discard.reason } });
  expect(await act('differing/entries', paper, 'clerk-2')).toEqual(['ProtocolEntered', 'ProtocolAccepted']);
});

test('a faulty protocol is accepted and flagged, and what is amiss is explained', async () => {
  await countPrecinct(server, 'faulty');
  await readPaper(server, 'faulty', changed({ ballotsInBoxes: 403 }));
  expect((await recorded('faulty', 'DiscrepancyFlagged')).map(({ data }) => data)).toEqual([
    { kind: 'C2', subject: '', left: 403, right: 402 },
    { kind: 'C5', subject: '', left: 403, right: 402 },
  ]);
  const explanation = { kind: 'C2', explanation: 'A ballot of another contest lay in the box', evidence: hash };
  expect(await act('faulty/explanations', explanation)).toEqual(['DiscrepancyExplained']);
  expect(await refused('faulty/explanations', { ...explanation, kind: 'C3' })).toEqual({
    status: 404,
    code: 'DISCREPANCY_UNKNOWN',
    field: '/kind',
  });
  expect(await act('faulty/posting', { place: 'School' })).toEqual(['ProtocolPosted', 'DiscrepancyFlagged']);
});

test('recorded ballots that say something else than the paper are flagged when it is examined again', async () => {
  const box = '/elections/kz/contests/akim/ballot-boxes';
  await server.record(box, { precinct: 'copied', at: '2021-07-25T06:50:00+06:00' });
  await countPrecinct(server, 'copied');
  await readPaper(server, 'copied');
  expect(await act('copied/examination')).toEqual([]);
  const choices = [
    ...Array<string>(209).fill('a'),
    ...Array<string>(181).fill('b'),
    ...Array<string>(8).fill('against-all'),
    ...Array<string>(4).fill('invalid:unsigned'),
  ];
  await server.record(`${box}/copied/ballots`, { batch: randomUUID(), choices, last: true, ...night });
  expect(await act('copied/examination')).toEqual(['DiscrepancyFlagged']);
  expect((await recorded('copied', 'DiscrepancyFlagged')).map(({ data }) => data)).toEqual([
    { kind: 'C14', subject: 'a', left: 209, right: 210 },
    { kind: 'C14', subject: 'b', left: 181, right: 180 },
  ]);
});

test('an observer submits a copy and an act, and records nothing else', async () => {
  const observer = await as(server, 'observer-1', 'observer', 'copied');
  const copy = { copy: 'c-1', figures: { ballotsInBoxes: 402, ballotsInvalid: null }, votes: { a: 212 }, sha256: hash };
  const submitted = await server.record(`${protocols}/copied/observer-copies`, { ...copy, ...night }, observer);
  expect(submitted.body.events).toEqual(['ObserverCopySubmitted', 'ObserverCopyDiffered']);
  const [held, differed] = (await recorded('copied')).slice(-2);
  expect(held).toMatchObject({
    data: { official: 'observer-1', figures: { ballotsInBoxes: 402, ballotsInvalid: null, ballotsValid: null } },
    meta: { role: 'observer' },
  });
  expect(differed!.data).toEqual({ copy: 'c-1', differences: [{ field: '/votes/a', copy: 212, record: 210 }] });
  const anAct = { act: 'a-1', sha256: hash, about: 'Ballots were not shown', ...night };
  await server.record(`${protocols}/copied/observer-acts`, anAct, observer);

  const others = ['entries', 'signatures', 'examination', 'corrections', 'explanations', 'copies'];
  for (const path of others) {
    const reply = await server.post(`${protocols}/copied/${path}`, {}, observer);
    expect([path, reply.status, reply.body.code]).toEqual([path, 403, 'ROLE_NOT_ENTITLED']);
  }
  for (const role of ['auditor', 'operator'] as const) {
    const authorization = `Bearer ${await server.token(role)}`;
    const reply = await server.post(`${protocols}/copied/observer-copies`, copy, { authorization });
    expect(reply).toMatchObject({ status: 403, body: { code: 'ROLE_NOT_ENTITLED' } });
  }
});

test('a recount takes two people, and says what was, what is, and where they differ', async () => {
  await countPrecinct(server, 'corrected');
  await readPaper(server, 'corrected');
  const proposal = { correction: 'recount-by-precinct', reason: 'A proxy asked for it in writing', evidence: hash };
  const confirmation = 'corrected/corrections/recount-by-precinct/confirmation';
  expect(await refused(confirmation)).toMatchObject({ status: 409, code: 'CORRECTION_NOT_PROPOSED' });
  expect(await refused('corrected/corrections', { ...proposal, at: '2021-07-26T08:00:01+06:00' })).toEqual({
    status: 409,
    code: 'RECOUNT_TOO_LATE',
    article: 'art. 43',
    field: '/at',
  });
  expect(await act('corrected/corrections', proposal, 'corrected.chair')).toEqual(['CorrectionProposed']);
  expect(await refused(confirmation, {}, 'corrected.chair')).toEqual({ status: 403, code: 'CONFIRMED_BY_THE_SAME' });
  expect(await act(confirmation, {}, 'corrected.secretary')).toEqual(['RecountOrdered']);
  await readPaper(server, 'corrected', changed({ ballotsInvalid: 3, ballotsValid: 399 }, { a: 211, b: 180 }));
  const [completed] = await recorded('corrected', 'RecountCompleted');
  expect(completed!.data).toMatchObject({
    round: 1,
    before: { votes: { a: 210, b: 180 } },
    after: { votes: { a: 211, b: 180 } },
    differences: [
      { field: '/figures/ballotsInvalid', before: 4, after: 3 },
      { field: '/figures/ballotsValid', before: 398, after: 399 },
      { field: '/votes/a', before: 210, after: 211 },
    ],
  });
  expect(await refused('corrected/corrections', proposal)).toEqual({
    status: 409,
    code: 'RECOUNTED_BY_PRECINCT',
    article: 'art. 43',
  });
});

test('an invalidated result takes no act but what observers hold', async () => {
  await countPrecinct(server, 'void');
  await readPaper(server, 'void');
  await act('void/corrections', { correction: 'invalidation', reason: 'Ballots were burnt', evidence: hash }, 'chair');
  await act('void/corrections/invalidation/confirmation', {}, 'secretary');
  expect(await refused('void/signatures', {}, 'void.chair')).toEqual({
    status: 409,
    code: 'PRECINCT_RESULT_INVALIDATED',
    article: 'art. 14',
  });
  const copy = { copy: 'c-1', figures: {}, votes: { a: 211 }, sha256: hash };
  expect(await act('void/observer-copies', copy)).toEqual(['ObserverCopySubmitted']);
});

test('an act that comes again with its key is recorded once, and one that insists on a revision finds it changed', async () => {
  const clerk = await as(server, 'clerk-7');
  const path = `${protocols}/whole/observer-copies`;
  const copy = { copy: 'c-7', figures: {}, votes: { a: 210 }, sha256: hash, ...night };
  const key = { ...clerk, 'idempotency-key': randomUUID() };
  const first = await server.record(path, copy, key);
  const head = await server.head();
  expect((await server.post(path, copy, key)).body).toEqual(first.body);
  expect(await server.head()).toBe(head);
  expect(await server.post(path, { ...copy, copy: 'c-8' }, key)).toMatchObject({
    status: 422,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
  expect(await server.post(path, copy, clerk)).toMatchObject({ status: 409, body: { code: 'COPY_SUBMITTED' } });

  const etag = { ...clerk, 'if-match': first.headers.get('etag')! };
  await server.record(path, { ...copy, copy: 'c-8' }, etag);
  expect(await server.post(path, { ...copy, copy: 'c-9' }, etag)).toMatchObject({
    status: 412,
    body: { code: 'REVISION_MISMATCH' },
  });
});
