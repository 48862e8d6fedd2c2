import { describe, expect, it } from '@jest/globals';
import type { ContestEvent } from '../../src/domain/contest/events.ts';
import { streams } from '../../src/domain/stream.ts';
import { deadlines } from '../../src/projections/deadlines/projection.ts';
import { type DeadlinesOptions, listDeadlines } from '../../src/projections/deadlines/query.ts';
import type { Happened } from '../support/history.ts';
import { foldOf, recorded } from './answers.ts';
import { area, contest, precinct } from './happenings.ts';

const called = (ruleSet: string, votingDay: string): Happened => ({
  stream: streams.election('e'),
  type: 'ElectionCalled',
  data: {
    name: { en: 'e' },
    votingDay,
    ruleSet,
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 10,
    personalSignatures: false,
    at: '2021-05-01T00:00:00Z',
  },
});
const tree = [
  area('kz', 'country', null),
  area('d', 'district', 'kz'),
  area('l', 'locality', 'd'),
  precinct('p1', 'l', null),
  contest('c', 'l'),
];
const in2021 = [called('kz-akim-2021', '2021-07-25'), ...tree];
const in2026 = [called('kz-akim-2026', '2026-11-15'), ...tree];
const of = <E extends ContestEvent>(event: E) => ({ stream: streams.contest('e', 'c'), ...event });
const digest = '0'.repeat(64);
const candidate = 'a';

const nominated = (at: string) =>
  of({ type: 'CandidateNominated', data: { candidate, name: 'A', nominatedBy: 'self', party: null, at } });
const refused = (at: string) =>
  of({ type: 'RegistrationRefused', data: { candidate, ground: 'OTHER_BY_LAW', reason: 'Why', at } });
const appealed = (at: string) =>
  of({ type: 'RegistrationAppealed', data: { candidate, reason: 'Why', evidence: digest, at } });
const decided = (at: string) =>
  of({ type: 'AppealDecided', data: { candidate, granted: true, reason: 'Why', decidedBy: 'kz', at } });
const registered = (at: string) => of({ type: 'CandidateRegistered', data: { candidate, at } });
const prolonged = (votingDay: string, at: string) =>
  of({ type: 'ContestProlonged', data: { votingDay, reason: 'Why', at } });
const certified = (at: string) =>
  of({ type: 'ResultCertified', data: { position: 9, digest, winner: 'a', votes: 2, at, checkpoint: null } });
const tie = (at: string) =>
  of({ type: 'TieDeclared', data: { position: 9, digest, candidates: ['a', 'b'], votes: 2, at } });
const invalidated = (at: string) =>
  of({
    type: 'ContestInvalidated',
    data: { reason: 'Why', evidence: digest, proposedBy: 'o1', official: 'o2', at },
  });

const viewAfter = async (...history: Happened[]) => foldOf(await recorded(history)).view(deadlines);

/** Each deadline by its code, as it stands on that day: until when, and how. */
async function standing(on: string, ...history: Happened[]) {
  const { deadlines: rows } = listDeadlines(await viewAfter(...history), 'e', on)!;
  return Object.fromEntries(rows.map(({ code, due, status }) => [code, `${status} ${due.local}`]));
}

const early = '2021-06-01T10:00:00+06:00';

describe('The deadlines of a contest', () => {
  it('run from its call, by the voting day', async () => {
    expect(await standing(early, ...in2021)).toEqual({
      'c/nomination': 'due 2021-07-10T18:00:00',
      'c/prolongation': 'due 2021-08-09T24:00:00',
      'c/registration': 'due 2021-07-15T18:00:00',
      'c/result-established': 'due 2021-07-28T24:00:00',
      'c/withdrawal': 'due 2021-07-23T24:00:00',
    });
  });

  it.each([
    ['until its last second', '2021-07-28T23:59:59+06:00', 'due'],
    ['and is overdue a second later', '2021-07-29T00:00:00+06:00', 'overdue'],
  ])('are due, as the result is, %s', async (_, on, status) => {
    expect((await standing(on, ...in2021))['c/result-established']).toBe(`${status} 2021-07-28T24:00:00`);
  });

  it.each([
    ['in time', '2021-07-28T23:59:59+06:00', 'done'],
    ['late', '2021-07-29T00:00:00+06:00', 'late'],
  ])('are met by what is done %s, whenever they are looked at', async (_, at, status) => {
    for (const on of [early, '2031-01-01T00:00:00Z']) {
      for (const end of [certified(at), tie(at)]) {
        expect((await standing(on, ...in2021, end))['c/result-established']).toBe(`${status} 2021-07-28T24:00:00`);
      }
    }
  });

  it('are met by the first act: a result that is certified again later was established in time', async () => {
    const again = [certified('2021-07-28T10:00:00+06:00'), certified('2021-08-02T10:00:00+06:00')];
    expect((await standing(early, ...in2021, ...again))['c/result-established']).toBe('done 2021-07-28T24:00:00');
  });

  it('that are rights lapse when nobody uses them, and nobody owes anything', async () => {
    const stand = await standing('2021-08-20T00:00:00Z', ...in2021, nominated('2021-07-10T18:00:00+06:00'));
    expect(stand['c/nomination']).toMatch(/^done/);
    for (const right of ['registration', 'withdrawal', 'prolongation']) expect(stand[`c/${right}`]).toMatch(/^lapsed/);
  });

  it('say their last moment as an instant too', async () => {
    const { deadlines: rows } = listDeadlines(await viewAfter(...in2021), 'e', early)!;
    const utc = Object.fromEntries(rows.map(({ deadline, due }) => [deadline, due.utc]));
    expect(utc['nomination']).toBe('2021-07-10T12:00:00.000Z');
    expect(utc['withdrawal']).toBe('2021-07-23T18:00:00.000Z');
  });

  it('move with an extension of nomination', async () => {
    const until = '2021-07-15T12:00:00Z';
    const extended = of({ type: 'NominationExtended', data: { until, reason: 'Few', at: early } });
    expect((await standing(early, ...in2021, extended))['c/nomination']).toBe('due 2021-07-15T18:00:00');
  });

  it('start anew when it is put off, but for the limit of that', async () => {
    const at = '2021-07-16T10:00:00+06:00';
    const history = [...in2021, nominated('2021-07-01T10:00:00+06:00'), prolonged('2021-08-01', at)];
    expect(await standing(at, ...history)).toEqual({
      'c/nomination': 'due 2021-07-17T18:00:00',
      'c/prolongation': 'done 2021-08-09T24:00:00',
      'c/registration': 'due 2021-07-22T18:00:00',
      'c/result-established': 'due 2021-08-04T24:00:00',
      'c/withdrawal': 'due 2021-07-30T24:00:00',
    });
  });

  it('of the appeal and its decision run for each candidate, from the refusal and from the appeal', async () => {
    const on = '2021-07-20T00:00:00Z';
    const refusal = refused('2021-07-12T10:00:00+06:00');
    expect((await standing(early, ...in2021, nominated(early), refusal))['c/appeal/a']).toBe('due 2021-07-15T24:00:00');
    expect((await standing(on, ...in2021, nominated(early), refusal))['c/appeal/a']).toMatch(/^lapsed/);
    const appeal = [...in2021, nominated(early), refusal, appealed('2021-07-13T10:00:00+06:00')];
    expect(await standing(on, ...appeal)).toMatchObject({
      'c/appeal/a': 'done 2021-07-15T24:00:00',
      'c/appeal-decision/a': 'overdue 2021-07-16T24:00:00',
    });
    const late = await standing(on, ...appeal, decided('2021-07-17T00:00:00+06:00'));
    expect(late['c/appeal-decision/a']).toBe('late 2021-07-16T24:00:00');
    const intime = await standing(on, ...appeal, decided('2021-07-16T23:59:59+06:00'));
    expect(intime['c/appeal-decision/a']).toBe('done 2021-07-16T24:00:00');
  });

  it('of registration is not met by an appeal that is granted after it', async () => {
    const on = '2021-07-20T00:00:00Z';
    const restored = await standing(on, ...in2021, nominated(early), registered('2021-07-17T10:00:00+06:00'));
    expect(restored['c/registration']).toBe('lapsed 2021-07-15T18:00:00');
  });

  it('of publication and of the akim run from the vote once there is a certificate, as the rule set has them', async () => {
    const on = '2026-11-16T10:00:00+05:00';
    const in2026After = await standing(on, ...in2026, certified('2026-11-16T09:00:00+05:00'));
    expect(in2026After).toMatchObject({
      'c/result-published': 'due 2026-11-22T24:00:00',
      'c/akim-registered': 'due 2026-11-22T24:00:00',
    });
    const in2021After = await standing(on, ...in2021, certified('2021-07-26T09:00:00+06:00'));
    expect(in2021After['c/akim-registered']).toBe('overdue 2021-08-01T24:00:00');
    expect(in2021After['c/result-published']).toBeUndefined();
    const published = of({ type: 'ResultPublished', data: { where: 'Here', at: '2026-11-23T00:00:00+05:00' } });
    const akim = of({ type: 'AkimRegistered', data: { candidate, at: '2026-11-22T23:59:59+05:00' } });
    expect(await standing(on, ...in2026, certified('2026-11-16T09:00:00+05:00'), published, akim)).toMatchObject({
      'c/result-published': 'late 2026-11-22T24:00:00',
      'c/akim-registered': 'done 2026-11-22T24:00:00',
    });
  });

  it('of the repeat runs from a tie, or when the contest is void, and then nothing else does', async () => {
    const on = '2021-12-01T00:00:00Z';
    const at = '2021-07-26T10:00:00+06:00';
    const due = 'lapsed 2021-08-25T24:00:00';
    expect((await standing(on, ...in2021, tie(at)))['c/repeat']).toBe(due);
    const stand = await standing(on, ...in2021, certified(at), invalidated(at));
    expect(stand).toMatchObject({ 'c/repeat': due, 'c/akim-registered': expect.stringMatching(/^lapsed/) });
    const repeat = of({ type: 'RepeatElectionCalled', data: { votingDay: '2021-08-20', heldIn: null, at } });
    expect((await standing(on, ...in2021, tie(at), repeat))['c/repeat']).toMatch(/^done/);
    expect((await standing(on, ...in2021, invalidated(at)))['c/result-established']).toMatch(/^lapsed/);
  });

  it('of a repeat voting have no nomination and no registration', async () => {
    const [call] = [contest('c2', 'l')];
    const repeats = { election: 'before', contest: 'c', candidates: ['a', 'b'] };
    const again = { ...call!, data: { ...(call as { data: object }).data, repeats } } as Happened;
    const { deadlines: rows } = listDeadlines(await viewAfter(...in2021, again), 'e', early, { contest: 'c2' })!;
    expect(rows.map(({ deadline }) => deadline)).toEqual(['prolongation', 'result-established', 'withdrawal']);
  });
});

describe('The deadlines of a precinct', () => {
  const close: Happened = {
    stream: streams.precinct('e', 'p1'),
    type: 'PollsClosed',
    data: { at: '2021-07-25T20:00:00+06:00' },
  };
  const posted = (at: string): Happened => ({
    stream: streams.protocol('e', 'c', 'p1'),
    type: 'ProtocolPosted',
    data: { place: 'The door', members: 5, at },
  });

  it('run for twelve hours from the close of its polls, in each contest that it votes in', async () => {
    expect(await standing('2021-07-26T08:00:00+06:00', ...in2021, contest('far', 'd'), close)).toMatchObject({
      'c/recount/p1': 'due 2021-07-26T08:00:00',
      'c/protocol-posted/p1': 'due 2021-07-26T08:00:00',
      'far/protocol-posted/p1': 'due 2021-07-26T08:00:00',
    });
    expect(await standing('2021-07-26T08:00:01+06:00', ...in2021, close)).toMatchObject({
      'c/recount/p1': expect.stringMatching(/^lapsed/),
      'c/protocol-posted/p1': expect.stringMatching(/^overdue/),
    });
  });

  it.each([
    ['2021-07-26T08:00:00+06:00', 'done'],
    ['2021-07-26T08:00:01+06:00', 'late'],
  ])('are met when its protocol is posted at %s: %s', async (at, status) => {
    const stand = await standing(early, ...in2021, close, posted(at));
    expect(stand['c/protocol-posted/p1']).toBe(`${status} 2021-07-26T08:00:00`);
  });

  it('are none where the rule set says nothing of the count', async () => {
    const stand = await standing(early, called('plurality', '2021-07-25'), ...tree, close);
    expect(stand).toEqual({});
  });
});

describe('Deadlines', () => {
  const history = [...in2021, contest('b', 'd'), contest('a', 'kz')];
  const codes = async (options: DeadlinesOptions, on = early) => {
    const { deadlines: rows, next } = listDeadlines(await viewAfter(...history), 'e', on, options)!;
    return [rows.map(({ code }) => code), next];
  };

  it('are listed by contest, by area and those above, and by status', async () => {
    expect((await codes({ contest: 'b' }))[0]).toHaveLength(5);
    expect((await codes({ area: 'l' }))[0]).toHaveLength(5);
    expect((await codes({ area: 'd' }))[0]).toHaveLength(10);
    expect((await codes({ area: 'kz' }))[0]).toHaveLength(15);
    const on = '2021-07-29T00:00:00+06:00';
    expect((await codes({ status: 'overdue' }, on))[0]).toEqual(['a', 'b', 'c'].map((c) => `${c}/result-established`));
    expect((await codes({ status: 'overdue', area: 'l' }, on))[0]).toEqual(['c/result-established']);
  });

  it('are listed page by page', async () => {
    const [first, next] = await codes({ limit: 8 });
    const [second, end] = await codes({ limit: 8, after: next as string });
    expect(end).toBeNull();
    expect([...first!, ...second!]).toEqual((await codes({}))[0]);
  });

  it('of an election that nobody called are none, and of one that is unknown there is no answer', async () => {
    expect(listDeadlines(await viewAfter(...tree), 'e', early)!.deadlines).toEqual([]);
    expect(listDeadlines(await viewAfter(...tree), 'x', early)).toBeUndefined();
  });

  it('have a digest that knows no clock', async () => {
    const view = await viewAfter(...history);
    const [now, later] = [early, '2031-01-01T00:00:00Z'].map((on) => listDeadlines(view, 'e', on)!);
    expect(later!.digest).toBe(now!.digest);
    expect(later!.deadlines.map(({ status }) => status)).not.toEqual(now!.deadlines.map(({ status }) => status));
  });
});
