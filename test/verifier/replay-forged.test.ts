import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { HonestRecord, recounted, replayed } from './replay-record.ts';
import { approve, calling, precinctDay, publish, registerAkim, standing, tabulate } from './replay-village.ts';

/** A village's record from the call to the publication; in precinct q the paper gives a one vote more than the ballots. */
let record: HonestRecord;
let honest: readonly Leaf[];
let published: string;

beforeAll(async () => {
  record = await HonestRecord.open();
  await record.record(...calling('kz-akim-2021'), ...standing, ...precinctDay('p', 5, 3), ...precinctDay('q', 4, 3));
  await record.record(tabulate);
  const position = (await record.leaves()).length - 2;
  await record.record(approve('d1', position), approve('d2', position), publish, registerAkim('a'));
  honest = await record.leaves();
  published = await record.results('e');
});
afterAll(() => record.close());

type Change = (leaf: Leaf) => object;

/** The first event of that type (in that stream) for which `which` holds. */
function placeOf(type: string, stream = '', which: (data: never) => boolean = () => true): number {
  const index = honest.findIndex(
    (leaf) => leaf.type === type && leaf.stream.endsWith(stream) && which(leaf.data as never),
  );
  if (index < 0) throw new Error(`no ${type}`);
  return index;
}

/** Everything else is made to fit by whoever forges: indexes, revisions, and with them hashes and roots. */
const changed = (at: number, change: Change): Leaf[] =>
  honest.map((leaf, i) => (i === at ? { ...leaf, ...change(leaf) } : leaf));
const withData = (at: number, data: object): Leaf[] =>
  changed(at, (leaf) => ({ data: { ...(leaf.data as object), ...data } }));
/** The whole act as somebody else's. */
const withActor = (at: number, actor: string): Leaf[] =>
  honest.map((leaf, i) => {
    if (leaf.meta.commandId !== honest[at]!.meta.commandId) return leaf;
    const names = i === at && 'official' in (leaf.data as object);
    return {
      ...leaf,
      meta: { ...leaf.meta, actor },
      data: names ? { ...(leaf.data as object), official: actor } : leaf.data,
    };
  });
/** The whole act as done in another capacity. */
const withCapacity = (at: number, capacity: { readonly role: string; readonly area?: string }): Leaf[] =>
  honest.map((leaf) => {
    if (leaf.meta.commandId !== honest[at]!.meta.commandId) return leaf;
    const { role: _, area: _1, ...meta } = leaf.meta;
    return { ...leaf, meta: { ...meta, ...capacity } };
  });
const dropped = (at: number): Leaf[] => recounted(honest.filter((_, i) => i !== at));
const doubled = (at: number): Leaf[] => recounted([...honest.slice(0, at + 1), honest[at]!, ...honest.slice(at + 1)]);
/** An event once more, as an act of its own with an id of its own. */
const again = (at: number): Leaf[] => {
  const id = '00000000-0000-4000-8000-000000000001';
  const copy = { ...honest[at]!, id, meta: { ...honest[at]!.meta, commandId: id } };
  return recounted([...honest.slice(0, at + 1), copy, ...honest.slice(at + 1)]);
};
const swapped = (at: number, other: number): Leaf[] =>
  recounted(honest.map((leaf, i) => (i === at ? honest[other]! : i === other ? honest[at]! : leaf)));

interface Forgery {
  readonly what: string;
  readonly leaves: () => Leaf[];
  /** Where it is found. */
  readonly index: () => number;
  readonly says: RegExp;
  readonly by?: 'rules' | 'relations';
  /** Where the first fault is found; absent: there. */
  readonly earliest?: () => number;
}

const entered = () => placeOf('ProtocolEntered', '/p');
const accepted = () => placeOf('ProtocolAccepted', '/p');
const approved = () => placeOf('ResultApproved', '', ({ official }: { official: string }) => official === 'd2');
const figures = (at: number, change: object) => ({
  figures: { ...(honest[at]!.data as { figures: object }).figures, ...change },
});

const forgeries: readonly Forgery[] = [
  {
    what: 'a ballot is moved to another candidate: the tabulation does not add up',
    leaves: () =>
      withData(
        placeOf('BallotCast', '/p', ({ choice }: { choice: string }) => choice === 'b'),
        { choice: 'a' },
      ),
    index: () => placeOf('ResultTabulated'),
    says: /ResultTabulated: \/digest is/,
    earliest: () => entered() + 1,
  },
  {
    what: 'a ballot is moved to another candidate: the protocol says otherwise, and is not flagged',
    leaves: () =>
      withData(
        placeOf('BallotCast', '/p', ({ choice }: { choice: string }) => choice === 'b'),
        { choice: 'a' },
      ),
    index: () => placeOf('ProtocolEntered', '/p', ({ entry }: { entry: number }) => entry === 2),
    says: /C14 of a fails \(6 and 5\) and is not flagged/,
    by: 'relations',
  },
  {
    what: 'a ballot is dropped: the box does not hold what it was closed with',
    leaves: () => dropped(placeOf('BallotCast', '/p')),
    index: () => placeOf('BallotBoxClosed', '/p') - 1,
    says: /BallotBoxClosed: \/ballots is 10, the rules lead to 9/,
  },
  {
    what: 'a ballot is put in: the box does not hold what it was closed with',
    leaves: () => doubled(placeOf('BallotCast', '/p')),
    index: () => placeOf('BallotCast', '/p') + 1,
    says: /stands there twice/,
  },
  {
    what: 'a ballot is put in with an id of its own',
    leaves: () => {
      const at = placeOf('BallotCast', '/p');
      const copy = { ...honest[at]!, id: '00000000-0000-4000-8000-000000000001' };
      return recounted([...honest.slice(0, at + 1), copy, ...honest.slice(at + 1)]);
    },
    index: () => placeOf('BallotBoxClosed', '/p') + 1,
    says: /BallotBoxClosed: \/ballots is 10, the rules lead to 11/,
  },
  {
    what: 'an act is dropped: who is registered was never checked',
    leaves: () => dropped(placeOf('EligibilityChecked')),
    index: () => placeOf('CandidateRegistered') - 1,
    says: /ELIGIBILITY_NOT_CHECKED/,
  },
  {
    what: 'an act is doubled',
    leaves: () => again(placeOf('CandidateRegistered')),
    index: () => placeOf('CandidateRegistered') + 1,
    says: /CANDIDATE_NOT_PENDING/,
  },
  {
    what: 'two acts are swapped: unused ballots before signatures',
    leaves: () => swapped(placeOf('SignaturesCounted', '/p'), placeOf('UnusedBallotsCancelled', '/p')),
    index: () => placeOf('SignaturesCounted', '/p'),
    says: /SIGNATURES_NOT_COUNTED/,
  },
  {
    what: 'a voice is put in',
    leaves: () => again(placeOf('ResultApproved')),
    index: () => placeOf('ResultApproved') + 1,
    says: /APPROVED_ALREADY/,
  },
  {
    what: 'somebody approves who is not in the commission',
    leaves: () => withActor(placeOf('ResultApproved'), 'stranger'),
    index: () => placeOf('ResultApproved'),
    says: /NOT_A_MEMBER/,
  },
  {
    what: 'somebody signs a protocol who is not in the commission',
    leaves: () => withActor(placeOf('ProtocolSigned', '/p'), 'stranger'),
    index: () => placeOf('ProtocolSigned', '/p'),
    says: /NOT_A_MEMBER/,
  },
  {
    what: 'a result is certified on a protocol that was not posted',
    leaves: () => dropped(placeOf('ProtocolPosted', '/q')),
    index: () => placeOf('ResultApproved') - 1,
    says: /ResultApproved is refused: PROTOCOLS_NOT_POSTED/,
    earliest: () => placeOf('ResultTabulated') - 1,
  },
  {
    what: 'an observer registers a candidate',
    leaves: () => withCapacity(placeOf('CandidateRegistered'), { role: 'observer', area: 'v' }),
    index: () => placeOf('CandidateRegistered'),
    says: /CandidateRegistered: ROLE_NOT_ENTITLED/,
  },
  {
    what: 'a precinct opens the polls of another',
    leaves: () => withCapacity(placeOf('PollsOpened', '/p'), { role: 'precinct-commission', area: 'q' }),
    index: () => placeOf('PollsOpened', '/p'),
    says: /PollsOpened: OUT_OF_SCOPE/,
  },
  {
    what: 'a commission above publishes what another conducts',
    leaves: () => withCapacity(placeOf('ResultPublished'), { role: 'territorial-commission', area: 'r' }),
    index: () => placeOf('ResultPublished'),
    says: /ResultPublished: OUT_OF_SCOPE/,
  },
  {
    what: 'somebody acts in the name of a commission that they do not sit in',
    leaves: () => withCapacity(placeOf('ResultPublished'), { role: 'territorial-commission', area: 'd' }),
    index: () => placeOf('ResultPublished'),
    says: /ResultPublished: NOT_A_MEMBER: clerk/,
  },
  {
    what: 'an area is registered by a commission that does not hold it',
    leaves: () => withCapacity(placeOf('AreaRegistered', '/v'), { role: 'territorial-commission', area: 'v' }),
    index: () => placeOf('AreaRegistered', '/v'),
    says: /AreaRegistered: OUT_OF_SCOPE/,
  },
  {
    what: 'a voice is given in the name of somebody else',
    leaves: () => withData(placeOf('ResultApproved'), { official: 'd3' }),
    index: () => placeOf('ResultApproved'),
    says: /\/official is "d3", the rules lead to "d1"/,
  },
  {
    what: 'one person is given two voices',
    leaves: () => withActor(approved(), 'd1'),
    index: approved,
    says: /APPROVED_ALREADY/,
  },
  {
    what: 'a result is certified without a quorum',
    leaves: () => dropped(placeOf('ResultApproved')),
    index: () => placeOf('ResultCertified') - 1,
    says: /ResultCertified does not follow/,
  },
  {
    what: 'another is certified than got most votes',
    leaves: () => withData(placeOf('ResultCertified'), { winner: 'b' }),
    index: () => placeOf('ResultCertified'),
    says: /\/winner is "b", the rules lead to "a"/,
  },
  {
    what: 'a certificate stands alone',
    leaves: () => {
      const commandId = '00000000-0000-4000-8000-000000000001';
      return changed(placeOf('ResultCertified'), ({ meta }) => ({ meta: { ...meta, commandId } }));
    },
    index: () => placeOf('ResultCertified') - 1,
    says: /ResultCertified is lacking/,
  },
  {
    what: 'both entries are made by the same person',
    leaves: () => withActor(entered(), 'clerk2'),
    index: () => placeOf('ProtocolEntered', '/p', ({ entry }: { entry: number }) => entry === 2),
    says: /SECOND_ENTRY_BY_THE_SAME/,
  },
  {
    what: 'figures of a protocol are changed as it is accepted',
    leaves: () => withData(accepted(), figures(accepted(), { votesAgainstAll: 0 })),
    index: accepted,
    says: /ProtocolAccepted: \/figures\/votesAgainstAll is 0, the rules lead to 1/,
  },
  {
    what: 'the figures put to the vote are changed',
    leaves: () => withData(placeOf('ResultTabulated'), { votes: { a: 7, b: 8, z: 0 } }),
    index: () => placeOf('ResultTabulated'),
    says: /ResultTabulated: \/votes\/a is 7, the rules lead to 9/,
  },
  {
    what: 'a candidate is nominated after the deadline',
    leaves: () => withData(placeOf('CandidateNominated'), { at: '2021-07-11T10:00:00+06:00' }),
    index: () => placeOf('CandidateNominated'),
    says: /NOMINATION_CLOSED/,
  },
  {
    what: 'the polls close in the night',
    leaves: () => withData(placeOf('PollsClosed', '/p'), { at: '2021-07-25T23:00:00+06:00' }),
    index: () => placeOf('PollsClosed', '/p'),
    says: /OUTSIDE_VOTING_HOURS/,
  },
  {
    what: 'an act is recorded before it was done',
    leaves: () =>
      changed(placeOf('PollsOpened', '/p'), ({ meta }) => ({
        meta: { ...meta, recordedAt: '2021-01-01T00:00:00.000Z' },
      })),
    index: () => placeOf('PollsOpened', '/p'),
    says: /ACT_IN_THE_FUTURE/,
  },
];

describe('A record with everything recomputed by whoever forged it', () => {
  test('is without a fault as long as nobody touches it', () => {
    const { rules, relations, results, replay } = replayed(honest, published);
    expect({ rules, relations, results }).toEqual({ rules: [], relations: [], results: [] });
    expect(replay.compared).toBe(true);
    expect(replay.sideBySide).toEqual([]);
  });

  test.each(forgeries.map((forgery) => [forgery.what, forgery] as const))(
    '%s',
    (_, { leaves, index, says, by, earliest }) => {
      const found = replayed(leaves())[by ?? 'rules'];
      expect(found).toContainEqual({ index: index(), message: expect.stringMatching(says) });
      // Nobody is accused of what stands before the forgery.
      expect(Math.min(...found.map((fault) => fault.index!))).toBeGreaterThanOrEqual(earliest?.() ?? index());
    },
  );
});

type Other = Pick<Leaf, 'stream' | 'type' | 'version' | 'data'> & { readonly actor?: string };

/** A record up to an act, and what another process put right before it, so many minutes before the act was begun. */
const beside = (at: number, minutes: number, events: readonly Other[]): Leaf[] => {
  const { meta, log } = honest[at]!;
  const recordedAt = new Date(Date.parse(meta.recordedAt) - minutes * 60_000).toISOString();
  const others = events.map(({ actor = meta.actor, ...event }, i): Leaf => {
    const commandId = `00000000-0000-4000-8000-00000000000${i}`;
    return {
      v: 1,
      log,
      index: 0,
      revision: 0,
      id: commandId,
      ...event,
      meta: { ...meta, actor, commandId, recordedAt },
    };
  });
  const act = honest.filter((leaf) => leaf.meta.commandId === meta.commandId);
  return recounted([...honest.slice(0, at), ...others, ...act]);
};

/** A precinct more, so that one is not counted. */
const polledAgain = [
  {
    stream: 'precinct-e/late',
    type: 'PrecinctFormed',
    version: 1,
    data: { area: 'v', name: 'Late', votersOnRoll: 10 },
  },
];
const members = ['n1', 'n2', 'n3'].map((official, i) => ({
  official,
  name: 'New',
  office: i === 0 ? 'chair' : 'member',
}));
const commission = [
  { stream: 'precinct-e/p', type: 'CompositionProposed', version: 1, data: { members, by: 'judge' }, actor: 'judge' },
  { stream: 'precinct-e/p', type: 'CommissionComposed', version: 2, data: { members } },
];

describe('An act that rests on what others changed beside it', () => {
  test.each([
    [
      'a signature of a commission that is composed anew',
      () => placeOf('ProtocolSigned', '/p'),
      commission,
      /NOT_A_MEMBER/,
    ],
    ['a voice for totals that change', () => placeOf('ResultApproved'), polledAgain, /RECORDED_SINCE_TABULATION/],
    ['a tabulation of totals that change', () => placeOf('ResultTabulated'), polledAgain, /BALLOT_BOXES_OPEN/],
  ] as const)('is admitted within a minute, and noted, and not later: %s', (_, place, events, says) => {
    const at = place();
    const act = at + events.length;
    const { rules, replay } = replayed(beside(at, 0, events));
    expect(rules.filter(({ index }) => index! > at)).toEqual([]);
    expect([...replay.sideBySide, ...replay.uncheckable]).toContain(act);
    expect(replayed(beside(at, 10, events)).rules.find(({ index }) => index! > at)).toEqual({
      index: act,
      message: expect.stringMatching(says),
    });
  });
});

describe('A flag', () => {
  test('that is taken away is missed, where it was due', async () => {
    const flagged = await flaggedRecord();
    const at = flagged.findIndex(({ type }) => type === 'DiscrepancyFlagged');
    const { relations, rules } = replayed(recounted(flagged.filter((_, i) => i !== at)));
    const second = flagged.findLastIndex(({ type }, i) => type === 'ProtocolEntered' && i < at);
    expect(relations[0]).toEqual({ index: second, message: expect.stringMatching(/C3 fails .* is not flagged/) });
    expect(rules.length).toBeGreaterThan(0);
  });

  test('with other sides, or of what does not fail, is found', async () => {
    const flagged = await flaggedRecord();
    const at = flagged.findIndex(({ type }) => type === 'DiscrepancyFlagged');
    const other = (data: object) =>
      replayed(flagged.map((leaf, i) => (i === at ? { ...leaf, data: { ...(leaf.data as object), ...data } } : leaf)));
    expect(other({ left: 99 }).relations).toEqual([
      { index: at, message: expect.stringMatching(/C3 is flagged with 99 and 9, but its sides are 8 and 9/) },
    ]);
    expect(other({ kind: 'C2' }).relations[0]).toEqual({
      index: at,
      message: expect.stringMatching(/C2 is flagged, but does not fail/),
    });
  });

  test('of a copy that differs is held against the copy', async () => {
    const at = honest.findIndex(({ type }) => type === 'ObserverCopySubmitted');
    const votes = { a: 1, b: 3, z: 0 };
    expect(replayed(withData(at, { votes })).relations).toEqual([
      { index: at, message: expect.stringMatching(/copy k1 differs, and is not said to/) },
    ]);
  });

  test('that nobody has explained is listed, without being a fault', async () => {
    const { replay } = replayed(await flaggedRecord());
    expect(replay.openErrors()).toEqual([
      { contest: 'c', precinct: 'q', relation: 'C3' },
      { contest: 'c', precinct: 'q', relation: 'C14' },
    ]);
  });
});

async function flaggedRecord(): Promise<Leaf[]> {
  const other = await HonestRecord.open();
  await other.record(...calling('kz-akim-2021'), ...standing, ...precinctDay('q', 4, 3, 1));
  const leaves = await other.leaves();
  await other.close();
  return leaves;
}

describe('What was published', () => {
  const edited = (edit: (answer: Answer) => void) => {
    const answer = JSON.parse(published) as Answer;
    edit(answer);
    return replayed(honest, JSON.stringify(answer)).results.map(({ message }) => message);
  };

  test('with a figure changed is found by contest, area and figure', () => {
    expect(edited(({ contests: [contest] }) => (contest!.areas[1]!.votes['a'] = 1))).toEqual([
      'contest c, district d: votes/a is published as 1, the record adds up to 9',
    ]);
    expect(edited(({ contests: [contest] }) => (contest!.areas[4]!.fromBallots.figures['ballotsInBoxes'] = 8))).toEqual(
      ['contest c, precinct q: fromBallots/figures/ballotsInBoxes is published as 8, the record adds up to 9'],
    );
    expect(edited(({ contests: [contest] }) => (contest!.areas[3]!.precincts['counted'] = 0))).toEqual([
      'contest c, precinct p: precincts/counted is published as 0, the record adds up to 1',
    ]);
  });

  test('before somebody moved a ballot is found to say otherwise in each place above it', () => {
    const cast = placeOf('BallotCast', '/p', ({ choice }: { choice: string }) => choice === 'b');
    const found = replayed(withData(cast, { choice: 'a' }), published).replay.results.finding('');
    const { faults, more } = found;
    const messages = faults.map(({ message }) => message);
    expect(messages).toContain('contest c, region r: fromBallots/votes/a is published as 9, the record adds up to 10');
    expect(messages).toContain('contest c, precinct p: fromBallots/votes/b is published as 3, the record adds up to 2');
    expect(messages.some((message) => message.includes('precinct q'))).toBe(false);
    expect(more).toBe(0);
  });

  test('with a digest, a status, a row or a contest changed is found', () => {
    expect(edited((answer) => (answer.digest = ''))).toEqual([expect.stringMatching(/^the election: digest is/)]);
    expect(edited(({ contests: [contest] }) => (contest!.status = 'tie'))).toEqual([
      'contest c: status is published as "tie", the record adds up to "certified"',
    ]);
    expect(edited(({ contests: [contest] }) => contest!.areas.pop())).toEqual([
      'contest c, precinct q: row is published as "not there", the record adds up to "there"',
    ]);
    expect(edited(({ contests }) => contests.pop())).toEqual([
      'contest c: contest is published as "not there", the record adds up to "there"',
    ]);
  });
});

interface Answer {
  digest: string;
  contests: {
    status: string;
    areas: {
      votes: Record<string, number>;
      precincts: Record<string, number>;
      fromBallots: { figures: Record<string, number> };
    }[];
  }[];
}
