import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MerkleTree } from '../../src/audit/tree/merkle-tree.ts';
import { TreeKeeper } from '../../src/audit/tree/tree-keeper.ts';
import { copyRecord } from '../../src/cli/copy/copy.ts';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore, NewEvent, RecordedEvent } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import { auditing, origin, RecordFolder } from '../audit/record.ts';
import { all } from '../event-store/all.ts';
import { ballots, boxOf, numberedBallots, someMeta } from '../event-store/ballots.ts';
import { Bench } from '../event-store/eventstoredb-store.ts';

const bench = new Bench();
let here: EventStore;
let there: EventStore;
beforeEach(async () => {
  here = await openSqliteStore(':memory:');
  there = (await bench.store((await bench.double()).url, { call: 5_000 })).store;
});
afterEach(async () => {
  await here.close();
  await bench.clear();
});

const quietly = () => {};

/** Events of several streams, of an earlier version, with metas that change within a stream; a checkpoint among them. */
async function someRecord(store: EventStore): Promise<void> {
  await store.append(boxOf(1), 'no-stream', [...numberedBallots(3), ...numberedBallots(600)]);
  await store.takeOver(streams.checkpoint('log'), 'no-stream', [asRecorded(ballots('x')[0]!, 'CheckpointSigned', 1)]);
  await store.append(boxOf(2), 'no-stream', ballots('a', 'b'));
  const text = { ...ballots('x')[0]!, data: { order: ['anna'], againstAll: true, at: '2021-07-20T10:00:00+06:00' } };
  await store.takeOver(streams.contest('e1', 'c1'), 'no-stream', [asRecorded(text, 'BallotTextApproved', 1)]);
  await store.append(boxOf(1), 602, ballots('late'));
}

async function treeOver(reader: EventStore): Promise<MerkleTree> {
  const keeper = new TreeKeeper({ reader, origin });
  await keeper.readToHead();
  return keeper.tree;
}

function asRecorded({ id, data }: NewEvent, type: string, version: number): RecordedEvent {
  return { id, data, type, version, meta: someMeta(), stream: boxOf(0), revision: 0, position: 0, place: 0 };
}

describe('a copy of a record', () => {
  it('is the same event by event, cursor by cursor, in either store and back again', async () => {
    await someRecord(here);
    const copied = await copyRecord(here, there, quietly);
    expect(copied).toEqual({ events: 608, appended: 608, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const events = await all(here.readAll());
    expect(await all(there.readAll())).toEqual(events);
    expect(events.map(({ version }) => version)).toContain(1);

    const back = await openSqliteStore(':memory:');
    expect(await copyRecord(there, back, quietly)).toEqual(copied);
    expect(await all(back.readAll())).toEqual(events);
    await back.close();
  });

  it('has the same Merkle root in either store and back again, at every size, and is signed for on as before', async () => {
    using folder = new RecordFolder();
    await someRecord(here);
    const before = await auditing(folder, here);
    const signed = await before.audit.checkpoints.current(606);
    await before.audit.stop();

    await copyRecord(here, there, quietly);
    const back = await openSqliteStore(':memory:');
    await copyRecord(there, back, quietly);
    const [one, ...others] = await Promise.all([here, there, back].map(treeOver));
    expect(one!.size).toBe(607);
    expect(hex(one!.rootAt(signed.size))).toBe(signed.root);
    for (const other of others) {
      expect(other.size).toBe(one!.size);
      for (let size = 0; size <= one!.size; size += 1) expect(other.rootAt(size)).toEqual(one!.rootAt(size));
    }

    const after = await auditing(folder, there, { tiles: join(folder.path, 'tiles-there') });
    await there.append(boxOf(2), 1, ballots('c'));
    expect(await after.audit.checkpoints.current(607)).toMatchObject({ size: 608 });
    expect(after.warnings).toEqual([]);
    await after.audit.stop();
    await back.close();
  });

  it('goes on where it was broken off, and does nothing more when it is whole', async () => {
    await someRecord(here);
    const broken = { ...there, takeOver: breakingAfter(2) };
    await expect(copyRecord(here, broken, quietly)).rejects.toThrow('broken off');
    expect(await all(there.readAll())).not.toHaveLength(0);
    const { events, appended } = await copyRecord(here, there, quietly);
    expect(events).toBe(608);
    expect(appended).toBeLessThan(608);
    expect(await copyRecord(here, there, quietly)).toMatchObject({ events: 608, appended: 0 });
  });

  it('holds what there was when it began, whatever is recorded meanwhile', async () => {
    await someRecord(here);
    let late = false;
    const copied = await copyRecord(here, there, (count) => {
      if (!late && count > 0) void here.append(boxOf(3), 'no-stream', ballots('late'));
      late = true;
    });
    expect(copied).toMatchObject({ events: 608, appended: 608 });
    expect(await copyRecord(here, there, quietly)).toMatchObject({ events: 609, appended: 1 });
  });

  it('is refused where there is another record: another event, or one more', async () => {
    await someRecord(here);
    await there.append(boxOf(1), 'no-stream', ballots('other'));
    await expect(copyRecord(here, there, quietly)).rejects.toThrow(
      `The other store holds another record: its event 0, revision 0 of ${boxOf(1)}, is not in this one.`,
    );
    const empty = await openSqliteStore(':memory:');
    await expect(copyRecord(empty, there, quietly)).rejects.toThrow('The other store holds another record');
    await empty.close();
  });

  it('is refused when somebody else writes there', async () => {
    await someRecord(here);
    const target = {
      ...there,
      takeOver: async (...append: Parameters<EventStore['takeOver']>) => {
        if (append[0] === boxOf(2)) await there.append(boxOf(9), 'no-stream', ballots('other'));
        return there.takeOver(...append);
      },
    };
    await expect(copyRecord(here, target, quietly)).rejects.toThrow('Somebody else is writing to the other store');
  });

  it('is not called one when the other store does not give back the same', async () => {
    await someRecord(here);
    await copyRecord(here, there, quietly);
    const altered = {
      ...there,
      readAll: () => altering(there.readAll(), ({ position }) => position === 5),
    };
    await expect(copyRecord(here, altered, quietly)).rejects.toThrow('The other store holds another record');
    let reads = 0;
    const later = {
      ...there,
      readAll: () => altering(there.readAll(), ({ position }) => position === 5 && reads++ > 0),
    };
    await expect(copyRecord(here, later, quietly)).rejects.toThrow(/The copy differs: 608 events, \w+, became 608/);
  });
});

function breakingAfter(appends: number): EventStore['takeOver'] {
  let left = appends;
  return async (...append) => {
    if (left === 0) throw new Error('broken off');
    left -= 1;
    return there.takeOver(...append);
  };
}

async function* altering(
  events: AsyncIterable<RecordedEvent>,
  which: (event: RecordedEvent) => boolean,
): AsyncGenerator<RecordedEvent> {
  for await (const event of events) yield which(event) ? { ...event, data: { choice: 'altered' } } : event;
}
