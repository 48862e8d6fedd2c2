import { type AreaCommand, areaDecider } from '../../src/domain/area/decider.ts';
import { areaEvents } from '../../src/domain/area/events.ts';
import { type BallotBoxCommand, ballotBoxDecider } from '../../src/domain/ballot-box/decider.ts';
import { ballotBoxEvents } from '../../src/domain/ballot-box/events.ts';
import type { CommissionCommand } from '../../src/domain/composition.ts';
import type { ContestCommand } from '../../src/domain/contest/commands.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { contestEvents } from '../../src/domain/contest/events.ts';
import { type ElectionCommand, electionDecider } from '../../src/domain/election/decider.ts';
import { electionEvents } from '../../src/domain/election/events.ts';
import { type LogCommand, logDecider } from '../../src/domain/log/decider.ts';
import { logEvents } from '../../src/domain/log/events.ts';
import { type PrecinctCommand, precinctDecider } from '../../src/domain/precinct/decider.ts';
import { precinctEvents } from '../../src/domain/precinct/events.ts';
import { protocolDecider } from '../../src/domain/protocol/decider.ts';
import { protocolEvents } from '../../src/domain/protocol/events.ts';
import { stageOf } from '../../src/domain/protocol/state.ts';
import { actsIn, evidence, reason } from '../domain/contest-acts.ts';
import { commissionOf, done, in2021, in2026 } from '../domain/elections.ts';
import { actsWith, count, corrected, reading } from '../domain/protocol-acts.ts';
import { repeat, tabulate, voices } from '../domain/result-acts.ts';
import { type Arrow, arrowsOf, type Machine } from './state-diagrams.ts';

/** A stream kind, where its README is, and the arrows of its machine. */
export interface Drawn {
  readonly folder: string;
  readonly types: readonly string[];
  readonly arrows: readonly Arrow[];
}

function drawn<C, S, E extends { readonly type: string }>(folder: string, machine: Machine<C, S, E>): Drawn {
  return { folder, types: machine.types, arrows: arrowsOf(machine) };
}

const name = { kk: 'Ақжар' };
const facts = { election: in2021 };
const at = '2021-07-25T10:00:00+06:00';

const callElection: ElectionCommand = {
  type: 'CallElection',
  name,
  votingDay: in2021.votingDay,
  ruleSet: in2021.rules.id,
  timeZone: in2021.timeZone,
  ...done(at),
};

const members = commissionOf(3);
const key = { official: 'm1', key: `${'a'.repeat(42)}A=`, by: 'm1' };
const commission: CommissionCommand[] = [
  { type: 'ComposeCommission', members },
  { type: 'ProposeComposition', members, by: 'm1' },
  { type: 'ConfirmComposition', members, by: 'm2' },
  { type: 'ProposeMemberKey', ...key },
  { type: 'ConfirmMemberKey', ...key, by: 'm2' },
  { type: 'ProposeKeyRevocation', ...key, reason },
  { type: 'RevokeMemberKey', ...key, by: 'm3' },
];
const area: AreaCommand[] = [
  { type: 'RegisterArea', level: 'country', parent: null, name, facts: { ...facts, parent: undefined } },
  ...commission,
];

const precinct: PrecinctCommand[] = [
  {
    type: 'FormPrecinct',
    area: '63',
    name: 'School',
    votersOnRoll: null,
    facts: { ...facts, area: { level: 'region', parent: null } },
  },
  ...commission,
  { type: 'ReceiveRoll', votersOnRoll: 90, ...done(at) },
  { type: 'OpenPolls', ...done('2021-07-25T07:00:00+06:00'), facts },
  { type: 'ReportTurnout', hour: 10, ballotsIssued: 5, ...done(at), facts },
  { type: 'ClosePolls', ...done('2021-07-25T20:00:00+06:00'), facts },
];

const box = { ...facts, precinct: { area: '63', closed: true, members: [] }, lines: ['a', 'b'] };
const night = done('2021-07-25T21:00:00+06:00');
const ten = Array.from({ length: 10 }, () => 'a');
const batch = '00000000-0000-4000-8000-000000000001';
const ballotBox: BallotBoxCommand[] = [
  { type: 'SealBallotBox', ...night, facts: { ...box, inConstituency: true, decided: false } },
  { type: 'RecordBallots', batch, choices: ten, last: false, ...night, facts: box },
  { type: 'CloseBallotBox', ...night, facts: box },
];

const acts = actsIn(in2021);
const { call, nominate, check, verify, register, approveText } = acts;
const standing = ['a', 'b', 'c'].flatMap((code) => [nominate(code), check(code), register(code)]);
const closed = '2021-07-20T10:00:00+06:00';
const propose: ContestCommand = {
  type: 'ProposeInvalidation',
  reason,
  evidence,
  official: 'm1',
  ...done(closed),
  facts,
};
const invalidate: ContestCommand = { type: 'InvalidateContest', official: 'm2', ...done(closed), facts };
const later = '2021-07-27T10:00:00+06:00';
const publish: ContestCommand = { type: 'PublishResult', where: 'The gazette', ...done(later), facts };
const registerAkim: ContestCommand = { type: 'RegisterAkim', candidate: 'a', ...done(later), facts };
const again = { position: 120, changedAt: 110 };
const tie = { votes: { a: 5, b: 5, c: 1 } };
const voted = [call(), ...standing, approveText(), tabulate()];
const refusedAt = '2021-07-14T10:00:00+06:00';
const refused = [call(), ...standing.slice(0, 6), nominate('c'), acts.refuse('c', refusedAt)];
const contestWalks: ContestCommand[][] = [
  [...voted, ...voices(4), publish, registerAkim],
  [...voted, ...voices(4), registerAkim],
  [...voted, ...voices(4), propose, invalidate, repeat('2021-08-10')],
  [...voted.slice(0, -1), tabulate(tie), ...voices(4), repeat('2021-08-10')],
  [...voted.slice(0, -1), propose, invalidate],
  [...voted, propose, invalidate],
  [...voted.slice(0, -1), tabulate(tie), ...voices(4), propose, invalidate],
  // In 2026 a tie is voted again.
  [
    actsIn(in2026).call(),
    ...standing,
    approveText(),
    tabulate(tie, in2026),
    ...voices(4, { election: in2026 }),
    repeat('2026-12-10', in2026),
  ],
  [call(), nominate('a'), check('a'), register('a')],
  [...voted.slice(0, -1), acts.withdraw('a', closed), acts.cancel('b', closed)],
  [...refused, acts.appeal('c', refusedAt), approveText(undefined, closed)],
  [call(), ...standing, acts.cancel('c', refusedAt), acts.appeal('c', refusedAt)],
  [
    call(),
    ...standing,
    nominate('d'),
    approveText(undefined, closed),
    acts.cancel('c', refusedAt),
    acts.appeal('c', refusedAt),
    tabulate(),
  ],
];
const contestAsked: ContestCommand[] = [
  call(),
  nominate('d'),
  verify('d', 1, 1),
  acts.extend('2021-07-12T18:00:00+06:00'),
  approveText(),
  register('a'),
  ...['a', 'd'].flatMap((code) => [verify(code, 1, 1), check(code), acts.refuse(code, refusedAt)]),
  acts.withdraw('a'),
  acts.revoke('a'),
  acts.cancel('a', refusedAt),
  acts.appeal('c', refusedAt),
  acts.decideAppeal('c', { at: closed }),
  acts.decideAppeal('c', { granted: false, at: closed }),
  acts.prolong('2021-08-01', closed),
  tabulate(),
  tabulate(again),
  voices(1)[0]!,
  voices(4)[3]!,
  propose,
  invalidate,
  publish,
  registerAkim,
  repeat('2021-08-10'),
];

const paper = actsWith();
const differing = reading({ ballotsInvalid: 5 });
const read = [...count, paper.enter('clerk-1'), paper.enter('clerk-2')];
const protocolWalks = [
  [...read, paper.issueCopy(), paper.submitCopy({ a: 211 }), paper.sign('m1'), paper.sign('m2'), paper.post()],
  [...count, paper.enter('clerk-1'), paper.enter('clerk-2', differing), paper.discard('clerk-3', 2)],
  [...count, paper.enter('clerk-1', differing), paper.enter('clerk-2', differing)],
  [...read, ...corrected('recount-by-precinct'), paper.enter('clerk-1'), paper.enter('clerk-2', differing)],
  [...read, ...corrected('recount-by-order'), paper.enter('clerk-1'), paper.enter('clerk-2')],
  [...read, ...corrected('invalidation')],
  [...count.slice(0, 2), paper.openMobile('mobile-2', 3, 4, 'ab'.repeat(32))],
];
const protocolAsked = [
  ...count,
  paper.enter('clerk-3'),
  paper.enter('clerk-3', differing),
  paper.discard('clerk-3', 1),
  paper.examine(),
  paper.explain('C2'),
  paper.sign('m3'),
  paper.post(),
  paper.issueCopy('copy-2'),
  paper.submitCopy({ a: 1 }, {}, 'copy-3'),
  paper.attachAct(),
  ...corrected('invalidation'),
];

const log: LogCommand[] = [
  { type: 'ProposeWitnessPolicy', policy: 'quorum none', by: 'm1' },
  { type: 'AdoptWitnessPolicy', policy: 'quorum none', by: 'm2' },
  { type: 'ProposeSigningKeys', keys: ['k'], by: 'm1' },
  { type: 'ConfirmSigningKeys', keys: ['k'], by: 'm2' },
];

/** Every stream kind that decides. */
export const machines: readonly Drawn[] = [
  drawn('election', {
    decider: electionDecider,
    types: Object.keys(electionEvents),
    nameOf: (state) => (state ? 'called' : null),
    walks: [[callElection]],
    asked: [callElection],
  }),
  drawn('area', {
    decider: areaDecider,
    types: Object.keys(areaEvents),
    nameOf: ({ registered }) => (registered ? 'registered' : null),
    walks: [area],
    asked: area,
  }),
  drawn('precinct', {
    decider: precinctDecider,
    types: Object.keys(precinctEvents),
    nameOf: (state) => {
      if (state.area === undefined) return null;
      if (state.closedAt !== undefined) return 'closed';
      return state.openedAt === undefined ? 'formed' : 'open';
    },
    walks: [precinct, precinct.filter(({ type }) => type !== 'ReportTurnout')],
    asked: precinct,
  }),
  drawn('contest', {
    decider: contestDecider,
    types: Object.keys(contestEvents),
    nameOf: ({ stage }) => (stage === 'not-called' ? null : stage),
    walks: contestWalks,
    asked: contestAsked,
  }),
  drawn('ballot-box', {
    decider: ballotBoxDecider,
    types: Object.keys(ballotBoxEvents),
    nameOf: ({ status }) => (status === 'none' ? null : status),
    walks: [ballotBox],
    asked: ballotBox,
  }),
  drawn('protocol', {
    decider: protocolDecider,
    types: Object.keys(protocolEvents),
    nameOf: stageOf,
    walks: protocolWalks,
    asked: protocolAsked,
  }),
  drawn('log', {
    decider: logDecider,
    types: Object.keys(logEvents),
    nameOf: ({ policy, proposedPolicy, confirmedKeys, proposedKeys }) => {
      if (proposedPolicy && proposedKeys) return 'both-proposed';
      if (proposedPolicy) return 'policy-proposed';
      if (proposedKeys) return 'keys-proposed';
      return policy === undefined && confirmedKeys.length === 0 ? null : 'settled';
    },
    walks: [log, [log[0]!, log[2]!, log[3]!, log[1]!]],
    asked: [...log, { type: 'ProposeWitnessPolicy', policy: '# Another\nquorum none', by: 'm1' }],
  }),
];
