import { describe, expect, test } from '@jest/globals';
import type { Member } from '../../src/domain/commission.ts';
import type { ProtocolCommand } from '../../src/domain/protocol/commands.ts';
import { accepted, actsWith, closedAt, corrected, countDone, night, reading } from './protocol-acts.ts';
import { commissionOf } from './elections.ts';

const { enter, sign, post, examine, explain, issueCopy, propose, confirm } = actsWith();

const recounted = accepted().after(
  sign('m1'),
  post(),
  ...corrected('recount-by-order'),
  enter('clerk-1'),
  enter('clerk-2'),
);

describe('signatures', () => {
  test('are those of the commission’s members, each once, with the member’s office and dissent', () => {
    accepted()
      .when(sign('m1', 'I was not shown the ballots'))
      .thenRecorded({
        type: 'ProtocolSigned',
        data: { official: 'm1', office: 'chair', dissent: 'I was not shown the ballots', at: night },
      });
    accepted().when(sign('clerk-1')).thenRefused('NOT_A_MEMBER');
    accepted().after(sign('m2')).when(sign('m2')).thenRefused('SIGNED_ALREADY');
    accepted().after(sign('m2')).when(sign('m3')).thenAnswered('ProtocolSigned');
  });

  test('stand under a paper that is accepted, and under that paper alone', () => {
    countDone.when(sign('m1')).thenRefused('PROTOCOL_NOT_ACCEPTED');
    countDone.after(enter('clerk-1')).when(sign('m1')).thenRefused('PROTOCOL_NOT_ACCEPTED');
    recounted.when(sign('m1')).thenAnswered('ProtocolSigned');
    accepted()
      .after(...corrected('recount-by-order'))
      .when(sign('m1'))
      .thenRefused('RECOUNT_UNDER_WAY');
  });
});

describe('a signature after the posting', () => {
  const three = commissionOf(3);
  const office = (official: string, as: Member['office']): Member => ({ official, name: official, office: as });
  const composed = (...members: Member[]) => actsWith({ precinct: { closedAt, members } });
  const tooFew = accepted().after(sign('m1'), post());

  test('is that of who sat in the commission then, and of nobody who joined it since', () => {
    const anew = composed(three[0]!, three[1]!, office('n1', 'secretary'));
    tooFew.when(anew.sign('n1', null, three)).thenRefused('JOINED_AFTER_POSTING');
    tooFew.when(anew.sign('m2', null, three)).thenAnswered('ProtocolSigned');
    accepted()
      .when({ ...anew.sign('n1'), whenPosted: undefined } as ProtocolCommand)
      .thenAnswered('ProtocolSigned');
  });

  test('is refused where it is not known who sat there then', () => {
    tooFew.when({ ...sign('m2'), whenPosted: undefined } as ProtocolCommand).thenRefused('JOINED_AFTER_POSTING');
  });

  test('bears the office held then: no officer is made for it', () => {
    const m3Chairs = composed(office('m1', 'member'), office('m2', 'member'), office('m3', 'chair'));
    tooFew
      .when(m3Chairs.sign('m3', null, three))
      .thenRecorded({ type: 'ProtocolSigned', data: { official: 'm3', office: 'member', dissent: null, at: night } });
  });

  test('is no longer that of who has left', () => {
    const m2Left = composed(three[0]!, office('n1', 'member'), three[2]!);
    tooFew.when(m2Left.sign('m2', null, three)).thenRefused('NOT_A_MEMBER');
  });

  test('asks after a recount who sits there when that paper is posted', () => {
    const anew = composed(office('n1', 'chair'), office('n2', 'member'), office('n3', 'member'));
    recounted.when(anew.sign('n1', null, three)).thenAnswered('ProtocolSigned');
    recounted.after(anew.post()).when(anew.sign('n2')).thenAnswered('ProtocolSigned');
  });
});

describe('posting', () => {
  test('once signed for stays so when whoever signed is replaced', () => {
    const posted = accepted().after(sign('m1'), sign('m2'), post());
    const newcomers = ['n1', 'n2', 'n3'].map((official, i) => ({ ...commissionOf(3)[i]!, official }));
    const anew = actsWith({ precinct: { closedAt, members: newcomers } });
    posted.when(anew.examine()).thenRecorded();
    posted.when(anew.sign('m1')).thenRefused('NOT_A_MEMBER');
  });

  test('is not signed for by who comes to an office afterwards', () => {
    const posted = accepted().after(sign('m2'), sign('m3'));
    const m2Chairs = [{ ...commissionOf(3)[1]!, office: 'chair' as const }, ...commissionOf(3).slice(2)];
    const { decision } = posted.when(actsWith({ precinct: { closedAt, members: m2Chairs } }).post());
    expect(decision).toMatchObject([{ type: 'ProtocolPosted' }, { type: 'DiscrepancyFlagged', data: { kind: 'C11' } }]);
  });

  test('is done once for each paper', () => {
    countDone.when(post()).thenRefused('PROTOCOL_NOT_ACCEPTED');
    const signed = accepted().after(sign('m1'), sign('m2'));
    signed
      .when(post())
      .thenRecorded({ type: 'ProtocolPosted', data: { place: 'School, entrance hall', members: 3, at: night } });
    signed.after(post()).when(post()).thenRefused('PROTOCOL_POSTED');
    recounted.after(sign('m1'), sign('m2')).when(post()).thenAnswered('ProtocolPosted');
  });

  const five: Member[] = commissionOf(5);
  const composedAnew = (size: number) => actsWith({ precinct: { closedAt, members: commissionOf(size) } });

  test('is held against the commission as it was then, whatever size another has', () => {
    const enough = accepted().after(sign('m1'), sign('m2'), post());
    enough.when(composedAnew(9).examine()).thenRecorded();
    const with5 = composedAnew(5);
    const tooFew = accepted().after(with5.sign('m1'), with5.sign('m2'), with5.post(), with5.explain('C11'));
    tooFew.when(composedAnew(3).examine()).thenRecorded();
    tooFew.after(composedAnew(3).sign('m3')).when(composedAnew(3).examine()).thenRecorded();
  });

  test('that does not say so, as of old, is held against the commission that sits now', () => {
    const posted = accepted().after(sign('m1'), sign('m2'), post(null));
    posted.when(composedAnew(3).examine()).thenRecorded();
    posted
      .when(composedAnew(9).examine())
      .thenRecorded({ type: 'DiscrepancyFlagged', data: { kind: 'C11', subject: '', left: 4, right: 9 } });
  });

  test.each([
    ['two of five, the chair among them', five, ['m1', 'm2'], ['C11']],
    ['three of five, the chair among them', five, ['m1', 'm2', 'm3'], []],
    ['three of five, none of them an officer', five, ['m2', 'm3', 'm4'], ['C11']],
    ['nobody', five, [], ['C11']],
  ])('flags a paper signed by %s', (_, members, signed, flagged) => {
    const with5 = actsWith({ precinct: { closedAt, members } });
    const { decision } = accepted()
      .after(...signed.map((member) => with5.sign(member)))
      .when(with5.post());
    const kinds = (decision as readonly { type: string; data: object }[]).flatMap(({ type, data }) =>
      type === 'DiscrepancyFlagged' ? (data as { kind: string }).kind : [],
    );
    expect(kinds).toEqual(flagged);
  });

  test('asks for signatures: before it nobody’s is owed', () => {
    accepted().when(examine()).thenRecorded();
    accepted().when(explain('C11')).thenRefused('DISCREPANCY_UNKNOWN');
    accepted().after(post()).when(explain('C11')).thenAnswered('DiscrepancyExplained');
  });
});

describe('certified copies', () => {
  test('are handed out of a paper that is accepted, each under a code of its own', () => {
    countDone.when(issueCopy()).thenRefused('PROTOCOL_NOT_ACCEPTED');
    accepted()
      .when(issueCopy())
      .thenRecorded({ type: 'ProtocolCopyIssued', data: { copy: 'copy-1', to: 'observer', at: night } });
    accepted().after(issueCopy()).when(issueCopy()).thenRefused('COPY_ISSUED');
    accepted().after(issueCopy()).when(issueCopy('copy-2')).thenAnswered('ProtocolCopyIssued');
  });
});

describe('an examination', () => {
  const ballots = new Map([
    ['a', 210],
    ['b', 180],
    ['against-all', 7],
    ['invalid', 5],
  ]);
  const { examine: examineAgain } = actsWith({ ballots });
  const flag = (subject: string, left: number, right: number) => ({
    type: 'DiscrepancyFlagged' as const,
    data: { kind: 'C14' as const, subject, left, right },
  });

  test('flags what ballots say that were recorded since, once', () => {
    accepted()
      .when(examineAgain())
      .thenRecorded(flag('invalid', 5, 4), flag('against-all', 7, 8));
    accepted().after(examineAgain()).when(examineAgain()).thenRecorded();
    countDone.when(examineAgain()).thenRefused('PROTOCOL_NOT_ACCEPTED');
  });

  test('flags again what fails with other figures, and it is to be explained anew', () => {
    const posted = accepted().after(post(), explain('C11'), sign('m2'));
    const again = posted.after(examine());
    expect(posted.state.discrepancies.get('C11/')).toMatchObject({ left: 0, right: 3, explained: true });
    expect(again.state.discrepancies.get('C11/')).toMatchObject({ left: 2, right: 3, explained: false });
  });
});

describe('an explanation', () => {
  const faulty = accepted(reading({ ballotsReceived: 501 }));

  test('is of a discrepancy that there is', () => {
    faulty.when(explain('C1')).thenRecorded({
      type: 'DiscrepancyExplained',
      data: {
        kind: 'C1',
        subject: '',
        explanation: 'As the commission found',
        evidence: null,
        official: 'm1',
        at: night,
      },
    });
    expect(faulty.after(explain('C1')).state.discrepancies.get('C1/')).toMatchObject({ explained: true });
    faulty.when(explain('C2')).thenRefused('DISCREPANCY_UNKNOWN');
    faulty.when(explain('C1', 'mobile-1')).thenRefused('DISCREPANCY_UNKNOWN');
    countDone.when(explain('C1')).thenRefused('PROTOCOL_NOT_ACCEPTED');
  });

  test('flags at once what nobody has flagged yet', () => {
    const { explain: explainThen } = actsWith({ ballots: new Map([['a', 210]]) });
    accepted().when(explainThen('C14', 'b')).thenRecordedTypes('DiscrepancyFlagged', 'DiscrepancyExplained');
    accepted().when(explainThen('C14', 'a')).thenRefused('DISCREPANCY_UNKNOWN');
  });

  test('is owed anew for the paper of a recount', () => {
    const again = reading({ ballotsReceived: 501 });
    const { state } = faulty.after(
      explain('C1'),
      propose('recount-by-order'),
      confirm('recount-by-order'),
      enter('clerk-1', again),
      enter('clerk-2', again),
    );
    expect(state.discrepancies.get('C1/')).toMatchObject({ explained: false });
  });
});
