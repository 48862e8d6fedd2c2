import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { CompactRange } from '../../src/verifier/formats/compact-range.ts';
import { parseCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import { leafHash, provesConsistency, provesInclusion } from '../../src/verifier/formats/merkle.ts';
import { parseNote, signersOf } from '../../src/verifier/formats/note.ts';
import { parseTlogProof } from '../../src/verifier/formats/tlog-proof.ts';
import { parseVerifierKey, signatureTypes, type VerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
const areas = 300;

beforeAll(async () => {
  server = await TestServer.start();
  await server.record('/elections', {
    id: 'e',
    name: { en: 'Election' },
    votingDay: '2021-07-25',
    ruleSet: 'plurality',
    timeZone: 'Asia/Almaty',
    at: '2021-06-01T09:00:00+06:00',
  });
  await server.record('/elections/e/areas', { code: 'kz', level: 'country', parent: null, name: { en: 'Land' } });
  for (let i = 0; i < areas - 2; i += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, areas - 2 - i) }, (_, j) =>
        server.record('/elections/e/areas', {
          code: `r${i + j}`,
          level: 'region',
          parent: 'kz',
          name: { en: 'Region' },
        }),
      ),
    );
  }
  await server.app.get(Checkpoints).current(99);
  await server.app.get(Checkpoints).current(areas - 1);
}, 60_000);
afterAll(() => server.stop());

const raw = async (path: string) => {
  const response = await fetch(server.url + path);
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
};
const latest = async () => parseCheckpoint(parseNote((await server.get('/log/checkpoint')).body).text);

describe('the log over HTTP', () => {
  test('gives a checkpoint that no cache keeps, and tiles that any may keep for ever', async () => {
    const checkpoint = await server.get('/log/checkpoint');
    expect(checkpoint.headers.get('cache-control')).toBe('no-store');
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const { size, root } = await latest();
    expect(size).toBe(areas);

    // What a monitor does: it fetches the events, and makes the tree itself.
    const range = new CompactRange();
    for (const path of ['/log/tile/entries/000', `/log/tile/entries/001.p/${areas - 256}`]) {
      const { status, headers, bytes } = await raw(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      for (let at = 0; at < bytes.length;) {
        const length = bytes[at]! * 256 + bytes[at + 1]!;
        range.append(leafHash(bytes.subarray(at + 2, at + 2 + length)));
        at += 2 + length;
      }
    }
    expect(hex(range.root())).toBe(hex(root));
    const tile = await raw('/log/tile/0/000');
    expect(tile.headers.get('content-type')).toBe('application/octet-stream');
    expect(tile.bytes).toHaveLength(8_192);
    expect((await raw('/log/tile/1/000.p/1')).bytes).toHaveLength(32);
  });

  test.each([
    '/log/tile/0/001',
    `/log/tile/0/001.p/${areas - 255}`,
    '/log/tile/0/1',
    '/log/tile/entries/001',
    '/log/tile/0/../../../etc/passwd',
    '/log/tile/0/%2e%2e/000',
    '/log/tile/2/000.p/1',
    '/log/tile/',
  ])('has no %s', async (path) => {
    const { status, headers } = await raw(path);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(headers.get('cache-control')).not.toContain('immutable');
  });

  test('says which keys its checkpoints are signed with', async () => {
    const { headers, body } = await server.get('/log/keys');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    const keys = body.trimEnd().split('\n').map(parseVerifierKey) as VerifierKey[];
    expect(keys.map(({ type }) => type)).toEqual([signatureTypes.ed25519, signatureTypes.mlDsa44]);
    const note = parseNote((await server.get('/log/checkpoint')).body);
    expect(signersOf(note, keys)).toEqual(keys);
    expect(keys[0]!.name).toBe(parseCheckpoint(note.text).origin);
  });

  test('proves an event by its position or its id, with a receipt that needs nothing else', async () => {
    const { root, size } = await latest();
    const [event] = await server.events('area-e/kz');
    const bare = await server.get(`/log/proof?event=${event!.id}`);
    const proof = parseTlogProof(bare.body);
    expect(proof).toMatchObject({ index: 1 });
    const receipt = parseTlogProof((await server.get('/log/receipt?position=1')).body);
    const leaf = Buffer.from(receipt.extra!).toString();
    expect(JSON.parse(leaf)).toMatchObject({ index: 1, id: event!.id, type: 'AreaRegistered' });
    for (const each of [proof, receipt]) {
      expect(provesInclusion(each.index, size, leafHash(leaf), each.proof, root)).toBe(true);
    }
    const svg = await server.get('/log/receipt.svg?position=1');
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.body).toMatch(/^<svg /);
  });

  test('proves that one checkpoint continues another', async () => {
    const { body } = await server.get(`/log/consistency?from=100&to=${areas}`);
    const hashes = (body.proof as string[]).map((hash) => Buffer.from(hash, 'base64'));
    const { root } = await latest();
    const range = new CompactRange();
    const { bytes } = await raw('/log/tile/0/000.p/100');
    for (let i = 0; i < 100; i += 1) range.append(bytes.subarray(i * 32, (i + 1) * 32));
    expect(provesConsistency(100, areas, range.root(), root, hashes)).toBe(true);
  });

  test.each([
    ['/log/proof', 400, 'INVALID_REQUEST'],
    ['/log/proof?position=1&event=00000000-0000-4000-8000-000000000000', 400, 'INVALID_REQUEST'],
    ['/log/proof?position=-1', 400, 'INVALID_REQUEST'],
    ['/log/proof?event=x', 400, 'INVALID_REQUEST'],
    ['/log/proof?event=00000000-0000-4000-8000-000000000000', 404, 'UNKNOWN_RESOURCE'],
    [`/log/receipt?position=${areas}`, 404, 'NOT_YET_SIGNED'],
    ['/log/consistency?from=0&to=1', 400, 'INVALID_REQUEST'],
    ['/log/consistency?from=2&to=1', 404, 'UNKNOWN_RESOURCE'],
    [`/log/consistency?from=2&to=${areas + 1}`, 404, 'UNKNOWN_RESOURCE'],
  ])('refuses %s', async (path, status, code) => {
    const reply = await server.get(path);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });
});
