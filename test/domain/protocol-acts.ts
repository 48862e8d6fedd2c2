import type { ProtocolCommand, ProtocolFacts } from '../../src/domain/protocol/commands.ts';
import { protocolDecider } from '../../src/domain/protocol/decider.ts';
import type { Correction, DiscrepancyKind } from '../../src/domain/protocol/events.ts';
import { type Figures, noFigures, type ProtocolContent } from '../../src/domain/protocol/figures.ts';
import { given } from '../support/given.ts';
import { figures, votes } from '../support/sound-paper.ts';
import { commissionOf, done, in2021 } from './elections.ts';

export const closedAt = '2021-07-25T20:00:00+06:00';
/** When the acts of these tests are done, unless a test says otherwise: the night after the vote. */
export const night = '2021-07-25T22:00:00+06:00';
export const hash = 'ab'.repeat(32);
const reason = 'As the commission found';

/** A precinct of 500 voters with a commission of three, after the polls have closed; no ballots are recorded. */
export const facts: ProtocolFacts = {
  election: in2021,
  precinct: { closedAt, members: commissionOf(3) },
  inConstituency: true,
  lines: ['a', 'b', 'against-all'],
  decided: false,
  published: false,
  ballots: undefined,
};

export { figures };
export const content: ProtocolContent = {
  figures,
  votes,
  issuedByMember: { m1: 202, m2: 200 },
  inWords: {
    language: 'ru',
    figures: { ballotsIssued: 'четыреста два', votesAgainstAll: 'восемь' },
    votes: { a: 'двести десять', b: 'сто восемьдесят' },
  },
};
export const counted = { figures, votes: content.votes };

/** The same paper with other figures on it. */
export const reading = (change: Partial<Figures>, rest: Partial<ProtocolContent> = {}): ProtocolContent => ({
  ...content,
  figures: { ...figures, ...change },
  inWords: null,
  ...rest,
});

/** Acts on a protocol, with what the record says elsewhere. */
export function actsWith(change: Partial<ProtocolFacts> = {}, at = night) {
  const act = { ...done(at), facts: { ...facts, ...change } };
  return {
    countSignatures: (): ProtocolCommand => ({
      type: 'CountSignatures',
      ballotsIssued: 402,
      issuedByMember: { m1: 202, m2: 200 },
      ...act,
    }),
    cancelUnused: (): ProtocolCommand => ({
      type: 'CancelUnusedBallots',
      ballotsUnused: 93,
      ballotsSpoiled: 5,
      ...act,
    }),
    openMobile: (box = 'mobile-1', requests = 12, ballots = 12, paper: string | null = null): ProtocolCommand => ({
      type: 'OpenMobileBox',
      box,
      requests,
      ballots,
      act: paper,
      ...act,
    }),
    openStationary: (box = 'hall-1'): ProtocolCommand => ({ type: 'OpenStationaryBox', box, ballots: 390, ...act }),
    enter: (
      official: string,
      what: ProtocolContent = content,
      imported: { file: string; line: number } | null = null,
    ): ProtocolCommand => ({ type: 'EnterProtocol', official, content: what, paper: null, imported, ...act }),
    discard: (official: string, entry: 1 | 2): ProtocolCommand => ({
      type: 'DiscardProtocolEntry',
      official,
      entry,
      reason,
      ...act,
    }),
    examine: (): ProtocolCommand => ({ type: 'ExamineProtocol', ...act }),
    explain: (kind: DiscrepancyKind, subject = ''): ProtocolCommand => ({
      type: 'ExplainDiscrepancy',
      kind,
      subject,
      explanation: reason,
      evidence: null,
      official: 'm1',
      ...act,
    }),
    sign: (
      official: string,
      dissent: string | null = null,
      whenPosted = act.facts.precinct?.members,
    ): ProtocolCommand => ({
      type: 'SignProtocol',
      official,
      dissent,
      whenPosted,
      ...act,
    }),
    post: (members: number | null = act.facts.precinct?.members.length ?? 0): ProtocolCommand => ({
      type: 'PostProtocol',
      place: 'School, entrance hall',
      members,
      ...act,
    }),
    issueCopy: (copy = 'copy-1'): ProtocolCommand => ({ type: 'IssueProtocolCopy', copy, to: 'observer', ...act }),
    submitCopy: (
      stated: Readonly<Record<string, number>>,
      shown: Partial<Figures> = {},
      copy = 'copy-1',
    ): ProtocolCommand => ({
      type: 'SubmitObserverCopy',
      official: 'observer-1',
      copy,
      content: { figures: { ...noFigures, ...shown }, votes: stated },
      sha256: hash,
      ...act,
    }),
    attachAct: (code = 'act-1'): ProtocolCommand => ({
      type: 'AttachObserverAct',
      official: 'observer-1',
      act: code,
      sha256: hash,
      about: 'Ballots were not shown',
      ...act,
    }),
    propose: (correction: Correction, official = 'm1'): ProtocolCommand => ({
      type: 'ProposeCorrection',
      correction,
      official,
      reason,
      evidence: hash,
      ...act,
    }),
    confirm: (correction: Correction, official = 'm2'): ProtocolCommand => ({
      type: 'ConfirmCorrection',
      correction,
      official,
      ...act,
    }),
  };
}

const { countSignatures, cancelUnused, openMobile, openStationary, enter, propose, confirm } = actsWith();

/** The whole count, in its order. */
export const count = [countSignatures(), cancelUnused(), openMobile(), openStationary()];

/** A precinct whose count is done. */
export const countDone = given(protocolDecider).after(...count);

/** A precinct whose paper two clerks read alike. */
export const accepted = (what: ProtocolContent = content) =>
  countDone.after(enter('clerk-1', what), enter('clerk-2', what));

/** Both people's word for a correction. */
export const corrected = (correction: Correction) => [propose(correction), confirm(correction)];
