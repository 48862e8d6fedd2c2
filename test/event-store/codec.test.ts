import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { againstAll } from '../../src/domain/ballot-box/events.ts';
import { streams } from '../../src/domain/stream.ts';
import { definitions } from '../../src/domain/vote-event.ts';
import { canonical } from '../../src/domain/canonical.ts';
import { catalogue, faultOf, upcast } from '../../src/domain/event-catalogue.ts';
import { encode } from '../../src/event-store/codec.ts';
import { InvalidEvent, type RecordedEvent } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { all } from './all.ts';
import { ballots, boxOf, someMeta } from './ballots.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of the specification', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by their UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = [...canonical(value).matchAll(/:"([^"]*)"/g)].map(([, text]) => text);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [Number('295147905179352830000'), '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [333333333.33333325, '333333333.33333325'],
    [Number('0.0000033333333333333333'), '0.0000033333333333333333'],
    [Number('1424953923781206.2'), '1424953923781206.2'],
  ])('writes the number %p as %s', (number, text) => {
    expect(canonical(number)).toBe(text);
  });

  it('leaves out what is undefined, and white space', () => {
    expect(canonical({ b: [1, { d: undefined, c: 'x y' }], a: undefined })).toBe('{"b":[1,{"c":"x y"}]}');
  });

  it.each([[NaN], [Infinity], ['\ud800'], [{ '\ud800': 1 }], [[undefined]], [Array(2)], [() => 1], [1n]])(
    'refuses %p, which JSON cannot say faithfully',
    (value) => {
      expect(() => canonical(value)).toThrow(TypeError);
    },
  );

  it('says any JSON value, and the same whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, field]) => [key, reversed(field)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        fc.pre(JSON.stringify(plain).isWellFormed() && !JSON.stringify(plain).includes('\\ud'));
        const text = canonical(plain);
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonical(reversed(plain))).toBe(text);
        expect(canonical(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('encoding', () => {
  it('writes data and meta canonically, at the current version', () => {
    const [ballot] = ballots('a');
    const { batch } = ballot!.data as { batch: string };
    const meta = { ...someMeta(), reason: undefined as never };
    const [encoded] = encode(boxOf(1), [{ ...ballot!, meta }]);
    expect(encoded).toEqual({
      id: ballot!.id,
      type: 'BallotCast',
      version: 1,
      data: `{"batch":"${batch}","choice":"a"}`,
      meta:
        `{"actor":"secretary-1","area":"p1","commandId":"${meta.commandId}","correlationId":"test-1",` +
        '"recordedAt":"2021-07-25T15:00:00.000Z","role":"precinct-commission"}',
    });
  });

  it('gives each event its own meta where they differ', () => {
    const [first, second] = ballots('a', 'b');
    const encoded = encode(boxOf(1), [first!, { ...second!, meta: { ...second!.meta, actor: 'chair-1' } }, first!]);
    expect(encoded.map(({ meta }) => (JSON.parse(meta) as { actor: string }).actor)).toEqual([
      'secretary-1',
      'chair-1',
      'secretary-1',
    ]);
  });
});

const at = '2021-07-20T10:00:00+06:00';
const contest = streams.contest('e1', 'c1');
const codes = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/), { minLength: 1, maxLength: 20 });

function recorded(type: string, version: number, data: unknown, stream = contest): RecordedEvent {
  return { id: randomUUID(), stream, revision: 0, position: 0, place: 1, type, version, data, meta: someMeta() };
}

describe('versions of an event', () => {
  it('brings a ballot text of version 1 forward: the same lines in the same order, "against all" last', () => {
    fc.assert(
      fc.property(codes, fc.boolean(), (order, flag) => {
        const old = recorded('BallotTextApproved', 1, { order, againstAll: flag, at });
        expect(faultOf(old)).toBeUndefined();
        const { type, data } = upcast(old);
        expect({ type, data }).toEqual({
          type: 'BallotTextApproved',
          data: { lines: flag ? [...order, againstAll] : order, at },
        });
        expect(faultOf(recorded(type, 2, data))).toBeUndefined();
      }),
    );
  });

  it('reads events written by an earlier program as it knows them today, and leaves the rows alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vote-record-codec-'));
    const path = join(folder, 'record.db');
    await (await openSqliteStore(path)).close();
    const db = new DatabaseSync(path);
    const meta = canonical(someMeta());
    const v1 = canonical({ order: ['anna', 'bolat'], againstAll: true, at });
    db.prepare('INSERT INTO streams VALUES (1, ?)').run(contest);
    db.prepare("INSERT INTO events VALUES (1, 0, 1, 0, ?, 'BallotTextApproved', 1, ?, ?)").run(randomUUID(), v1, meta);
    db.close();

    const store = await openSqliteStore(path);
    const v2 = { lines: ['bolat', 'anna', againstAll], at };
    const event = { id: randomUUID(), type: 'BallotTextApproved', data: v2, meta: someMeta() };
    expect(await store.append(contest, 0, [event])).toMatchObject({ revision: 1, position: 1 });
    const events = await all(store.readStream(contest));
    await store.close();
    rmSync(folder, { recursive: true });

    expect(events.map(({ version }) => version)).toEqual([1, 2]);
    expect(canonical(events[0]!.data)).toBe(v1);
    expect(events.map((each) => upcast(each).data)).toEqual([{ lines: ['anna', 'bolat', againstAll], at }, v2]);
  });

  it('refuses what this program does not know', () => {
    expect(() => upcast(recorded('BallotTextApproved', 3, {}))).toThrow(InvalidEvent);
    expect(() => upcast(recorded('BallotTextApproved', 0, {}))).toThrow(InvalidEvent);
    expect(() => upcast(recorded('BallotEaten', 1, {}))).toThrow('BallotEaten is an event of no kind known here');
  });
});

describe('the fault of a recorded event', () => {
  const fits = { lines: ['anna'], at };
  it.each([
    ['none', recorded('BallotTextApproved', 2, fits), /^none$/],
    ['data of another version', recorded('BallotTextApproved', 1, fits), /^data\//],
    ['a field that does not fit', recorded('BallotTextApproved', 2, { ...fits, at: 'noon' }), /^data\/at /],
    ['meta', { ...recorded('BallotTextApproved', 2, fits), meta: { ...someMeta(), role: '' } }, /^meta\/role /],
    ['a version from the future', recorded('BallotTextApproved', 3, fits), /no version 3/],
    ['a type of another stream', recorded('BallotTextApproved', 2, fits, boxOf(1)), /is no event of ballotbox-/],
    ['an unknown type', recorded('BallotEaten', 1, fits), /is no event of/],
  ])('%s', (_, event, fault) => {
    expect(faultOf(event) ?? 'none').toMatch(fault);
  });
});

it('publishes every event type of every kind of stream with all its versions', () => {
  const published = catalogue();
  expect(Object.keys(published)).toEqual(Object.keys(definitions));
  for (const [kind, events] of Object.entries(definitions)) {
    for (const [type, { version }] of Object.entries(events)) {
      const versions = Array.from({ length: version }, (_, i) => `${i + 1}`);
      expect(Object.keys(published[kind]![type]!)).toEqual(versions);
    }
  }
  expect(published['contest']!['BallotTextApproved']!['1']).toMatchObject({
    required: ['order', 'againstAll', 'at'],
    additionalProperties: false,
  });
  const text = JSON.stringify(published);
  expect(JSON.parse(text)).toEqual(published);
});
