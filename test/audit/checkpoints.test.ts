import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, test } from '@jest/globals';
import type { Audit } from '../../src/audit/audit.ts';
import { rotateKeys } from '../../src/audit/signing/key-rotation.ts';
import { makeSigningKeys, parseSigningKeys } from '../../src/audit/signing/signing-key.ts';
import { type StreamName, streams } from '../../src/domain/stream.ts';
import type { EventStore, RecordedEvent } from '../../src/event-store/port.ts';
import { parseCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import { parseNote, signersOf } from '../../src/verifier/formats/note.ts';
import { followKeys } from '../../src/verifier/formats/rotation.ts';
import { parseVerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { agreed, auditing, meddle, origin, publishedKeys, RecordFolder } from './record.ts';

async function signed(store: EventStore, stream: StreamName = streams.checkpoint(origin)): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream)) events.push(event);
  return events;
}

/** Waits, within reason, until something is so. */
async function until(holds: () => unknown): Promise<void> {
  for (let i = 0; i < 500 && !(await holds()); i += 1) await setTimeout(10);
  expect(await holds()).toBeTruthy();
}

const keysOf = (audit: Audit) => audit.keys.map(parseVerifierKey);

describe('a checkpoint', () => {
  it('is signed by both keys, recorded, and no leaf of the tree it is about', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 10);
    const { audit, warnings } = await auditing(folder, store);
    const { size, root } = await audit.checkpoints.current(9);
    expect(size).toBe(10);
    const { note } = audit.log.checkpoint()!;
    const parsed = parseNote(note);
    expect(signersOf(parsed, keysOf(audit)).map(({ type }) => type)).toEqual([1, 6]);
    expect(parseCheckpoint(parsed.text)).toMatchObject({ origin, size: 10 });
    expect(hex(parseCheckpoint(parsed.text).root)).toBe(root);
    expect(await signed(store)).toMatchObject([
      { type: 'CheckpointSigned', position: 9, data: { size: 10, root, note, quorum: 'none' } },
    ]);
    await folder.ballots(store, 1);
    expect(await audit.checkpoints.current(10)).toMatchObject({ size: 11 });
    await expect(audit.checkpoints.current(11)).rejects.toThrow('ends at position 10');
    expect(warnings).toEqual([]);
    await audit.stop();
    await store.close();
  });

  it('comes when there is enough news, when news is old enough, at an orderly end, and never without news', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    const first = await auditing(folder, store, { every: { events: 300, seconds: 3_600 } });
    await folder.ballots(store, 299);
    await first.audit.keeper.whenReached(298);
    expect(first.audit.log.checkpoint()).toBeUndefined();
    await folder.ballots(store, 1);
    await until(() => first.audit.log.checkpoint()?.size === 300);
    await folder.ballots(store, 5);
    await first.audit.stop();
    expect((await signed(store)).map(({ data }) => (data as { size: number }).size)).toEqual([300, 305]);

    const second = await auditing(folder, store, { every: { events: 1_000, seconds: 0 } });
    expect(second.audit.log.checkpoint()).toMatchObject({ size: 305 });
    await folder.ballots(store, 1);
    await until(() => second.audit.log.checkpoint()?.size === 306);
    await second.audit.stop();
    expect(await signed(store)).toHaveLength(3);
    await store.close();
  });

  it('goes on from one that another server has signed, and is not signed twice for the same', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    const [one, other] = [await auditing(folder, store), await auditing(folder, store)];
    for (const [count, { audit }] of [one, other, other, one].entries()) {
      await folder.ballots(store, 2);
      expect(await audit.checkpoints.current(2 * count + 1)).toMatchObject({ size: 2 * count + 2 });
    }
    await folder.ballots(store, 1);
    const both = await Promise.all([one, other].map(({ audit }) => audit.checkpoints.current(8)));
    expect(both[1]).toEqual(both[0]);
    expect((await signed(store)).map(({ data }) => (data as { size: number }).size)).toEqual([2, 4, 6, 8, 9]);
    await Promise.all([one.audit.stop(), other.audit.stop()]);
    await store.close();
  });

  it('is asked for by many at once, and signed once', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 3);
    const { audit } = await auditing(folder, store);
    const all = await Promise.all([0, 1, 2, 2, 1].map((position) => audit.checkpoints.current(position)));
    expect(new Set(all.map(({ size }) => size))).toEqual(new Set([3]));
    expect(await signed(store)).toHaveLength(1);
    await audit.stop();
    await store.close();
  });
});

describe('a record that was signed for', () => {
  const cases: [name: string, sql: string, words: RegExp][] = [
    [
      'a changed ballot',
      `UPDATE events SET data = replace(data, '"a"', '"b"') WHERE position = 300`,
      /first 600 events/,
    ],
    [
      'a changed ballot, the last',
      `UPDATE events SET data = replace(data, '"a"', '"b"') WHERE position = 599`,
      /first 600/,
    ],
    [
      'two ballots changed round',
      `UPDATE events SET id = (SELECT id FROM events WHERE position = 11) WHERE position = 10`,
      /first 600 events/,
    ],
    [
      'a cut tail',
      `DELETE FROM events WHERE position >= 590`,
      /600 events were signed for, and the record has only 590/,
    ],
    ['a dropped event', `DELETE FROM events WHERE position = 20`, /event 21 came where 20 was due/],
    [
      'a dropped event, the others moved up',
      `DELETE FROM events WHERE position = 20; UPDATE events SET position = position - 1 WHERE position > 20`,
      /first 600 events|599/,
    ],
    ['a changed time', `UPDATE events SET meta = replace(meta, '2021', '2022') WHERE position = 0`, /first 600 events/],
    ['data that is no JSON', `UPDATE events SET data = '{' WHERE position = 5`, /JSON/],
  ];

  test.each(cases)('is signed for no more after %s, with tiles or without', async (_, sql, words) => {
    using folder = new RecordFolder();
    let store = await folder.open();
    await folder.ballots(store, 600);
    const before = await auditing(folder, store);
    await before.audit.stop();
    expect(before.warnings).toEqual([]);
    await store.close();
    // Whoever changes the record removes what was signed about it, too.
    meddle(folder.file, `DELETE FROM events WHERE type = 'CheckpointSigned'; ${sql}`);
    for (const forget of [false, true]) {
      if (forget) rmSync(folder.tiles, { recursive: true, force: true });
      store = await folder.open();
      const { audit, warnings } = await auditing(folder, store);
      await until(() => audit.checkpoints.failure);
      expect(audit.checkpoints.failure!.message).toMatch(words);
      expect(warnings.at(-1)).toMatch(/^nothing is signed any more: /);
      await expect(audit.checkpoints.current(0)).rejects.toThrow('');
      await audit.stop();
      expect(await signed(store)).toEqual([]);
      await store.close();
    }
  });

  it('is known from what it holds itself where the signer has lost its memory', async () => {
    using folder = new RecordFolder();
    let store = await folder.open();
    await folder.ballots(store, 300);
    await (await auditing(folder, store)).audit.stop();
    await store.close();
    rmSync(`${folder.key}.last`);
    meddle(folder.file, `UPDATE events SET data = replace(data, '"a"', '"b"') WHERE position = 3`);
    store = await folder.open();
    const { audit } = await auditing(folder, store);
    await until(() => audit.checkpoints.failure);
    expect(audit.checkpoints.failure!.message).toMatch('the first 300 events');
    await audit.stop();
    await store.close();
  });

  it('is signed for on as before when nothing but the tiles was changed', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 600);
    await (await auditing(folder, store)).audit.stop();
    writeFileSync(join(folder.tiles, 'tile/0/000'), Buffer.alloc(8_192, 1));
    await folder.ballots(store, 1);
    const { audit, warnings } = await auditing(folder, store);
    expect(await audit.checkpoints.current(600)).toMatchObject({ size: 601 });
    expect(warnings).toEqual([expect.stringContaining('the tiles are made anew')]);
    await audit.stop();
    await store.close();
  });
});

describe('a signing key', () => {
  it('hands over to the next by its own signature, which the record keeps', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 5);
    const first = await auditing(folder, store);
    await first.audit.stop();

    const old = readFileSync(folder.key, 'utf8');
    const next = rotateKeys(parseSigningKeys(old, 'old'), origin);
    writeFileSync(folder.key, next);
    await expect(auditing(folder, store)).rejects.toThrow(
      'no two people of the central commission have confirmed them',
    );
    writeFileSync(folder.key, old); // which goes on as before
    await folder.ballots(store, 3);
    await (await auditing(folder, store)).audit.stop();
    await agreed(store, { keys: publishedKeys(next) });
    writeFileSync(folder.key, next);
    const { audit } = await auditing(folder, store);
    expect(await audit.checkpoints.current(9)).toMatchObject({ size: 10 });
    expect(audit.keys).not.toEqual(first.audit.keys);
    await audit.stop();
    const events = await signed(store);
    expect(events.map(({ type }) => type)).toEqual([
      'CheckpointSigned',
      'CheckpointSigned',
      'SigningKeyRotated',
      'CheckpointSigned',
    ]);
    const { from, to, statement } = events[2]!.data as { from: string[]; to: string[]; statement: string };
    expect(from).toEqual(first.audit.keys);
    expect(to).toEqual(audit.keys);
    const { current } = followKeys(keysOf(first.audit), [statement], origin);
    expect(signersOf(parseNote((events[3]!.data as { note: string }).note), current)).toHaveLength(2);
    expect(() => followKeys(keysOf(audit), [statement], origin)).toThrow('handed over by nobody known');
    await (await auditing(folder, store)).audit.stop();
    expect(await signed(store)).toHaveLength(4);
    await store.close();
  });

  it('takes over from no other without its word', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 5);
    await (await auditing(folder, store)).audit.stop();
    writeFileSync(folder.key, makeSigningKeys());
    await expect(auditing(folder, store)).rejects.toThrow('no statement of theirs hands over');
    rmSync(`${folder.key}.last`);
    await expect(auditing(folder, store)).rejects.toThrow('signed by another key');
    const stranger = rotateKeys(parseSigningKeys(makeSigningKeys(), 'a stranger'), origin);
    writeFileSync(folder.key, stranger);
    await agreed(store, { keys: publishedKeys(stranger) });
    await expect(auditing(folder, store)).rejects.toThrow('signed by another key');
    await store.close();
  });

  it('is refused where others could read it, or it lies beside the record in production, or its memory is damaged', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    const from = { data: folder.path, keyFile: undefined, pem: undefined, stateFile: undefined, production: false };
    const beside = await auditing(folder, store, { keys: from });
    expect(beside.warnings).toEqual([expect.stringContaining('lies beside the record')]);
    await beside.audit.stop();
    await expect(auditing(folder, store, { keys: { ...from, production: true } })).rejects.toThrow('In production');
    const inside = join(folder.path, 'elsewhere.pem');
    copyFileSync(folder.key, inside);
    await expect(auditing(folder, store, { keys: { ...from, keyFile: inside, production: true } })).rejects.toThrow(
      'In production',
    );
    const pem = readFileSync(folder.key, 'utf8').replaceAll('\n', '\\n');
    const { audit } = await auditing(folder, store, { keys: { ...from, pem, production: true } });
    await audit.stop();
    chmodSync(folder.key, 0o644);
    await expect(auditing(folder, store)).rejects.toThrow('can be read by others');
    chmodSync(folder.key, 0o600);
    writeFileSync(`${folder.key}.last`, '{}');
    await expect(auditing(folder, store)).rejects.toThrow('is damaged');
    await store.close();
  });
});
