import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signAct } from '../../src/access/act-signature.ts';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { runCli } from '../../src/cli/program.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import type { Act, ActSignature } from '../../src/domain/signed-act.ts';
import { terminalKept } from '../support/cli.ts';
import { keyFor, publicKeyFor } from '../support/member-keys.ts';
import { TestServer } from '../support/server.ts';
import { failingChecks } from '../support/verified-export.ts';
import { Clerk, holdSignedElection, protocol, readPaper, signing as commissionOf } from '../support/signed-election.ts';

let server: TestServer;
let chair: Clerk;
beforeAll(async () => {
  server = await TestServer.start();
  await holdSignedElection(server);
  chair = new Clerk(server, 'p.chair', 'precinct-commission', 'p');
});
afterAll(() => server.stop());

const at = '2021-07-26T12:00:00+06:00';
const stream = 'protocol-s/c/p';
const contest = '/elections/s/contests/c';

/** An act for the moment: what is asked, with the figures that it is about. */
async function actOf(act: string, data: Act['data'], official: string, where = stream, on = server): Promise<Act> {
  const expectedRevision = (await on.events(where)).at(-1)!.revision;
  return { act, log: 'vote-record.local', stream: where, expectedRevision, data, official };
}

/** What a member signs of the protocol that they are shown. */
async function signing(official: string, on = server): Promise<Act> {
  const { figures, votes } = (await on.get(protocol)).body.accepted;
  return actOf('SignProtocol', { at, figures, votes }, official, stream, on);
}

const signed = (act: Act, signer = act.official): ActSignature => signAct(act, keyFor(signer));

describe('a protocol that is to be signed by members themselves', () => {
  const forged: [string, number, string, (act: Act) => object][] = [
    ['no signature', 403, 'SIGNATURE_REQUIRED', () => ({})],
    ['a signature over another act', 422, 'SIGNATURE_INVALID', (act) => over({ ...act, act: 'ApproveResult' })],
    [
      'one over the protocol of another precinct',
      422,
      'SIGNATURE_INVALID',
      (act) => over({ ...act, stream: `${stream}2` }),
    ],
    ['one given in a rehearsal', 422, 'SIGNATURE_INVALID', (act) => over({ ...act, log: 'rehearsal.example' })],
    ['one over other figures', 422, 'SIGNATURE_INVALID', (act) => over(withVotes(act, { a: 4, b: 5 }))],
    ['one over no figures', 422, 'SIGNATURE_INVALID', (act) => over({ ...act, data: { at } })],
    ['one over another moment', 422, 'SIGNATURE_INVALID', (act) => ({ ...over(act), at: '2021-07-26T13:00:00+06:00' })],
    ['one over less than is asked', 422, 'SIGNATURE_INVALID', (act) => ({ ...over(act), dissent: 'I object.' })],
    [
      'one in the name of somebody else',
      422,
      'SIGNATURE_INVALID',
      (act) => over({ ...act, official: 'p.deputy' }, 'p.chair'),
    ],
    ['somebody else’s, under their own key', 422, 'SIGNATURE_INVALID', (act) => borrowed(act)],
    ['somebody else’s signature and key', 403, 'KEY_NOT_HELD', (act) => over(act, 'p.deputy')],
    ['one by a key that nobody enrolled', 403, 'KEY_NOT_HELD', (act) => over(act, 'nobody')],
    ['one by a key that they hold in another commission', 403, 'KEY_NOT_HELD', (act) => over(act, 'village.chair')],
    [
      'one over an earlier revision',
      409,
      'SIGNED_FOR_ANOTHER_REVISION',
      (act) => over({ ...act, expectedRevision: 1 }),
    ],
    ['one over a later revision', 422, 'SIGNATURE_INVALID', (act) => over({ ...act, expectedRevision: 9 })],
    ['one over an act without a moment', 422, 'SIGNATURE_UNDATED', (act) => ({ ...over(act), at: undefined })],
    [
      'a signature cut short',
      400,
      'INVALID_REQUEST',
      (act) => ({ at, signature: { ...signed(act), signature: 'AAAA' } }),
    ],
  ];
  const over = (act: Act, signer = act.official) => ({ at, signature: signed(act, signer) });
  const withVotes = (act: Act, votes: object): Act => ({ ...act, data: { ...act.data, votes } });
  const borrowed = (act: Act) => ({ at, signature: { ...signed(act), signature: signed(act, 'p.deputy').signature } });

  test.each(forged)('is not signed with %s', async (_, status, code, body) => {
    const head = await server.head();
    const reply = await chair.ask(`${protocol}/signatures`, body(await signing(chair.official)));
    expect(reply).toMatchObject({ status, body: { status, code } });
    expect(await server.head()).toBe(head);
  });

  test('is signed by what `vote-record sign` prints, and keeps it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vote-record-signed-'));
    const [key, file] = [join(folder, 'member.pem'), join(folder, 'act.json')];
    writeFileSync(key, keyFor(chair.official).export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    writeFileSync(file, JSON.stringify(await signing(chair.official)));
    const { terminal, out } = terminalKept();
    await runCli(['sign', '--key', key, file], { terminal } as Surroundings);
    rmSync(folder, { recursive: true });
    const signature = JSON.parse(out());
    const { body } = await chair.record(`${protocol}/signatures`, { at, signature });
    const [event] = await server.events(stream, body.revision);
    expect(event).toMatchObject({ type: 'ProtocolSigned', meta: { actor: chair.official, signature } });
  });

  test('is signed by a page, with what WebCrypto makes of the documented bytes', async () => {
    const act = await signing('p.deputy');
    const { act: name, ...rest } = act;
    const sorted = (value: unknown): unknown =>
      value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .toSorted()
              .map(([field, inner]) => [field, sorted(inner)]),
          )
        : value;
    const text = `vote-record/signed-act/v1\n${JSON.stringify(sorted({ v: 1, act: name, ...rest }))}`;
    const pkcs8 = keyFor(act.official).export({ type: 'pkcs8', format: 'der' });
    const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    const bytes = await webcrypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text));
    const signature = { key: signed(act).key, signature: btoa(String.fromCharCode(...new Uint8Array(bytes))) };
    const deputy = new Clerk(server, act.official, 'precinct-commission', 'p');
    const { body } = await deputy.record(`${protocol}/signatures`, { at, signature });
    expect(body.events).toEqual(['ProtocolSigned']);
  });
});

describe('a signed request that comes again', () => {
  const secretary = () => new Clerk(server, 'p.secretary', 'precinct-commission', 'p');
  const key = { 'idempotency-key': 'once' };

  test('under its key is recorded once, and with another body refused', async () => {
    const body = { at, signature: signed(await signing('p.secretary')) };
    const ask = (more = {}) => secretary().ask(`${protocol}/signatures`, { ...body, ...more }, key);
    const first = await ask();
    expect(first.status).toBe(201);
    expect(await ask()).toMatchObject({ status: 201, body: first.body });
    expect(await ask({ reason: 'Once more' })).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect((await server.events(stream)).at(-1)!.revision).toBe(first.body.revision);
  });

  test('without one is refused: what it was signed for has passed', async () => {
    const village = new Clerk(server, 'village.chair', 'territorial-commission', 'village');
    const request = { correction: 'recount-by-order', reason: 'The copies differ.', evidence: 'ab'.repeat(32), at };
    const signature = signed(await actOf('ProposeCorrection', request, village.official));
    await village.record(`${protocol}/corrections`, { ...request, signature });
    const again = await village.ask(`${protocol}/corrections`, { ...request, signature });
    expect(again).toMatchObject({ status: 409, body: { code: 'SIGNED_FOR_ANOTHER_REVISION' } });
  });
});

test('every act that the law wants signed is taken when it is, and not before', async () => {
  const [one, other] = ['village.chair', 'village.deputy'].map(
    (official) => new Clerk(server, official, 'territorial-commission', 'village'),
  ) as [Clerk, Clerk];
  const act = async (who: Clerk, name: string, path: string, data: Act['data'], where: string, more: object = {}) => {
    const bare = await who.ask(path, data);
    expect(bare).toMatchObject({ status: 403, body: { code: 'SIGNATURE_REQUIRED' } });
    const signature = signed(await actOf(name, { ...data, ...more }, who.official, where));
    return (await who.record(path, { ...data, signature })).body.events;
  };
  const why = { reason: 'Ballots were found.', evidence: 'cd'.repeat(32), at };
  const correction = 'recount-by-order';
  const ordered = `${protocol}/corrections/${correction}/confirmation`;
  expect(await act(other, 'ConfirmCorrection', ordered, { at }, stream, { correction })).toEqual(['RecountOrdered']);
  await readPaper(server);

  await one.record(`${contest}/tabulation`, { at });
  const { position, digest, votes } = (await server.get(contest)).body.tabulation;
  const [voice, seat] = [{ position, at }, 'contest-s/c'];
  expect(await act(one, 'ApproveResult', `${contest}/approvals`, voice, seat, { digest, votes })).toEqual([
    'ResultApproved',
  ]);
  expect(await act(one, 'ProposeInvalidation', `${contest}/invalidation-proposal`, why, seat)).toEqual([
    'InvalidationProposed',
  ]);
  expect(await act(other, 'InvalidateContest', `${contest}/invalidation`, { reason: 'So it is.', at }, seat)).toEqual([
    'ContestInvalidated',
  ]);
});

describe('the central commission, which may do all of it,', () => {
  const request = { correction: 'recount-by-order', reason: 'The copies differ.', evidence: 'ab'.repeat(32), at };
  const corrections = `${protocol}/corrections`;

  test('signs in no commission’s name nothing, and is told what to do', async () => {
    const central = new Clerk(server, 'cec.chair', 'central-commission');
    const signature = signed(await actOf('ProposeCorrection', request, central.official));
    for (const body of [request, { ...request, signature }]) {
      const reply = await central.ask(corrections, body);
      expect(reply).toMatchObject({ status: 403, body: { code: 'SIGNED_FOR_NO_COMMISSION' } });
      expect(reply.body.detail).toContain('a token for the commission that enrolled it');
    }
  });

  test('signs with the keys of the commission of the area that it acts for, as all of the country', async () => {
    const away = await TestServer.start();
    await holdSignedElection(away);
    const central = new Clerk(away, 'central', 'central-commission');
    await central.record('/elections/s/areas/kz/commission', { members: commissionOf('cec') });
    const proposer = new Clerk(away, 'cec.chair', 'central-commission', 'kz');
    const signature = signed(await actOf('ProposeCorrection', request, proposer.official, stream, away));
    const { body } = await proposer.record(corrections, { ...request, signature });
    expect(body.events).toEqual(['CorrectionProposed']);
    await away.app.get(Checkpoints).current(body.position);
    const exported = await fetch(`${away.url}/elections/s/export.zip`);
    expect(await failingChecks(away, Buffer.from(await exported.arrayBuffer()))).toEqual([]);
    await away.stop();
  });
});

describe('a key', () => {
  let other: TestServer;
  const [first, second, third] = ['p.chair', 'p.deputy', 'p.secretary'] as const;
  const who = (official: string) => new Clerk(other, official, 'precinct-commission', 'p');
  const commission = '/elections/s/precincts/p/commission';
  const keyOf = (official: string, owner = official) => ({ official, key: publicKeyFor(owner) });
  const sign = async (official: string, owner = official) => {
    const act = await signing(official, other);
    return who(official).ask(`${protocol}/signatures`, { at, signature: signed(act, owner) });
  };
  const spent = { status: 403, body: { code: 'KEY_SPENT' } };
  beforeAll(async () => {
    other = await TestServer.start();
    await holdSignedElection(other);
  });
  afterAll(() => other.stop());

  test('that two members have revoked signs nothing any more', async () => {
    await who(second).record(`${commission}/key-revocation-proposals`, { ...keyOf(first), reason: 'It was stolen.' });
    await who(third).record(`${commission}/key-revocations`, keyOf(first));
    expect(await sign(first)).toMatchObject(spent);
  });

  test('that was replaced signs nothing any more, and the new one does', async () => {
    const renewed = keyOf(second, 'a new phone');
    await who(second).record(`${commission}/key-proposals`, renewed);
    expect(await sign(second, 'a new phone')).toMatchObject({ status: 403, body: { code: 'KEY_NOT_HELD' } });
    await who(third).record(`${commission}/keys`, renewed);
    expect(await sign(second)).toMatchObject(spent);
    expect((await sign(second, 'a new phone')).body.events).toEqual(['ProtocolSigned']);
  });
});

test('where nobody demands it, a signature may be left away; one that is there is checked all the same', async () => {
  const other = await TestServer.start();
  await holdSignedElection(other, false);
  const deputy = new Clerk(other, 'p.deputy', 'precinct-commission', 'p');
  const forged = signed({
    act: 'SignProtocol',
    log: 'vote-record.local',
    stream,
    expectedRevision: 0,
    data: { at },
    official: deputy.official,
  });
  const refused = await deputy.ask(`${protocol}/signatures`, { at, signature: forged });
  expect(refused).toMatchObject({ status: 422, body: { code: 'SIGNATURE_INVALID' } });
  expect((await deputy.record(`${protocol}/signatures`, { at })).body.events).toEqual(['ProtocolSigned']);
  await other.stop();
});
