import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Audit } from '../../src/audit/audit.ts';
import { logKeys, parseSigningKeys, signNote } from '../../src/audit/signing/signing-key.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { verifyContinues, verifyLog } from '../../src/verifier/browser.ts';
import { formatCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { utf8 } from '../../src/verifier/formats/encoding.ts';
import { formatNote } from '../../src/verifier/formats/note.ts';
import { parseTilePath } from '../../src/verifier/formats/tile-path.ts';
import { readFileSync } from 'node:fs';
import { auditing, origin, RecordFolder } from '../audit/record.ts';
import { failing, places } from './exported.ts';

const folder = new RecordFolder();
let store: EventStore;
let audit: Audit;
let keys: string;
let early: string;

beforeAll(async () => {
  store = await folder.open();
  await folder.ballots(store, 300);
  ({ audit } = await auditing(folder, store));
  await audit.checkpoints.current(299);
  early = audit.log.checkpoint()!.note;
  await folder.ballots(store, 400);
  await audit.checkpoints.current(699);
  keys = audit.keys.join('\n');
});
afterAll(async () => {
  await audit.stop();
  await store.close();
  folder[Symbol.dispose]();
});

/** The log's public paths, as a server answers them. */
async function read(path: string): Promise<Uint8Array> {
  if (path === 'checkpoint') return utf8(audit.log.checkpoint()!.note);
  const [, from, to] = /^consistency\?from=(\d+)&to=(\d+)$/.exec(path) ?? [];
  if (from !== undefined) return utf8(JSON.stringify({ proof: audit.log.consistency(Number(from), Number(to)) }));
  return (await audit.log.tile(parseTilePath(path)!))!;
}

/** A checkpoint of something else, by the log's own key. */
function contradicting(size: number): string {
  const text = formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(1) });
  const own = logKeys(parseSigningKeys(readFileSync(folder.key, 'utf8'), 'the log'), origin);
  return formatNote({ text, signatures: own.map((key) => signNote(text, key, 1)) });
}

describe('A log as a server shows it', () => {
  test('is read whole from its tiles, and held against what was kept', async () => {
    const seen: number[] = [];
    const kept = [{ name: 'kept', text: early }];
    const report = await verifyLog(read, { keys, checkpoints: kept }, (done, of) => seen.push(done / of));
    expect(report.size).toBe(700);
    expect(report.findings.filter(({ outcome }) => outcome === 'holds').map(({ number }) => number)).toEqual(
      expect.arrayContaining([2, 3, 4, 5, 6]),
    );
    expect(report.checkpoint).toBe(audit.log.checkpoint()!.note);
    expect([seen.length, seen.at(-1)]).toEqual([700, 1]);
  });

  test('that shows another event than it signed for is caught at that event', async () => {
    const changed = async (path: string): Promise<Uint8Array> => {
      const bytes = await read(path);
      if (path !== 'tile/entries/001') return bytes;
      const other = Buffer.from(bytes);
      other.write('"choice":"b"', other.indexOf('"choice":"a"'));
      return other;
    };
    const report = await verifyLog(changed, { keys });
    expect(failing(report)).toContain(4);
    expect(places(report, 4)).toContain(256);
  });

  test('that cuts an entry short is caught at it, and nothing behind it is lost', async () => {
    const torn = async (path: string) =>
      path.includes('entries/002') ? (await read(path)).subarray(0, -20) : read(path);
    const report = await verifyLog(torn, { keys });
    expect([report.size, places(report, 4)]).toEqual([700, [undefined, 699]]);
  });
});

describe('A kept checkpoint', () => {
  test('is continued by the log that it was taken from, which a few hashes show', async () => {
    const asked: string[] = [];
    const held = await verifyContinues((path) => (asked.push(path), read(path)), early, { keys });
    expect(held).toMatchObject({ continuation: 'continues', kept: 300, size: 700 });
    expect(asked).toEqual(['checkpoint', 'consistency?from=300&to=700']);
    expect(await verifyContinues(read, undefined, { keys })).toMatchObject({ continuation: 'continues', kept: 700 });
  });

  test.each([
    [10_000, 'rolled back'],
    [700, 'forked'],
    [300, 'forked'],
  ])('of %d events that are not the log’s convicts it: %s', async (size, continuation) => {
    expect(await verifyContinues(read, contradicting(size), { keys })).toMatchObject({ continuation, kept: size });
  });

  test('that no trusted key signed convicts nobody', async () => {
    await expect(verifyContinues(read, early, { keys: '' })).rejects.toThrow('by no key that was given');
  });
});
