import { describe, test } from '@jest/globals';
import { protocolDecider } from '../../src/domain/protocol/decider.ts';
import { given } from '../support/given.ts';
import { plurality } from './elections.ts';
import { accepted, actsWith, count, countDone, facts, hash, night } from './protocol-acts.ts';

const acts = actsWith();
const { countSignatures, cancelUnused, openMobile, openStationary, enter } = acts;
const uncounted = given(protocolDecider);
const signatures = uncounted.after(countSignatures());
const unused = signatures.after(cancelUnused());

describe('the count', () => {
  test('goes from the signatures on the roll over the unused ballots to the boxes, mobile ones first', () => {
    uncounted.when(countSignatures()).thenRecorded({
      type: 'SignaturesCounted',
      data: { ballotsIssued: 402, issuedByMember: { m1: 202, m2: 200 }, at: night },
    });
    signatures
      .when(cancelUnused())
      .thenRecorded({ type: 'UnusedBallotsCancelled', data: { ballotsUnused: 93, ballotsSpoiled: 5, at: night } });
    unused
      .when(openMobile())
      .thenRecorded({ type: 'MobileBoxOpened', data: { box: 'mobile-1', requests: 12, ballots: 12, at: night } });
    unused
      .after(openMobile())
      .when(openStationary())
      .thenRecorded({ type: 'StationaryBoxOpened', data: { box: 'hall-1', ballots: 390, at: night } });
    countDone.when(enter('clerk-1')).thenAnswered('ProtocolEntered');
  });

  test('needs no mobile box, and may have several of each kind', () => {
    unused.after(openStationary()).when(enter('clerk-1')).thenAnswered('ProtocolEntered');
    unused
      .after(openMobile('mobile-1'), openMobile('mobile-2'), openStationary('hall-1'))
      .when(openStationary('hall-2'))
      .thenAnswered('StationaryBoxOpened');
  });

  test.each([
    ['unused ballots before the signatures', uncounted, cancelUnused(), 'SIGNATURES_NOT_COUNTED'],
    ['a mobile box before the signatures', uncounted, openMobile(), 'UNUSED_BALLOTS_NOT_CANCELLED'],
    ['a mobile box before the unused ballots', signatures, openMobile(), 'UNUSED_BALLOTS_NOT_CANCELLED'],
    ['a stationary box before the unused ballots', signatures, openStationary(), 'UNUSED_BALLOTS_NOT_CANCELLED'],
    ['a mobile box after a stationary one', unused.after(openStationary()), openMobile(), 'STATIONARY_BOX_OPENED'],
    ['a protocol before the signatures', uncounted, enter('clerk-1'), 'SIGNATURES_NOT_COUNTED'],
    ['a protocol before the unused ballots', signatures, enter('clerk-1'), 'UNUSED_BALLOTS_NOT_CANCELLED'],
    ['a protocol before the boxes', unused, enter('clerk-1'), 'BOXES_NOT_OPENED'],
    ['a protocol after mobile boxes alone', unused.after(openMobile()), enter('clerk-1'), 'BOXES_NOT_OPENED'],
    ['signatures twice', signatures, countSignatures(), 'SIGNATURES_COUNTED'],
    ['unused ballots twice', unused, cancelUnused(), 'UNUSED_BALLOTS_CANCELLED'],
    ['a mobile box twice', unused.after(openMobile()), openMobile(), 'BOX_OPENED'],
    ['a stationary box twice', countDone, openStationary(), 'BOX_OPENED'],
    ['a stationary box with a mobile one’s code', countDone, openStationary('mobile-1'), 'BOX_OPENED'],
  ])('does not take %s', (_, before, act, code) => before.when(act).thenRefused(code));

  test.each([
    ['signatures', uncounted],
    ['a protocol', countDone],
  ] as const)('takes no %s while the polls are open', (what, before) => {
    const open = actsWith({ precinct: { ...facts.precinct!, closedAt: undefined } });
    before.when(what === 'signatures' ? open.countSignatures() : open.enter('clerk-1')).thenRefused('POLLS_OPEN');
  });

  test.each([
    ['a box', openStationary('hall-2')],
    ['signatures', countSignatures()],
  ])('gets no %s behind the back of a protocol that was entered', (what, act) => {
    const code = what === 'signatures' ? 'SIGNATURES_COUNTED' : 'PROTOCOL_ENTERED';
    countDone.after(enter('clerk-1')).when(act).thenRefused(code);
    accepted().when(act).thenRefused(code);
  });

  test('has no order where the rule set asks for none, but nothing comes twice or after the protocol', () => {
    const abroad = actsWith({ election: plurality, precinct: { closedAt: undefined, members: [] } });
    uncounted.when(abroad.enter('clerk-1')).thenAnswered('ProtocolEntered');
    uncounted.when(abroad.cancelUnused()).thenAnswered('UnusedBallotsCancelled');
    uncounted.after(abroad.openStationary()).when(abroad.openMobile()).thenAnswered('MobileBoxOpened');
    uncounted.after(abroad.openStationary()).when(abroad.openStationary()).thenRefused('BOX_OPENED');
    uncounted.after(abroad.enter('clerk-1')).when(abroad.countSignatures()).thenRefused('PROTOCOL_ENTERED');
    uncounted.after(abroad.enter('clerk-1')).when(abroad.cancelUnused()).thenRefused('PROTOCOL_ENTERED');
    uncounted.after(abroad.enter('clerk-1')).when(abroad.openMobile()).thenRefused('PROTOCOL_ENTERED');
  });
});

describe('a mobile box with more ballots than written requests', () => {
  test('is invalid as a whole, with an act drawn up about it', () => {
    const box = { box: 'mobile-1', requests: 12, ballots: 13 };
    unused
      .when(openMobile('mobile-1', 12, 13, hash))
      .thenRecorded(
        { type: 'MobileBoxOpened', data: { ...box, at: night } },
        { type: 'MobileBoxInvalidated', data: { ...box, act: hash, at: night } },
      );
    unused.when(openMobile('mobile-1', 12, 13)).thenRefused('ACT_REQUIRED');
  });

  test('is one with a single ballot too many, not one with as many', () => {
    unused.when(openMobile('mobile-1', 12, 12, hash)).thenAnswered('MobileBoxOpened');
  });
});

describe('an act on a protocol', () => {
  test.each([
    ['an election', { election: undefined }, 'ELECTION_UNKNOWN'],
    ['a precinct', { precinct: undefined }, 'PRECINCT_UNKNOWN'],
    ['a contest', { inConstituency: undefined }, 'CONTEST_UNKNOWN'],
    ['a precinct that votes in the contest', { inConstituency: false }, 'PRECINCT_OUTSIDE_CONSTITUENCY'],
    ['an approved ballot', { lines: undefined }, 'BALLOT_TEXT_NOT_APPROVED'],
  ])('needs %s', (_, change, code) => {
    uncounted.when(actsWith(change).countSignatures()).thenRefused(code);
    countDone.when(actsWith(change).enter('clerk-1')).thenRefused(code);
  });

  test('may be recorded late, never early', () => {
    const late = '2029-12-31T23:59:59Z';
    for (const act of count.slice(0, 1)) {
      uncounted.when({ ...act, at: late }).thenAnswered('SignaturesCounted');
      uncounted.when({ ...act, at: '2030-01-01T00:00:00.001Z' }).thenRefused('ACT_IN_THE_FUTURE');
      uncounted.when({ ...act, at: '2021-02-30T00:00:00Z' }).thenRefused('NO_SUCH_MOMENT');
    }
  });
});
