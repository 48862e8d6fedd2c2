import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventStore, StoreUnavailable } from '../../src/event-store/port.ts';
import type { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { all } from './all.ts';
import { ballots, boxOf } from './ballots.ts';
import { Bench } from './eventstoredb-store.ts';

const bench = new Bench();
let one: EventStoreDbDouble;
let other: EventStoreDbDouble;
let store: EventStore;

beforeEach(async () => {
  one = await bench.double();
  other = await bench.double(one.log);
  lead(one);
  const hosts = [one, other].map(({ port }) => `127.0.0.1:${port}`).join();
  ({ store } = await bench.store(`esdb://${hosts}?tls=false&discoveryInterval=20&gossipTimeout=1`));
});
afterEach(() => bench.clear());

/** One of the two nodes leads, and both know. */
function lead(leader: EventStoreDbDouble): void {
  for (const node of [one, other]) {
    node.node.leader = node === leader ? undefined : { host: '127.0.0.1', port: leader.port };
  }
}

// A rejection that nobody hears would end a server's process; here it fails the test.
describe('a cluster', () => {
  it('is written to wherever its leader is, and followed wherever it goes', async () => {
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    expect([one, other].map(({ node }) => node.calls.append)).toEqual([1, 0]);
    lead(other);
    await store.append(boxOf(1), 0, ballots('b'));
    expect(other.node.calls.append).toBe(1);
    await one.die();
    await store.append(boxOf(1), 1, ballots('c'));
    lead(one);
    await other.die();
    await one.revive();
    await store.append(boxOf(1), 2, ballots('d'));
    expect((await all(store.readAll())).map(({ data }) => (data as { choice: string }).choice)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('that goes while a node is being looked for ends no process', async () => {
    one.faults.appends.push('hang', 'refuse');
    const held = store.append(boxOf(1), 'no-stream', ballots('a'));
    for (const node of [one, other]) node.faults.mute = true;
    const refused = store.append(boxOf(2), 'no-stream', ballots('a'));
    await setTimeout(50); // by now the second is looking for a node, which none answers
    await Promise.all([one.die(), other.die()]);
    await setTimeout(500);
    for (const node of [one, other]) node.faults.mute = false;
    await Promise.all([one.revive(), other.revive()]);
    expect(await Promise.all([held, refused])).toMatchObject([{ revision: 0 }, { revision: 0 }]);
  });

  it('in which no node is found keeps no append beyond its deadline', async () => {
    const hosts = [one, other].map(({ port }) => `127.0.0.1:${port}`).join();
    const url = `esdb://${hosts}?tls=false&discoveryInterval=20&gossipTimeout=60`;
    const { store: hurried } = await bench.store(url, { append: 700 });
    for (const node of [one, other]) node.faults.mute = true;
    one.faults.appends.push('refuse');
    await expect(hurried.append(boxOf(1), 'no-stream', ballots('a'))).rejects.toThrow('is not known: timeout');
    for (const node of [one, other]) node.faults.mute = false;
  });

  it('that is gone altogether fails every call, and ends no process', async () => {
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    const asked = (wave: string) =>
      Promise.allSettled([
        ...[2, 3, 4, 5].map((box) => store.append(boxOf(`${wave}${box}`), 'no-stream', ballots('a'))),
        all(store.readAll()),
        all(store.readStream(boxOf(1))),
        store.head(),
      ]);
    const early = asked('early');
    await Promise.all([one.die(), other.die()]);
    const late = asked('late');
    await setTimeout(400);
    const later = asked('later');
    await setTimeout(400);
    await Promise.all([one.revive(), other.revive()]);
    for (const outcomes of await Promise.all([early, late, later])) {
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
      }
    }
    expect(await store.append(boxOf(6), 'no-stream', ballots('a'))).toMatchObject({ revision: 0 });
  });
});
