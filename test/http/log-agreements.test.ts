import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Audit } from '../../src/audit/audit.ts';
import { exportRecord } from '../../src/audit/export/exporter.ts';
import { folderTarget } from '../../src/audit/export/target.ts';
import { rotateKeys } from '../../src/audit/signing/key-rotation.ts';
import { logKeys, makeSigningKeys, parseSigningKeys, witnessKeys } from '../../src/audit/signing/signing-key.ts';
import { openExport } from '../../src/cli/verify/open-export.ts';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { allChecks, checksOfElections } from '../../src/verifier/checks/all-checks.ts';
import { parseNote, signersOf } from '../../src/verifier/formats/note.ts';
import { formatVerifierKey, parseVerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { verify } from '../../src/verifier/verify.ts';
import type { Role } from '../../src/access/role.ts';
import { RunningWitness } from '../support/running-witness.ts';
import { type Reply, TestServer } from '../support/server.ts';

const origin = 'log.example/akims';
let folder: string;
let keyFile: string;
let environment: NodeJS.ProcessEnv;
let server: TestServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vote-record-agreed-'));
  keyFile = join(folder, 'signing.pem');
  writeFileSync(keyFile, makeSigningKeys(), { mode: 0o600 });
  environment = { VOTE_RECORD_ORIGIN: origin, VOTE_RECORD_SIGNING_KEY_FILE: keyFile };
  server = await TestServer.start(undefined, environment);
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

type Person = readonly [official: string, role?: Role, area?: string | undefined];
const one: Person = ['commissioner-1'];
const other: Person = ['commissioner-2'];

async function ask([official, role = 'central-commission', area]: Person, path: string, body: object): Promise<Reply> {
  const token = await server.token(role, official, area === undefined ? {} : { area });
  return server.post(`/log/${path}`, body, { authorization: `Bearer ${token}` });
}

async function code(who: Person, path: string, body: object): Promise<string> {
  const { status, body: answer } = await ask(who, path, body);
  return status === 201 ? 'recorded' : `${status} ${answer.code}`;
}

/** Signs for all that is recorded. */
async function checkpoint() {
  await server.app.get(Checkpoints).current(await server.head());
  return server.app.get(Audit).log.checkpoint()!;
}

/** What the verifier finds wrong with the record as it is exported now, once it was perhaps changed. */
async function faults(keys: readonly string[], change: (path: string) => void = () => {}): Promise<string[]> {
  const path = mkdtempSync(join(folder, 'export-'));
  const { keeper } = server.app.get(Audit);
  const target = folderTarget(join(path, 'out'));
  await exportRecord({ keeper, election: 'akim', target, results: async () => ({}), progress: () => {} });
  change(join(path, 'out'));
  const { files, close } = await openExport(join(path, 'out'));
  const { checks, told } = allChecks({ keys: keys.map(parseVerifierKey), checkpoints: [] });
  const { findings } = await verify(files, [...checks, ...checksOfElections()], { told });
  await close();
  return findings.flatMap(({ number, faults: found }) =>
    // There is no election here whose results could be published.
    number === 9 ? [] : found.map(({ file, message }) => `(${number}) ${file ?? ''} ${message}`),
  );
}

describe('Who witnesses the log', () => {
  test('is settled by two people of the central commission, and holds from there on', async () => {
    const court = await RunningWitness.start(
      join(folder, 'court'),
      'court.example',
      server.app.get(Audit).keys.map(parseVerifierKey),
    );
    const policy = `witness court ${court.key} ${court.url}\nquorum court\n`;
    expect((await server.get('/log/witness-policy')).body).toBe('quorum none\n');
    expect(await code(other, 'witness-policy/confirmation', { policy })).toBe('409 NOT_PROPOSED');
    expect((await ask(one, 'witness-policy/proposal', { policy })).body.events).toEqual(['WitnessPolicyProposed']);
    expect(await code(one, 'witness-policy/confirmation', { policy })).toBe('403 SAME_PERSON');
    expect(await code(other, 'witness-policy/confirmation', { policy: 'quorum none\n' })).toBe('409 NOT_PROPOSED');
    expect(await checkpoint()).toMatchObject({ quorum: 'none' });
    expect((await server.get('/log/agreements')).body).toMatchObject({
      policy: 'quorum none\n',
      proposedPolicy: { policy, by: 'commissioner-1' },
    });

    expect((await ask(other, 'witness-policy/confirmation', { policy })).body.events).toEqual(['WitnessPolicyAdopted']);
    const { note, quorum } = await checkpoint();
    expect(quorum).toBe('reached');
    expect(signersOf(parseNote(note), [parseVerifierKey(court.key)])).toHaveLength(1);
    expect((await server.get('/log/witness-policy')).body).toBe(policy);
    expect((await server.get('/log/agreements')).body).toMatchObject({ policy, proposedPolicy: null });
    expect(await code(one, 'witness-policy/proposal', { policy })).toBe('409 IN_FORCE');
    const { keys } = server.app.get(Audit);
    expect(await faults(keys)).toEqual([]);
    await court.stop();
  });

  test('is told with whoever settled it, when, and what was settled before', async () => {
    const [court, bureau] = [foreignWitness(), foreignWitness()];
    const policy = `witness court ${court} http://127.0.0.1:9/\nquorum court\n`;
    const later = `witness court ${court} http://127.0.0.1:9/\nwitness bureau ${bureau}\ngroup any-of-us any court bureau\nquorum any-of-us\n`;
    expect((await server.get('/log/agreements')).body.history).toEqual({ policies: [], keys: [] });
    await ask(one, 'witness-policy/proposal', { policy: 'quorum none\n# first thought\n' });
    await ask(other, 'witness-policy/proposal', { policy });
    await ask(one, 'witness-policy/confirmation', { policy });
    await ask(one, 'witness-policy/proposal', { policy: later });
    const step = (by: string, position: number) => ({ by, position, recordedAt: instant });
    const witness = { name: 'court', key: court, url: 'http://127.0.0.1:9/' };
    const settled = {
      policy,
      witnesses: [witness],
      groups: [],
      quorum: 'court',
      proposed: step('commissioner-2', 1),
      confirmed: step('commissioner-1', 2),
    };
    const waiting = {
      policy: later,
      witnesses: [witness, { name: 'bureau', key: bureau, url: null }],
      groups: [{ name: 'any-of-us', threshold: 1, members: ['court', 'bureau'] }],
      quorum: 'any-of-us',
    };
    const { body } = await server.get('/log/agreements');
    expect(body.history.policies).toEqual([settled]);
    expect(body.proposedPolicy).toEqual({ ...waiting, ...step('commissioner-1', 3) });

    await ask(other, 'witness-policy/confirmation', { policy: later });
    expect((await server.get('/log/agreements')).body.history.policies).toEqual([
      settled,
      { ...waiting, proposed: step('commissioner-1', 3), confirmed: step('commissioner-2', 4) },
    ]);
  });

  test('is weakened by nobody alone: neither a second token of the same person, nor a file beside the record', async () => {
    const policy = 'quorum none\n';
    const asked = `witness court ${foreignWitness()} http://127.0.0.1:9\nquorum court\n`;
    expect(await code(one, 'witness-policy/proposal', { policy: asked })).toBe('recorded');
    expect(await code(other, 'witness-policy/confirmation', { policy: asked })).toBe('recorded');
    expect(await checkpoint()).toMatchObject({ quorum: 'missed' });

    for (const [official, role, area] of [
      ['admin', 'operator'],
      ['admin', 'auditor'],
      ['admin', 'territorial-commission', 'r'],
      ['admin', 'precinct-commission', 'p1'],
    ] as const) {
      expect(await code([official, role, area], 'witness-policy/proposal', { policy })).toBe('403 ROLE_NOT_ENTITLED');
    }
    expect(await code(['admin', 'central-commission', 'r'], 'witness-policy/proposal', { policy })).toBe(
      '403 OUT_OF_SCOPE',
    );
    expect(await code(one, 'witness-policy/proposal', { policy })).toBe('recorded');
    expect(await code(one, 'witness-policy/confirmation', { policy })).toBe('403 SAME_PERSON');

    const { data } = server;
    await server.app.close();
    const file = join(folder, 'policy');
    writeFileSync(file, policy);
    server = await TestServer.start(data, { ...environment, VOTE_RECORD_POLICY_FILE: file });
    await ask(one, 'witness-policy/proposal', { policy: `${policy}# once more` });
    expect(await checkpoint()).toMatchObject({ quorum: 'missed' });
    expect((await server.get('/log/witness-policy')).body).toBe(asked);
    const { keys } = server.app.get(Audit);
    // Nor is an export with another policy than that of the record believed.
    expect(await faults(keys)).toEqual([expect.stringMatching(/^\(5\) checkpoint is witnessed by nobody/)]);
    const weaker = await faults(keys, (path) => writeFileSync(join(path, 'policy'), policy));
    expect(weaker).toContain('(7) policy is not the policy that two people settled in the record');
  });

  test('must be readable: the line that is not is named', async () => {
    const reply = await ask(one, 'witness-policy/proposal', { policy: 'quorum none\nwitness court\n' });
    expect(reply.status).toBe(400);
    expect(reply.body.errors).toEqual([
      { field: '/policy', code: 'INVALID', message: expect.stringMatching(/^policy, line 2: /) },
    ]);
    expect(await server.head()).toBe(-1);
  });
});

describe('What the log is signed with', () => {
  test('is taken over by other keys once two people have confirmed them, and not before', async () => {
    await ask(one, 'witness-policy/proposal', { policy: 'quorum none' }); // something to sign for
    await checkpoint();
    const { data } = server;
    const before = (await server.get('/log/keys')).body.trim().split('\n');
    const old = readFileSync(keyFile, 'utf8');
    const pem = rotateKeys(parseSigningKeys(old, 'a test'), origin);
    const keys = logKeys(parseSigningKeys(pem, 'a test'), origin).map(({ verifier }) => formatVerifierKey(verifier));

    const restart = async (file: string) => {
      await server.app.close();
      writeFileSync(keyFile, file);
      try {
        server = await TestServer.start(data, environment);
      } catch (error) {
        writeFileSync(keyFile, old);
        server = await TestServer.start(data, environment);
        return (error as Error).message;
      }
      return 'started';
    };
    const refusal = /^these keys would take over, and no two people of the central commission have confirmed them/;
    expect(await restart(pem)).toMatch(refusal);
    expect(await code(one, 'keys/proposal', { keys })).toBe('recorded');
    expect(await code(one, 'keys/confirmation', { keys })).toBe('403 SAME_PERSON');
    expect(await code(['admin', 'operator'], 'keys/confirmation', { keys })).toBe('403 ROLE_NOT_ENTITLED');
    expect(await restart(pem)).toMatch(refusal);
    expect(await code(other, 'keys/confirmation', { keys: foreignKeys(origin) })).toBe('409 NOT_PROPOSED');
    expect(await code(other, 'keys/confirmation', { keys })).toBe('recorded');
    // Others than those confirmed do not take over either.
    expect(await restart(rotateKeys(parseSigningKeys(old, 'a test'), origin))).toMatch(refusal);
    expect(await restart(pem)).toBe('started');
    expect((await server.get('/log/agreements')).body).toMatchObject({
      keys,
      confirmedKeys: keys,
      proposedKeys: null,
      history: { keys: [{ keys, proposed: { by: 'commissioner-1' }, confirmed: { by: 'commissioner-2' } }] },
    });
    expect((await server.get('/log/keys')).body.trim().split('\n')).toEqual(keys);
    await ask(one, 'witness-policy/proposal', { policy: 'quorum none\n' });
    await checkpoint();
    expect(await faults(before)).toEqual([]);

    // Whoever holds the key can say that it hands over; without two people in the record nobody believes it.
    const forged = await faults(before, (path) => {
      const file = join(path, 'rotations.json');
      const again = /-----BEGIN VOTE RECORD KEY ROTATION-----([^-]+)/.exec(
        rotateKeys(parseSigningKeys(pem, 'a test'), origin),
      )![1]!;
      const statements = JSON.parse(readFileSync(file, 'utf8')) as string[];
      writeFileSync(file, JSON.stringify([...statements, Buffer.from(again, 'base64').toString()]));
    });
    expect(forged).toContainEqual(
      expect.stringMatching(/^\(7\) rotations\.json .* took over, which no two people have confirmed$/),
    );
  });

  test.each<[string, () => string[], RegExp]>([
    ['of another log', () => foreignKeys('another.example'), /is named log.example\/akims, not another.example/],
    ['in another order', () => foreignKeys(origin).toReversed(), /the first key is an Ed25519 key/],
    [
      'with another id',
      () => foreignKeys(origin).map((key) => key.replace(/\+[0-9a-f]{8}\+/, '+00000000+')),
      /has the id/,
    ],
  ])('is no key %s', async (_, make, words) => {
    const reply = await ask(one, 'keys/proposal', { keys: make() });
    expect(reply.status).toBe(400);
    expect(reply.body.errors).toEqual([{ field: '/keys', code: 'INVALID', message: expect.stringMatching(words) }]);
  });
});

/** Published keys that nobody here holds. */
function foreignKeys(name: string): string[] {
  return logKeys(parseSigningKeys(makeSigningKeys(), 'a test'), name).map(({ verifier }) =>
    formatVerifierKey(verifier),
  );
}

/** The key of a witness that is nowhere. */
function foreignWitness(): string {
  return formatVerifierKey(witnessKeys(parseSigningKeys(makeSigningKeys(), 'a test'), 'court.example')[0]!.verifier);
}
