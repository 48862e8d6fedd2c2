import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changed, countPrecinct, desk, holdKzElection, paper, readPaper } from '../support/server-kz-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
let { act, refused } = {} as ReturnType<typeof desk>;
beforeAll(async () => {
  server = await TestServer.start();
  await holdKzElection(server, 'whole', 'begun');
  ({ act, refused } = desk(server));
  await countPrecinct(server, 'whole');
  await readPaper(server, 'whole');
  await act('whole/posting', { place: 'School' });
  await act('whole/copies', { copy: 'c-1', to: 'observer' });
});
afterAll(() => server.stop());

const hash = '0a'.repeat(32);

describe('an act on a protocol is refused', () => {
  const order = (code: string) => ({ status: 409, code, article: 'art. 43' });

  test('out of the order of the count', async () => {
    const box = { box: 'hall', ballots: 1 };
    const unused = { ballotsUnused: 93, ballotsSpoiled: 5 };
    expect(await refused('begun/unused-ballots', unused)).toEqual(order('SIGNATURES_NOT_COUNTED'));
    expect(await refused('begun/stationary-boxes', box)).toEqual(order('UNUSED_BALLOTS_NOT_CANCELLED'));
    expect(await refused('begun/entries', paper)).toEqual(order('SIGNATURES_NOT_COUNTED'));
    await act('begun/signatures-count', { ballotsIssued: 402 });
    expect(await refused('begun/signatures-count', { ballotsIssued: 402 })).toEqual(order('SIGNATURES_COUNTED'));
    await act('begun/unused-ballots', unused);
    expect(await refused('begun/mobile-boxes', { box: 'm', requests: 1, ballots: 2 })).toEqual({
      status: 422,
      code: 'ACT_REQUIRED',
      article: 'art. 43',
      field: '/act',
    });
    expect(await refused('begun/entries', paper)).toEqual(order('BOXES_NOT_OPENED'));
    await act('begun/stationary-boxes', box);
    expect(await refused('begun/stationary-boxes', box)).toEqual({ ...order('BOX_OPENED'), field: '/box' });
    expect(await refused('begun/mobile-boxes', { box: 'm', requests: 1, ballots: 1 })).toEqual(
      order('STATIONARY_BOX_OPENED'),
    );
  });

  test('when the form has a figure that it leaves out, or says to be null', async () => {
    const { ballotsSpoiled: _, ...rest } = paper.figures;
    for (const figures of [rest, { ...rest, ballotsSpoiled: null }]) {
      expect(await refused('begun/entries', { figures, votes: paper.votes })).toEqual({
        status: 422,
        code: 'FIGURE_MISSING',
        article: 'art. 43',
        field: '/figures/ballotsSpoiled',
      });
    }
  });

  test('by whoever is not entitled to it', async () => {
    expect(await refused('whole/signatures', {}, 'clerk-1')).toEqual({
      status: 403,
      code: 'NOT_A_MEMBER',
      article: 'art. 43',
    });
    await act('begun/entries', paper);
    expect(await refused('begun/entries', paper)).toEqual({ status: 403, code: 'SECOND_ENTRY_BY_THE_SAME' });
  });

  test.each([
    ['a step that comes twice', 'whole/posting', { place: 'School' }, order('PROTOCOL_POSTED')],
    [
      'a copy’s code that was used',
      'whole/copies',
      { copy: 'c-1', to: 'media' },
      { status: 409, code: 'COPY_ISSUED', article: 'art. 20-1', field: '/copy' },
    ],
    ['a reading of what is accepted', 'whole/entries', paper, order('PROTOCOL_ACCEPTED')],
    [
      'a discard where nothing differs',
      'whole/discards',
      { entry: 1, reason: 'No' },
      { status: 409, code: 'ENTRIES_DO_NOT_DIFFER' },
    ],
    [
      'the unknown precinct',
      'nowhere/signatures-count',
      { ballotsIssued: 1 },
      { status: 404, code: 'PRECINCT_UNKNOWN' },
    ],
    [
      'the unread paper',
      'begun/posting',
      { place: 'School' },
      { status: 409, code: 'PROTOCOL_NOT_ACCEPTED', article: 'art. 43' },
    ],
    [
      'the future',
      'whole/copies',
      { copy: 'c-9', to: 'media', at: '2999-01-01T00:00:00Z' },
      { status: 422, code: 'ACT_IN_THE_FUTURE', field: '/at' },
    ],
  ])('for %s', async (_, path, body, problem) => {
    expect(await refused(path, body, 'clerk-9')).toEqual(problem);
  });

  test('for a precinct that votes elsewhere', async () => {
    await server.record('/elections/kz/precincts', { code: 'far', area: 'elsewhere', name: 'Far', votersOnRoll: null });
    expect(await refused('far/signatures-count', { ballotsIssued: 1 })).toEqual({
      status: 422,
      code: 'PRECINCT_OUTSIDE_CONSTITUENCY',
    });
  });

  test.each([
    ['a negative figure', 'entries', changed({ ballotsInvalid: -1 }), '/figures/ballotsInvalid'],
    ['a figure that no form has', 'entries', changed({ ballotsEaten: 1 }), '/figures/ballotsEaten'],
    ['votes that are no number', 'entries', changed({}, { a: '210' }), '/votes/a'],
    ['no votes at all', 'entries', { figures: paper.figures }, '/votes'],
    [
      'words in no language of the form',
      'entries',
      { ...paper, inWords: { language: 'en', figures: {}, votes: {} } },
      '/inWords/language',
    ],
    [
      'words for a figure that no form has',
      'entries',
      { ...paper, inWords: { language: 'ru', figures: { x: 'ноль' }, votes: {} } },
      '/inWords/figures/x',
    ],
    ['a hash that is none', 'entries', { ...paper, paper: 'abc' }, '/paper'],
    ['a discard without a reason', 'discards', { entry: 1 }, '/reason'],
    ['the third of two entries', 'discards', { entry: 3, reason: 'No' }, '/entry'],
    ['a relation that is none', 'explanations', { kind: 'C15', explanation: 'So it was' }, '/kind'],
    [
      'a correction that is none',
      'corrections',
      { correction: 'erasure', reason: 'No', evidence: hash },
      '/correction',
    ],
    ['a correction without a reason', 'corrections', { correction: 'invalidation', evidence: hash }, '/reason'],
    ['a holder that is none', 'copies', { copy: 'c', to: 'neighbour' }, '/to'],
    ['another correction in the path', 'corrections/erasure/confirmation', {}, '/correction'],
  ])('as malformed: %s', async (_, path, body, field) => {
    expect(await refused(`whole/${path}`, body)).toEqual({ status: 400, code: 'INVALID_REQUEST', field });
  });
});
