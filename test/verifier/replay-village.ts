import { randomUUID } from 'node:crypto';
import { by, type Wish } from './replay-record.ts';

/** A village that elects its akim, in two precincts: what its commissions ask for, from the call to the publication. */

const election = 'e';
const target = { election };
const contest = { election, contest: 'c' };
const name = { en: 'Name' };
const hash = 'ab'.repeat(32);
const reason = 'As the commission found';
const day = '2021-07-25';
const on = (time: string) => ({ at: `${day}T${time}:00+06:00` });
const clerk = by('clerk');
const judge = by('judge', 'r');

export type Rules = 'kz-akim-2021' | 'kz-akim-2026' | 'plurality';

const wish = (command: string, of: object, input: object = {}, who = clerk): Wish => ({
  name: command,
  target: of,
  input,
  by: who,
});

const commission = (of: string) =>
  [1, 2, 3].map((n) => ({ official: `${of}${n}`, name: `Member ${n}`, office: n === 1 ? 'chair' : 'member' }));

const recompose = (command: 'ProposeComposition' | 'ConfirmComposition', of: object, as: string, who: string): Wish =>
  wish(command, of, { members: commission(as) }, by(who));

export function calling(ruleSet: Rules): Wish[] {
  const called = { name, votingDay: day, ruleSet, timeZone: 'Asia/Almaty', minimumBallotBatch: 2 };
  const area = (code: string, level: string, parent: string | null) =>
    wish('RegisterArea', { election, area: code }, { level, parent, name });
  return [
    wish('CallElection', target, { ...called, at: '2021-05-01T10:00:00+06:00' }),
    area('r', 'region', null),
    area('d', 'district', 'r'),
    area('v', 'locality', 'd'),
    wish('ComposeCommission', { election, area: 'd' }, { members: commission('d') }),
    ...['p', 'q'].flatMap((precinct) => [
      wish('FormPrecinct', { election, precinct }, { area: 'v', name: precinct, votersOnRoll: 100 }),
      wish('ComposeCommission', { election, precinct }, { members: commission(precinct) }),
    ]),
    wish('CallContest', contest, {
      area: 'v',
      commission: 'd',
      name,
      againstAll: true,
      at: '2021-05-02T10:00:00+06:00',
    }),
  ];
}

export const nominate = (candidate: string, nominatedBy = 'party'): Wish =>
  wish(
    'NominateCandidate',
    { ...contest, candidate },
    {
      name: `Candidate ${candidate}`,
      nominatedBy,
      party: nominatedBy === 'party' ? 'Party' : null,
      at: '2021-06-20T10:00:00+06:00',
    },
  );
const check = (candidate: string, eligible = true) =>
  wish('CheckEligibility', { ...contest, candidate }, { eligible, at: '2021-06-21T10:00:00+06:00' });
export const register = (candidate: string, at = '2021-06-22T10:00:00+06:00'): Wish =>
  wish('RegisterCandidate', { ...contest, candidate }, { at });

export const standing: readonly Wish[] = [
  ...['a', 'b', 'z'].flatMap((candidate) => [nominate(candidate), check(candidate), register(candidate)]),
  wish('ApproveBallotText', contest, { at: '2021-07-20T10:00:00+06:00' }),
];

const place = (precinct: string) => ({ election, precinct });
const papers = (precinct: string) => ({ ...contest, precinct });

export const polls = (precinct: string): Wish[] => [
  wish('ReceiveRoll', place(precinct), { votersOnRoll: 90, ...on('06:00') }),
  wish('OpenPolls', place(precinct), on('07:00')),
  wish('ReportTurnout', place(precinct), { hour: 10, ballotsIssued: 5, ...on('10:01') }),
  wish('ReportTurnout', place(precinct), { hour: 20, ballotsIssued: 9, ...on('20:00') }),
  wish('ClosePolls', place(precinct), on('20:00')),
];

/** Ballots for a and b; of the box, one invalid and one against all besides. */
export const box = (precinct: string, a: number, b: number): Wish[] => [
  wish('SealBallotBox', papers(precinct), on('06:30')),
  wish('RecordBallots', papers(precinct), {
    batch: randomUUID(),
    choices: [...Array<string>(a).fill('a'), ...Array<string>(b).fill('b')],
  }),
  wish('RecordBallots', papers(precinct), {
    batch: randomUUID(),
    choices: ['against-all', 'invalid:unsigned'],
    last: true,
  }),
];

export const count = (precinct: string, a: number, b: number): Wish[] => [
  wish('CountSignatures', papers(precinct), { ballotsIssued: a + b + 2, ...on('20:20') }),
  wish('CancelUnusedBallots', papers(precinct), { ballotsUnused: 90 - a - b - 2, ballotsSpoiled: 0, ...on('20:40') }),
  wish('OpenMobileBox', papers(precinct), { box: 'm', requests: 1, ballots: 1, ...on('20:50') }),
  wish('OpenStationaryBox', papers(precinct), { box: 's', ballots: a + b + 1, ...on('21:00') }),
];

/** A paper that keeps every relation; `off`: so many votes more are given to a than the ballots say. */
const paper = (a: number, b: number, off: number) => ({
  figures: {
    votersOnRoll: 90,
    ballotsReceived: 90,
    ballotsIssued: a + b + 2,
    ballotsIssuedOutside: 1,
    ballotsIssuedAbsentee: 0,
    ballotsUnused: 90 - a - b - 2,
    ballotsSpoiled: 0,
    ballotsInMobileBoxes: 1,
    ballotsInBoxes: a + b + 2,
    ballotsInvalid: 1,
    ballotsValid: a + b + 1,
    votesAgainstAll: 1,
  },
  votes: { a: a + off, b, z: 0 },
});

export const enter = (precinct: string, official: string, a: number, b: number, off = 0): Wish =>
  wish('EnterProtocol', papers(precinct), { ...paper(a, b, off), ...on('22:00') }, by(official));
const sign = (precinct: string, official: string) => wish('SignProtocol', papers(precinct), on('22:30'), by(official));
export const explain = (precinct: string, kind: string, subject = ''): Wish =>
  wish('ExplainDiscrepancy', papers(precinct), { kind, subject, explanation: reason, ...on('23:30') });
const copy = (precinct: string, a: number, b: number, code: string, off = 0) =>
  wish('SubmitObserverCopy', papers(precinct), { copy: code, ...paper(a, b, off), sha256: hash, ...on('23:00') });
const propose = (precinct: string, correction: string, who = 'd1') =>
  wish('ProposeCorrection', papers(precinct), { correction, reason, evidence: hash, ...on('23:40') }, by(who));
const confirm = (precinct: string, correction: string, who = 'd2') =>
  wish('ConfirmCorrection', { ...papers(precinct), correction }, on('23:45'), by(who));

export const writing = (precinct: string, a: number, b: number, off = 0): Wish[] => [
  enter(precinct, 'clerk1', a, b, off),
  enter(precinct, 'clerk2', a, b, off),
  sign(precinct, `${precinct}1`),
  sign(precinct, `${precinct}2`),
  wish('PostProtocol', papers(precinct), { place: 'At the door', ...on('22:40') }),
];

export const precinctDay = (precinct: string, a: number, b: number, off = 0): Wish[] => [
  ...polls(precinct),
  ...box(precinct, a, b),
  ...count(precinct, a, b),
  ...writing(precinct, a, b, off),
  copy(precinct, a, b, 'k1', off),
];

const after = '2021-07-27T10:00:00+06:00';
export const tabulate = wish('TabulateResult', contest, { at: after });
export const repeat = (votingDay: string, heldIn: string | null): Wish =>
  wish('CallRepeat', contest, { votingDay, heldIn, at: '2021-07-28T10:00:00+06:00' });
/** A voice for the tabulation at that position. */
export const approve = (official: string, position: number): Wish =>
  wish('ApproveResult', contest, { position, at: after }, by(official));
export const publish = wish('PublishResult', contest, { where: 'The newspaper', at: after });
export const registerAkim = (candidate: string): Wish => wish('RegisterAkim', contest, { candidate, at: after });

/** Anything that might be asked at any time, sensible or not; `n` chooses. */
export function anything(n: number): Wish {
  const pick = <T>(...of: readonly T[]): T => of[n % of.length]!;
  const precinct = ['p', 'q', 'q', 'x'][n % 4]!;
  const candidate = ['a', 'b', 'z', 'y'][(n >> 2) % 4]!;
  const official = ['d1', 'd2', 'd3', 'p1', 'p2', 'clerk1', 'clerk2', 'clerk3'][(n >> 3) % 8]!;
  const [a, b] = [2 + (n % 3), 2 + ((n >> 1) % 3)];
  const seat = { ...contest, candidate };
  const july = {
    at: pick('2021-07-18T10:00:00+06:00', '2021-07-21T10:00:00+06:00', '2021-06-25T10:00:00+06:00', after),
  };
  const correction = pick(
    'recount-by-order',
    'recount-by-precinct',
    'invalidation',
    'recount-by-order',
    'invalidation',
  );
  const all: Wish[] = [
    ...box(precinct, a, b),
    ...count(precinct, a, b),
    ...polls(precinct),
    ...Array.from({ length: 3 }, () => enter(precinct, official, a, b, n % 2)),
    ...Array.from({ length: 3 }, () => enter(precinct, official, 3, 2, n % 2)),
    sign(precinct, `${precinct}${1 + (n % 3)}`),
    wish('PostProtocol', papers(precinct), { place: 'At the door', ...on('22:40') }),
    wish('DiscardProtocolEntry', papers(precinct), { entry: 1 + (n % 2), reason, ...on('22:10') }, by(official)),
    wish('ExamineProtocol', papers(precinct), on('22:50')),
    explain(precinct, pick('C1', 'C2', 'C3', 'C11', 'C14', 'observer-copy'), pick('', 'a', 'b', 'k2', 'k3')),
    explain(precinct, 'C3'),
    explain(precinct, 'C14', 'a'),
    explain(precinct, 'observer-copy', 'k2'),
    copy(precinct, a, b, pick('k1', 'k2', 'k3'), n % 3),
    wish('IssueProtocolCopy', papers(precinct), { copy: pick('k1', 'k2'), to: 'observer', ...on('22:50') }),
    wish('AttachObserverAct', papers(precinct), { act: pick('a1', 'a2'), sha256: hash, about: reason, ...on('22:55') }),
    ...Array.from({ length: 3 }, () => propose(precinct, correction, official)),
    ...Array.from({ length: 3 }, () => confirm(precinct, correction, official)),
    recompose('ProposeComposition', place(precinct), pick(precinct, 'n'), 'clerk'),
    recompose('ConfirmComposition', place(precinct), pick(precinct, 'n'), pick('clerk', 'judge')),
    recompose('ProposeComposition', { election, area: 'd' }, pick('d', 'n', 'd', 'd'), 'clerk'),
    recompose('ConfirmComposition', { election, area: 'd' }, pick('d', 'n', 'd', 'd'), pick('clerk', 'judge')),
    wish('RegisterArea', { election, area: pick('w', 's') }, { level: 'locality', parent: pick('v', 'd', 'r'), name }),
    wish('FormPrecinct', place(pick('x', 'y')), { area: pick('v', 'w'), name: 'Late', votersOnRoll: null }),
    nominate(candidate, pick('party', 'self', 'akim')),
    check(candidate, n % 3 > 0),
    register(candidate),
    wish('VerifySignatures', seat, { valid: n % 100, votersInConstituency: 1000, at: july.at }),
    wish('RefuseRegistration', seat, { ground: 'OTHER_BY_LAW', reason, at: '2021-06-23T10:00:00+06:00' }),
    wish('WithdrawCandidate', seat, july),
    wish('RevokeNomination', seat, { reason, ...july }),
    wish('CancelRegistration', seat, { ground: 'OTHER_BY_LAW', reason, at: '2021-07-21T09:00:00+06:00' }),
    wish('AppealRegistration', seat, { reason, evidence: hash, at: '2021-06-24T10:00:00+06:00' }),
    wish('DecideAppeal', seat, { granted: n % 2 === 0, reason, at: '2021-06-25T10:00:00+06:00' }, judge),
    wish('AppealRegistration', seat, { reason, evidence: hash, at: '2021-07-21T10:00:00+06:00' }),
    wish('DecideAppeal', seat, { granted: n % 2 === 0, reason, at: '2021-07-22T10:00:00+06:00' }, judge),
    wish('ExtendNomination', contest, { until: '2021-07-12T18:00:00+06:00', reason, at: '2021-07-10T10:00:00+06:00' }),
    wish('ProlongContest', contest, { votingDay: '2021-08-01', reason, at: '2021-07-22T10:00:00+06:00' }),
    wish('ApproveBallotText', contest, { at: '2021-07-22T10:00:00+06:00' }),
    wish('OpenPolls', place(precinct), { contest: 'c', at: '2021-08-01T07:00:00+06:00' }),
    wish('ClosePolls', place(precinct), { contest: 'c', at: '2021-08-01T20:00:00+06:00' }),
    tabulate,
    tabulate,
    publish,
    registerAkim(candidate),
    wish('ProposeInvalidation', contest, { reason, evidence: hash, at: after }, by(official)),
    wish('InvalidateContest', contest, { at: after }, by(official)),
    repeat('2021-08-20', pick('again', null)),
  ];
  return all[Math.floor(n / 64) % all.length]!;
}

/** What may become of a paper that was accepted: acts that belong together, so that they mostly succeed. */
export function afterwards(n: number): Wish[] {
  const precinct = n % 2 ? 'p' : 'q';
  const [a, b, off] = [2 + (n % 4), 2 + ((n >> 2) % 4), (n >> 4) % 2];
  const explained = [explain(precinct, 'C3'), explain(precinct, 'C14', 'a'), explain(precinct, 'C14', 'b')];
  const read = [enter(precinct, 'clerk1', a, b, off), enter(precinct, 'clerk2', a, b, off)];
  const corrected = (correction: string) => [propose(precinct, correction), confirm(precinct, correction)];
  const all: Wish[][] = [
    [...corrected('recount-by-order'), ...read],
    [...corrected('recount-by-order'), enter(precinct, 'clerk1', a, b), enter(precinct, 'clerk3', a + 1, b, off)],
    [wish('DiscardProtocolEntry', papers(precinct), { entry: 1 + (n % 2), reason, ...on('22:10') }, by('judge'))],
    corrected('recount-by-precinct'),
    read,
    corrected('invalidation'),
    explained,
    [...explained, explain(precinct, 'C14', 'invalid'), explain(precinct, 'C14', 'against-all')],
    [explain(precinct, 'C2'), explain(precinct, 'C5'), explain(precinct, 'C11')],
    [copy(precinct, a, b, `k${n}`, off), explain(precinct, 'observer-copy', `k${n}`)],
    [copy(precinct, a, b, `k${n}`, off)],
    [
      recompose('ProposeComposition', place(precinct), 'n', 'clerk'),
      recompose('ConfirmComposition', place(precinct), 'n', 'judge'),
    ],
    [wish('ExamineProtocol', papers(precinct), on('22:50'))],
    [sign(precinct, `${precinct}3`), wish('PostProtocol', papers(precinct), { place: 'There', ...on('22:45') })],
    [wish('CloseBallotBox', papers(precinct), on('21:30'))],
    [tabulate],
  ];
  return all[(n >> 5) % all.length]!;
}
