import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { TreeKeeper } from '../../src/audit/tree/tree-keeper.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { streams } from '../../src/domain/stream.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import { leafHash } from '../../src/verifier/formats/merkle.ts';
import { origin, RecordFolder } from './record.ts';

async function keeping(store: EventStore, folder?: string) {
  const keeper = new TreeKeeper({ reader: store, origin, ...(folder && { folder }) });
  const warnings: string[] = [];
  keeper.warn = (words) => warnings.push(words);
  await keeper.follow();
  await keeper.whenReached((await store.head())!.position);
  return { keeper, warnings };
}

describe('the tree of a record', () => {
  it('grows with it, and comes out the same from the log alone, from tiles, and from a mix of both', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 700);
    const { keeper } = await keeping(store, folder.tiles);
    await folder.ballots(store, 300);
    await keeper.whenReached(999);
    const root = hex(keeper.tree.rootAt(1_000));
    await keeper.stop();

    const fromTiles = await keeping(store, folder.tiles);
    expect(hex(fromTiles.keeper.tree.rootAt(1_000))).toBe(root);
    expect(fromTiles.warnings).toEqual([]);
    await fromTiles.keeper.stop();

    const reader = new TreeKeeper({ reader: store, origin, folder: folder.tiles, writable: false });
    await reader.readToHead();
    expect(hex(reader.tree.rootAt(1_000))).toBe(root);
    await reader.stop();

    rmSync(folder.tiles, { recursive: true });
    const fromLog = await keeping(store, folder.tiles);
    expect(hex(fromLog.keeper.tree.rootAt(1_000))).toBe(root);
    await fromLog.keeper.stop();
    const inMemory = await keeping(store);
    expect(hex(inMemory.keeper.tree.rootAt(1_000))).toBe(root);
    await inMemory.keeper.stop();
    await store.close();
  });

  it('has no leaf for a checkpoint, and finds leaves by place and acts by id', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    const act = await folder.act(store);
    await folder.ballots(store, 255);
    const signed = { size: 256, root: '0'.repeat(64), note: 'n', quorum: 'none' };
    await store.append(streams.checkpoint(origin), 'no-stream', [folder.event('CheckpointSigned', signed)]);
    const ballot = await folder.ballots(store, 44);
    const later = await folder.act(store);
    const { keeper } = await keeping(store, folder.tiles);
    expect(keeper.tree.size).toBe(301);
    expect(keeper.positionOf(act)).toBe(0);
    expect(keeper.positionOf(later)).toBe(300);
    expect(keeper.positionOf(ballot)).toBeUndefined();
    const leaves = await keeper.leaves(1, 45);
    expect(leaves).toHaveLength(45);
    expect(JSON.parse(leaves[43]!)).toMatchObject({ index: 299, id: ballot, log: origin, v: 1 });
    expect(hex(leafHash(leaves[43]!))).toBe(hex(keeper.tree.leaf(299)));
    await keeper.stop();
    await store.close();
  });

  it('is made anew when tiles are damaged, or the record differs from them anywhere', async () => {
    using folder = new RecordFolder();
    let store = await folder.open();
    await folder.ballots(store, 1_100);
    const first = await keeping(store, folder.tiles);
    const root = hex(first.keeper.tree.rootAt(1_100));
    await first.keeper.stop();

    for (const spoil of [
      () => rmSync(join(folder.tiles, 'tile/0/002')),
      () => writeFileSync(join(folder.tiles, 'tile/0/000'), Buffer.alloc(8_192)),
      () => writeFileSync(join(folder.tiles, 'tile/0/003'), Buffer.alloc(10)),
    ]) {
      spoil();
      const { keeper, warnings } = await keeping(store, folder.tiles);
      expect(hex(keeper.tree.rootAt(1_100))).toBe(root);
      expect(warnings).toEqual([expect.stringMatching(/^the tiles are made anew: /)]);
      await keeper.stop();
      expect(readdirSync(join(folder.tiles, 'tile/0'))).toHaveLength(4);
    }

    // In the middle, where nothing is looked at before the whole record has been read again.
    await store.close();
    const db = new DatabaseSync(folder.file);
    db.exec(`DROP TRIGGER events_stay; UPDATE events SET data = replace(data, '"a"', '"b"') WHERE position = 400`);
    db.close();
    store = await folder.open();
    const { keeper, warnings } = await keeping(store, folder.tiles);
    for (;;) {
      await setTimeout(10);
      if (keeper.tree.size === 1_100 && hex(keeper.tree.rootAt(1_100)) !== root) break;
    }
    expect(warnings).toEqual(['the tiles are made anew: they say otherwise of position 400 than the record']);
    await keeper.stop();
    await store.close();
  });
});
