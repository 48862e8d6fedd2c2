import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { contestFacts, type ContestState } from '../../src/domain/contest/state.ts';
import { given } from '../support/given.ts';
import { actsIn, called, registered } from './contest-acts.ts';
import { in2021, in2026, plurality } from './elections.ts';

type Lines = readonly string[] | undefined;
const linesOf = (contest: { readonly state: ContestState }): Lines => contestFacts(contest.state)?.lines;

/** The ballot when candidates of these names come in this order; their codes are their places in `names`. */
function ballot(names: readonly string[], order: readonly number[], election = in2021, againstAll = true): Lines {
  const { nominate, check, register, approveText } = actsIn(election);
  const contest = called(election, { againstAll })
    .after(...order.map((i) => nominate(`c${i}`, { name: names[i]! })))
    .after(...order.flatMap((i) => [check(`c${i}`), register(`c${i}`)]));
  return linesOf(contest.after(approveText()));
}

const alphabet = [...'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ'];
const namesInOrder = alphabet.map((letter) => `${letter}рыстан Ақжар`);
const shuffledPlaces = (length: number) =>
  fc.shuffledSubarray(
    Array.from({ length }, (_, i) => i),
    { minLength: length, maxLength: length },
  );

describe('the ballot', () => {
  test('has every letter of the Kazakh alphabet in its place, and against all last, in whatever order they came', () => {
    const inOrder = [...alphabet.keys()].map((i) => `c${i}`);
    fc.assert(
      fc.property(shuffledPlaces(alphabet.length), (order) => {
        expect(ballot(namesInOrder, order)).toEqual([...inOrder, 'against-all']);
      }),
      { numRuns: 5 },
    );
  });

  test.each([
    ['Әбенов before Бекенов, after Аханов', ['Аханов', 'Әбенов', 'Бекенов']],
    ['Ғалиев between Гусев and Дәулетов', ['Гусев', 'Ғалиев', 'Дәулетов']],
    ['Қалиев after all of К', ['Куат', 'Қалиев', 'Лаптев']],
    ['Ұлан before Үміт, both after Уәлиев', ['Уәлиев', 'Ұлан', 'Үміт', 'Фазыл']],
    ['Һасен after Хасен', ['Хасен', 'Һасен', 'Цой']],
    ['Ілияс after Ыбырай', ['Ыбырай', 'Ілияс', 'Эдуард']],
  ])('puts %s', (_, names) => {
    const places = [...names.keys()];
    const expected = [...places.map((i) => `c${i}`), 'against-all'];
    expect(ballot(names, places.toReversed())).toEqual(expected);
    expect(ballot(names, places)).toEqual(expected);
  });

  test('does not tell in which order candidates were nominated, namesakes neither', () => {
    const name = fc.string({ unit: fc.constantFrom(...'аәбғкқңөұүһі '), minLength: 1, maxLength: 3 });
    const nominations = fc
      .array(
        name.filter((letters) => letters.trim() !== ''),
        { minLength: 2, maxLength: 6 },
      )
      .chain((names) => fc.tuple(fc.constant(names), shuffledPlaces(names.length)));
    fc.assert(
      fc.property(nominations, ([names, order]) => {
        expect(ballot(names, order)).toEqual(ballot(names, [...names.keys()]));
      }),
      { numRuns: 100 },
    );
  });

  test('has the line against all where the law asks for it, else where the contest does', () => {
    expect(ballot(['А', 'Б'], [1, 0], plurality, true)).toEqual(['c1', 'c0', 'against-all']);
    expect(ballot(['А', 'Б'], [1, 0], plurality, false)).toEqual(['c1', 'c0']);
    given(contestDecider)
      .when(actsIn(in2021).call({ againstAll: false }))
      .thenRefused('AGAINST_ALL_REQUIRED');
  });

  test('in a third order is set by law, and by nobody else', () => {
    const two = registered(in2021, 'a', 'b');
    two.when(actsIn(in2021).approveText(['b', 'a'])).thenRefused('ORDER_SET_BY_LAW');
  });

  test.each<[string[], string]>([
    [['b', 'a'], 'BallotTextApproved'],
    [['a'], 'ORDER_INCOMPLETE'],
    [['a', 'a'], 'ORDER_INCOMPLETE'],
    [['a', 'z'], 'ORDER_INCOMPLETE'],
    [['a', 'b', 'against-all'], 'ORDER_INCOMPLETE'],
  ])('in the order %j, where the commission sets it: %s', (order, answer) => {
    registered(plurality, 'a', 'b').when(actsIn(plurality).approveText(order)).thenAnswered(answer);
  });

  test('keeps the order it was given, else that of nomination', () => {
    const { approveText } = actsIn(plurality);
    const contest = registered(plurality, 'b', 'a', 'c');
    expect(linesOf(contest.after(approveText(['c', 'b', 'a'])))).toEqual(['c', 'b', 'a', 'against-all']);
    expect(linesOf(contest.after(approveText()))).toEqual(['b', 'a', 'c', 'against-all']);
  });

  test.each([
    { election: in2021, needed: 2 },
    { election: in2026, needed: 2 },
    { election: plurality, needed: 1 },
  ])('needs $needed candidates: $election.rules.id', ({ election, needed }) => {
    const { approveText, withdraw, refuse, nominate } = actsIn(election);
    const enough = registered(election, ...['a', 'b'].slice(0, needed));
    enough.when(approveText()).thenAnswered('BallotTextApproved');
    enough.after(withdraw('a')).when(approveText()).thenRefused('TOO_FEW_CANDIDATES');
    enough.after(withdraw('a'), nominate('c'), refuse('c')).when(approveText()).thenRefused('TOO_FEW_CANDIDATES');
  });

  test('shuts out no candidate while registration may still come', () => {
    const { approveText, nominate, refuse } = actsIn(in2021);
    const pending = registered(in2021, 'a', 'b').after(nominate('c'));
    pending.when(approveText(undefined, '2021-07-15T18:00:00+06:00')).thenRefused('CANDIDATES_PENDING');
    pending.when(approveText(undefined, '2021-07-15T18:01:00+06:00')).thenAnswered('BallotTextApproved');
    pending.after(refuse('c')).when(approveText()).thenAnswered('BallotTextApproved');
  });

  test('once approved settles who stands; candidates may still withdraw', () => {
    const { approveText, nominate, register, extend, withdraw } = actsIn(in2021);
    const approved = registered(in2021, 'a', 'b').after(
      nominate('late'),
      approveText(undefined, '2021-07-16T10:00:00+06:00'),
    );
    for (const act of [nominate('c'), register('late'), extend('2021-07-12T18:00:00+06:00'), approveText()]) {
      approved.when(act).thenRefused('BALLOT_TEXT_APPROVED');
    }
    expect(linesOf(approved.after(withdraw('a')))).toEqual(['a', 'b', 'against-all']);
  });

  test('is approved for a contest that is called', () => {
    given(contestDecider).when(actsIn(in2021).approveText()).thenRefused('CONTEST_UNKNOWN');
  });
});
