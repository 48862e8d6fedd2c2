import { describe, expect, test } from '@jest/globals';
import type { ProtocolContent } from '../../src/domain/protocol/figures.ts';
import { constituencyFinding, type Examined, findings } from '../../src/domain/protocol/findings.ts';
import type { OpenedBox } from '../../src/domain/protocol/state.ts';
import { type RelationId, relationIds } from '../../src/domain/rules/control-relations.ts';
import { commissionOf } from './elections.ts';
import { content, reading } from './protocol-acts.ts';

const lines = ['a', 'b', 'against-all'];
const box = (ballots: number, requests?: number): OpenedBox => ({
  box: 'mobile-1',
  ballots,
  ...(requests === undefined ? {} : { requests }),
});
const words = (text: string): Partial<ProtocolContent> => ({
  inWords: { language: 'ru', figures: { ballotsIssued: text }, votes: {} },
});
const ballots = (a: number, invalid = 4, againstAll = 8) =>
  new Map([
    ['a', a],
    ['b', 180],
    ['against-all', againstAll],
    ['invalid', invalid],
  ]);
const members = commissionOf(5);
const signed = (...officials: string[]) => ({
  signing: { members: members.length, signatures: members.filter(({ official }) => officials.includes(official)) },
});

/** What a paper is held against, as far as a relation asks. */
type Case = Partial<Examined>;
const paper = (...change: Parameters<typeof reading>): Case => ({ content: reading(...change) });

/** By relation: papers that keep it at its very edge, that fail it by one, and that give it nothing to hold against. */
const table: [RelationId, { passes: Case[]; fails: [Case, number, number][]; silent: Case[] }][] = [
  [
    'C1',
    {
      passes: [paper({})],
      fails: [
        [paper({ ballotsReceived: 501 }), 501, 500],
        [paper({ ballotsUnused: 94 }), 500, 501],
        [paper({ ballotsSpoiled: 4 }), 500, 499],
      ],
      silent: [paper({ ballotsReceived: null }), paper({ ballotsUnused: null }), paper({ ballotsSpoiled: null })],
    },
  ],
  [
    'C2',
    {
      passes: [paper({})],
      fails: [[paper({ ballotsInBoxes: 403 }), 403, 402]],
      silent: [paper({ ballotsInvalid: null }), paper({ ballotsValid: null })],
    },
  ],
  [
    'C3',
    {
      passes: [paper({}), { content: reading({ ballotsValid: 390, votesAgainstAll: null }), lines: ['a', 'b'] }],
      fails: [
        [paper({ votesAgainstAll: 9 }), 398, 399],
        [paper({}, { votes: { a: 210, b: 181 } }), 398, 399],
        [{ content: reading({ votesAgainstAll: null }), lines: ['a', 'b'] }, 398, 390],
      ],
      silent: [paper({ ballotsValid: null }), paper({ votesAgainstAll: null })],
    },
  ],
  [
    'C4',
    {
      passes: [paper({})],
      fails: [[paper({}, { issuedByMember: { m1: 202, m2: 199 } }), 401, 402]],
      silent: [paper({}, { issuedByMember: null }), paper({ ballotsIssued: null })],
    },
  ],
  [
    'C5',
    {
      passes: [paper({ ballotsInBoxes: 402 }), paper({ ballotsInBoxes: 0 })],
      fails: [[paper({ ballotsInBoxes: 403 }), 403, 402]],
      silent: [paper({ ballotsInBoxes: null })],
    },
  ],
  [
    'C6',
    {
      passes: [{ mobileBoxes: [box(12, 12)] }, { mobileBoxes: [box(0, 0)] }],
      fails: [[{ mobileBoxes: [box(13, 12)] }, 13, 12]],
      silent: [{ mobileBoxes: [] }, { mobileBoxes: [box(13)] }],
    },
  ],
  [
    'C7',
    {
      passes: [paper({ votersOnRoll: 402, ballotsIssuedOutside: 402, ballotsIssuedAbsentee: 402 })],
      fails: [
        [paper({ votersOnRoll: 401 }), 402, 401],
        [paper({ ballotsIssuedOutside: 403 }), 403, 402],
        [paper({ ballotsIssuedAbsentee: 403 }), 403, 402],
        [paper({ votersOnRoll: null, ballotsIssuedAbsentee: 403 }), 403, 402],
      ],
      silent: [paper({ ballotsIssued: null })],
    },
  ],
  [
    'C8',
    {
      passes: [
        paper({ votersOnRoll: 500, ballotsReceived: 505 }),
        paper({ votersOnRoll: 501, ballotsReceived: 507 }),
        paper({ votersOnRoll: 0, ballotsReceived: 0 }),
      ],
      fails: [
        [paper({ votersOnRoll: 500, ballotsReceived: 506 }), 506, 505],
        [paper({ votersOnRoll: 501, ballotsReceived: 508 }), 508, 507],
      ],
      silent: [paper({ votersOnRoll: null }), paper({ ballotsReceived: null })],
    },
  ],
  [
    'C9',
    {
      passes: [paper({ votersOnRoll: 3000 })],
      fails: [[paper({ votersOnRoll: 3001 }), 3001, 3000]],
      silent: [paper({ votersOnRoll: null })],
    },
  ],
  [
    'C10',
    {
      passes: [{ content }, paper({}, words('Четыреста-два'))],
      fails: [
        [paper({}, words('четыреста три')), 1, 0],
        [paper({ ballotsIssued: null }, words('четыреста два')), 1, 0],
        [paper({}, { inWords: { language: 'ru', figures: {}, votes: { a: 'двести', c: 'ноль' } } }), 2, 0],
        [paper({}, { inWords: { language: 'ru', figures: {}, votes: { constructor: 'ноль' } } }), 1, 0],
      ],
      silent: [paper({}, { inWords: null })],
    },
  ],
  [
    'C11',
    {
      passes: [signed('m1', 'm2', 'm3'), signed('m5', 'm4', 'm1')],
      fails: [
        [signed('m1', 'm2'), 4, 5],
        [signed('m2', 'm3', 'm4'), 0, 1],
        [signed(), 0, 5],
      ],
      silent: [{}],
    },
  ],
  [
    'C12',
    {
      passes: [paper({}), paper({}, { votes: { a: 398, b: 0 } })],
      fails: [
        [paper({}, { votes: { a: 390 } }), 1, 0],
        [paper({}, { votes: { a: 210, b: 180, c: 0 } }), 1, 0],
        [paper({}, { votes: { a: 210, c: 180 } }), 2, 0],
        [paper({}, { votes: { a: 210, b: 180, 'against-all': 8 } }), 1, 0],
        [{ content, lines: ['a', 'b', 'constructor', 'against-all'] }, 1, 0],
      ],
      silent: [],
    },
  ],
  [
    'C14',
    {
      passes: [{ ballots: ballots(210) }],
      fails: [
        [{ ballots: ballots(209) }, 209, 210],
        [{ ballots: ballots(210, 5) }, 5, 4],
        [{ ballots: ballots(210, 4, 0) }, 0, 8],
        [{ content: reading({}, { votes: { a: 210 } }), ballots: ballots(210) }, 180, 0],
        [{ ballots: new Map([...ballots(210)].filter(([line]) => line !== 'b')) }, 0, 180],
      ],
      silent: [
        { ballots: undefined },
        { content: reading({ ballotsInvalid: null }), ballots: ballots(210, 9) },
        { content: reading({ votesAgainstAll: null }), ballots: ballots(210, 4, 9) },
      ],
    },
  ],
];

const examine = (relations: readonly RelationId[], given: Case) =>
  findings(relations, { content, lines, mobileBoxes: [], ...given });

describe.each(table)('%s', (relation, { passes, fails, silent }) => {
  test('holds where it just holds', () => {
    for (const given of passes) expect(examine([relation], given)).toEqual([]);
  });

  test('fails by one, and says both sides', () => {
    for (const [given, left, right] of fails) {
      expect(examine([relation], given)).toEqual([{ kind: relation, subject: expect.any(String), left, right }]);
    }
  });

  test('says nothing where a figure lacks', () => {
    for (const given of silent) expect(examine([relation], given)).toEqual([]);
  });
});

test('the table has every relation of one precinct', () => {
  expect([...table.map(([id]) => id), 'C13'].toSorted()).toEqual([...relationIds].toSorted());
});

test('a finding names the mobile box or the line it is about', () => {
  expect(examine(['C6'], { mobileBoxes: [box(1, 2), { ...box(3, 2), box: 'mobile-2' }] })).toMatchObject([
    { kind: 'C6', subject: 'mobile-2' },
  ]);
  expect(examine(['C14'], { ballots: ballots(209, 5) }).map(({ subject }) => subject)).toEqual(['invalid', 'a']);
});

test('findings come in the order of the relations, and only of those asked', () => {
  const given = paper({ ballotsReceived: 510, ballotsInBoxes: 403, votersOnRoll: 3001 });
  expect(examine(relationIds, given).map(({ kind }) => kind)).toEqual(['C1', 'C2', 'C5', 'C9']);
  expect(examine(['C9', 'C2'], given).map(({ kind }) => kind)).toEqual(['C9', 'C2']);
  expect(examine([], given)).toEqual([]);
});

test('C13 holds a constituency’s figure against its precincts', () => {
  expect(constituencyFinding('a', 2150, [1000, 1150])).toBeUndefined();
  expect(constituencyFinding('a', 2117, [1000, 1150])).toEqual({ kind: 'C13', subject: 'a', left: 2117, right: 2150 });
  expect(constituencyFinding('a', 0, [])).toBeUndefined();
  expect(constituencyFinding('a', null, [1])).toBeUndefined();
  expect(constituencyFinding('a', 1, null)).toBeUndefined();
  expect(examine(['C13'], {})).toEqual([]);
});
