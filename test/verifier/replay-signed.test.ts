import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signAct } from '../../src/access/act-signature.ts';
import { isSignedAct } from '../../src/domain/personal-signature.ts';
import type { Act } from '../../src/domain/signed-act.ts';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { origin, RecordFolder } from '../audit/record.ts';
import { keyFor, publicKeyFor } from '../support/member-keys.ts';
import { exportHonest, failing, Forgery, places } from './exported.ts';
import { HonestRecord, recounted, replayed, type Wish } from './replay-record.ts';
import { approve, calling, precinctDay, publish, standing, tabulate } from './replay-village.ts';

/** A village's record in which every act that the law wants signed is, since the election demands it. */
let record: HonestRecord;
let honest: readonly Leaf[];
let published: string;

beforeAll(async () => {
  record = await HonestRecord.open();
  const acts = [
    ...calling('kz-akim-2021').map(demanding),
    ...standing,
    ...precinctDay('p', 5, 3),
    ...precinctDay('q', 4, 3),
  ];
  for (const wish of [...acts, tabulate]) await record.record(await signed(wish));
  const position = (await record.leaves()).length - 2;
  for (const wish of [approve('d1', position), approve('d2', position), publish])
    await record.record(await signed(wish));
  honest = await record.leaves();
  published = await record.results('e');
});
afterAll(() => record.close());

/** Of an election that demands signatures, and commissions whose members have keys. */
function demanding(wish: Wish): Wish {
  const { members } = wish.input as { readonly members?: readonly { readonly official: string }[] };
  if (wish.name === 'CallElection') return { ...wish, input: { ...wish.input, personalSignatures: true } };
  if (!members) return wish;
  return { ...wish, input: { members: members.map((each) => ({ ...each, key: publicKeyFor(each.official) })) } };
}

/** What is asked for as a member of a commission asks, who signs it. */
async function signed(wish: Wish): Promise<Wish> {
  if (!isSignedAct(wish.name)) return wish;
  const { contest, precinct } = wish.target as { readonly contest: string; readonly precinct?: string };
  const stream = precinct === undefined ? `contest-e/${contest}` : `protocol-e/${contest}/${precinct}`;
  const leaves = (await record.leaves()).filter((leaf) => leaf.stream === stream);
  const shown = leaves.findLast(({ type }) => type === (precinct ? 'ProtocolAccepted' : 'ResultTabulated'))!;
  const { figures, votes, digest } = shown.data as Record<string, unknown>;
  const about = precinct === undefined ? { digest, votes } : { figures, votes };
  const { official } = wish.by;
  const act = {
    act: wish.name,
    log: origin,
    stream,
    expectedRevision: leaves.length - 1,
    data: { ...wish.input, ...about },
    official,
  };
  const place = precinct === undefined ? ['territorial-commission', 'd'] : ['precinct-commission', precinct];
  return { ...wish, by: { ...wish.by, role: place[0]!, area: place[1]!, signature: signAct(act, keyFor(official)) } };
}

const placeOf = (type: string, stream = ''): number =>
  honest.findIndex((leaf) => leaf.type === type && leaf.stream.endsWith(stream));
const signedAt = () => placeOf('ProtocolSigned', '/p');
const voiceAt = () => placeOf('ResultApproved');

/** The record with the meta of one act changed. */
const withMeta = (at: number, change: (meta: Leaf['meta']) => object): Leaf[] =>
  honest.map((leaf) =>
    leaf.meta.commandId === honest[at]!.meta.commandId ? { ...leaf, meta: change(leaf.meta) as Leaf['meta'] } : leaf,
  );
function stripped(meta: Leaf['meta']): object {
  const { signature: _, ...rest } = meta;
  return rest;
}
/** What was signed at that place, and signed anew after a change. */
const resigned = (at: number, change: (act: Act) => Act, official = honest[at]!.meta.actor): Leaf[] => {
  const { data, stream, revision } = honest[at]!;
  const { figures, votes } = honest[placeOf('ProtocolAccepted', '/p')]!.data as Act['data'];
  const act: Act = {
    act: 'SignProtocol',
    log: origin,
    stream,
    expectedRevision: revision - 1,
    data: { at: (data as { at: string }).at, figures, votes },
    official: honest[at]!.meta.actor,
  };
  return withMeta(at, (meta) => ({ ...meta, signature: signAct(change(act), keyFor(official)) }));
};
const withData = (types: readonly string[], stream: string, change: (data: Act['data']) => object): Leaf[] =>
  honest.map((leaf) =>
    types.includes(leaf.type) && leaf.stream.endsWith(stream)
      ? { ...leaf, data: change(leaf.data as Act['data']) }
      : leaf,
  );
const moved = (content: Act['data']) => ({ ...content, votes: { a: 4, b: 4, z: 0 } });

/** The key of the second member, revoked by two others so many minutes before that member's act. */
const revoked = (at: number, minutes: number): Leaf[] => {
  const { meta, log } = honest[at]!;
  const commission = honest[at]!.stream.startsWith('contest') ? 'area-e/d' : 'precinct-e/p';
  const [official, key] = [meta.actor, publicKeyFor(meta.actor)];
  const recordedAt = new Date(Date.parse(meta.recordedAt) - minutes * 60_000).toISOString();
  const by = ['d3', 'd2'];
  const events = (['MemberKeyRevocationProposed', 'MemberKeyRevoked'] as const).map((type, i): Leaf => {
    const id = `00000000-0000-4000-8000-00000000000${i}`;
    const { signature: _, ...rest } = meta;
    const data = { official, key, by: by[i]!, ...(i === 0 && { reason: 'The phone was stolen' }) };
    const capacity = { role: 'territorial-commission', area: 'd', actor: by[i]! };
    return {
      v: 1,
      log,
      index: 0,
      revision: 0,
      stream: commission,
      id,
      type,
      version: 1,
      data,
      meta: { ...rest, ...capacity, commandId: id, recordedAt },
    };
  });
  return recounted([...honest.slice(0, at), ...events, ...honest.slice(at)]);
};

interface Case {
  readonly what: string;
  readonly leaves: () => Leaf[];
  readonly at: () => number;
  readonly says: RegExp;
}
const cases: Case[] = [
  {
    what: 'that is missing',
    leaves: () => withMeta(signedAt(), stripped),
    at: signedAt,
    says: /ProtocolSigned: SIGNATURE_REQUIRED/,
  },
  {
    what: 'over another act',
    leaves: () => resigned(signedAt(), (act) => ({ ...act, act: 'ApproveResult' })),
    at: signedAt,
    says: /SIGNATURE_INVALID/,
  },
  {
    what: 'over another revision',
    leaves: () => resigned(signedAt(), (act) => ({ ...act, expectedRevision: act.expectedRevision - 1 })),
    at: signedAt,
    says: /SIGNED_FOR_ANOTHER_REVISION/,
  },
  {
    what: 'over the same act in a rehearsal',
    leaves: () => resigned(signedAt(), (act) => ({ ...act, log: 'log.example/rehearsal' })),
    at: signedAt,
    says: /SIGNATURE_INVALID/,
  },
  {
    what: 'by somebody else’s key',
    leaves: () => resigned(signedAt(), (act) => act, 'p2'),
    at: signedAt,
    says: /KEY_NOT_HELD/,
  },
  {
    what: 'by a key of nobody’s',
    leaves: () => resigned(signedAt(), (act) => act, 'nobody'),
    at: signedAt,
    says: /KEY_NOT_HELD/,
  },
  {
    what: 'by a key that was revoked before',
    leaves: () => revoked(voiceAt(), 10),
    at: () => voiceAt() + 2,
    says: /ResultApproved: KEY_SPENT/,
  },
  {
    what: 'under figures that were changed in the readings and in the protocol alike',
    leaves: () =>
      withData(['ProtocolEntered', 'ProtocolAccepted'], '/p', (data) =>
        'content' in data ? { ...data, content: moved(data['content'] as Act['data']) } : moved(data),
      ),
    at: signedAt,
    says: /SIGNATURE_INVALID/,
  },
  {
    what: 'for a result with other votes',
    leaves: () => withData(['ResultTabulated'], '', moved),
    at: voiceAt,
    says: /ResultApproved: SIGNATURE_INVALID/,
  },
  {
    what: 'for a result with another digest',
    leaves: () => withData(['ResultTabulated'], '', (data) => ({ ...data, digest: '0'.repeat(64) })),
    at: voiceAt,
    says: /SIGNATURE_INVALID/,
  },
  {
    what: 'on an act that nobody signs',
    leaves: () =>
      withMeta(placeOf('PollsOpened', '/p'), (meta) => ({ ...meta, signature: honest[signedAt()]!.meta.signature })),
    at: () => placeOf('PollsOpened', '/p'),
    says: /PollsOpened: bears a signature that nobody gives/,
  },
];

describe('A record whose acts are signed', () => {
  test('is found to be, as long as nobody touches it', () => {
    const { rules, relations, results, signatures, replay } = replayed(honest, published);
    expect([rules, relations, results, signatures]).toEqual([[], [], [], []]);
    expect([replay.signed, replay.unsigned]).toEqual([6, 0]);
  });

  test.each(cases.map((each) => [each.what, each] as const))('shows a signature %s', (_, { leaves, at, says }) => {
    const [first, ...others] = replayed(leaves()).signatures;
    expect(first).toEqual({ index: at(), message: expect.stringMatching(says) });
    for (const { index } of others) expect(index).toBeGreaterThan(at());
  });

  test('accuses nobody whose key was revoked while they signed', () => {
    expect(replayed(revoked(voiceAt(), 0)).signatures).toEqual([]);
  });

  test('is reported as such from its export, and a stripped signature by its event', async () => {
    using folder = new RecordFolder();
    const keys = await exportHonest(folder, record, 'e', `${folder.away}/e`);
    using exported = new Forgery(`${folder.away}/e`, { folder, keys, kept: ['', ''] });
    const report = await exported.verified({ checkpoints: [] }, true);
    expect(report.findings.at(-1)).toMatchObject({
      number: 10,
      outcome: 'holds',
      words: expect.stringContaining('6 signed'),
    });
    const forged = await exported
      .leaves(() => withMeta(signedAt(), stripped))
      .listed()
      .verified({ checkpoints: [] }, true);
    expect(failing(forged)).toContain(10);
    expect(places(forged, 10)).toEqual([signedAt()]);
  });
});

test('An act that nobody demanded to be signed, and which is not, is counted, without being a fault', async () => {
  const other = await HonestRecord.open();
  await other.record(...calling('kz-akim-2021'), ...standing, ...precinctDay('p', 5, 3));
  const { signatures, replay } = replayed(await other.leaves());
  await other.close();
  expect([signatures, replay.signed, replay.unsigned]).toEqual([[], 0, 2]);
});
