import { join } from 'node:path';
import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fault } from '../../src/cli/package/fault.ts';
import type { PackageFiles } from '../../src/cli/package/files.ts';
import { fileDigests, openPackage, packageDigest } from '../../src/cli/package/open.ts';
import { copies, type PackageCopy, type PackageProtocol, protocols } from '../../src/cli/package/papers.ts';
import { readSetUp } from '../../src/cli/package/set-up.ts';
import { isFault } from '../../src/cli/package/table.ts';
import { temporaryFolder, tinyPackageWith, writePackage } from '../support/tiny-package.ts';

const figureColumns =
  'voters_on_roll,ballots_received,ballots_issued,ballots_issued_outside,ballots_issued_absentee,ballots_unused,' +
  'ballots_spoiled,ballots_in_mobile_boxes,ballots_in_boxes,ballots_invalid,ballots_valid,votes_against_all';
const protocolRows = [
  `contest,precinct,${figureColumns}`,
  'MAYOR,P1,100,101,60,,0,40,1,,60,2,58,3',
  'MAYOR,P2,50,50,40,2,0,10,0,2,40,0,40,0',
];
const voteRows = ['contest,precinct,candidate,votes', 'MAYOR,P1,A,30', 'MAYOR,P1,B,25', 'MAYOR,P2,B,40'];

type Papers = PackageProtocol | PackageCopy;

async function read(
  changes: Record<string, readonly string[] | undefined>,
): Promise<{ papers: Papers[]; faults: Fault[] }> {
  using folder = temporaryFolder();
  const texts = Object.entries(changes).map(([file, rows]) => [file, rows && `${rows.join('\n')}\n`]);
  const files = await openPackage(
    writePackage(join(folder.path, 'package'), tinyPackageWith(Object.fromEntries(texts))),
  );
  const setUp = await readSetUp(files);
  const [papers, faults]: [Papers[], Fault[]] = [[], []];
  for (const items of [protocols(files, setUp), copies(files, setUp)]) {
    for await (const item of items) {
      if (isFault(item)) faults.push(item);
      else papers.push(item);
    }
  }
  return { papers, faults };
}

const sound = { 'protocols.csv': protocolRows, 'votes.csv': voteRows };
const placeOf = ({ file, line, column, code }: Fault) => `${file}:${line}${column ? `:${column}` : ''} ${code}`;
const votesOf = (papers: readonly Papers[]) =>
  papers.map(({ precinct, votes }) => [precinct, Object.fromEntries(votes)]);

describe('protocols of a package', () => {
  test('come with their line, their figures and the votes of every candidate; an empty cell is no figure, and not 0', async () => {
    const { papers, faults } = await read(sound);
    expect(faults).toEqual([]);
    expect(papers[0]).toMatchObject({
      line: 2,
      contest: 'MAYOR',
      precinct: 'P1',
      figures: { votersOnRoll: 100, ballotsIssuedOutside: null, ballotsIssuedAbsentee: 0, votesAgainstAll: 3 },
    });
    expect(Object.keys(papers[0]!.figures)).toHaveLength(12);
    expect(votesOf(papers)).toEqual([
      ['P1', { A: 30, B: 25 }],
      ['P2', { A: 0, B: 40 }],
    ]);
  });

  test('are the same whatever the order of both files', async () => {
    const rows = (all: readonly string[]) => fc.shuffledSubarray(all.slice(1), { minLength: all.length - 1 });
    const orders = fc.tuple(rows(protocolRows), rows(voteRows));
    const expected = votesOf((await read(sound)).papers);
    await fc.assert(
      fc.asyncProperty(orders, async ([some, others]) => {
        const shuffled = { 'protocols.csv': [protocolRows[0]!, ...some], 'votes.csv': [voteRows[0]!, ...others] };
        const { papers, faults } = await read(shuffled);
        expect(faults).toEqual([]);
        expect(votesOf(papers).toSorted()).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('keep votes for a candidate who is not on the ballot: that is a finding, and no reason to refuse the paper', async () => {
    const { papers, faults } = await read({ ...sound, 'votes.csv': [...voteRows, 'MAYOR,P2,Z,1'] });
    expect(faults).toEqual([]);
    expect(votesOf(papers)[1]).toEqual(['P2', { A: 0, B: 40, Z: 1 }]);
  });

  const [head, first, second] = protocolRows as [string, string, string];
  test.each<[string, Record<string, readonly string[] | undefined>, string[], string[]]>([
    ['no votes beside them', { 'votes.csv': undefined }, ['votes.csv:0 MISSING_FILE'], []],
    ['votes without protocols', { 'protocols.csv': undefined }, ['protocols.csv:0 MISSING_FILE'], []],
    [
      'a negative figure',
      { 'protocols.csv': [head, first.replace(',60,', ',-60,'), second] },
      ['protocols.csv:2:ballots_issued BAD_NUMBER'],
      ['P2'],
    ],
    [
      'a column missing: one fault, and none for each protocol',
      { 'protocols.csv': protocolRows.map((row) => row.slice(0, row.lastIndexOf(','))) },
      ['protocols.csv:1:votes_against_all MISSING_COLUMN'],
      [],
    ],
    ['a protocol twice', { 'protocols.csv': [...protocolRows, first] }, ['protocols.csv:4 DUPLICATE'], ['P1', 'P2']],
    [
      'a protocol of no precinct',
      { 'protocols.csv': [...protocolRows, first.replace('P1', 'P7')] },
      ['protocols.csv:4:precinct UNKNOWN_PRECINCT'],
      ['P1', 'P2'],
    ],
    [
      'a protocol of a precinct elsewhere',
      { 'protocols.csv': [...protocolRows, first.replace('P1', 'P9')] },
      ['protocols.csv:4:precinct PRECINCT_ELSEWHERE'],
      ['P1', 'P2'],
    ],
    [
      'a protocol of no contest',
      { 'protocols.csv': [...protocolRows, first.replace('MAYOR', 'SHERIFF')] },
      ['protocols.csv:4:contest UNKNOWN_CONTEST'],
      ['P1', 'P2'],
    ],
    ['votes of no protocol', { 'protocols.csv': [head, second] }, ['votes.csv:2 NO_PAPER'], ['P2']],
    [
      'votes that are no number: their protocol is not read as if there were none',
      { 'votes.csv': [...voteRows.slice(0, 3), 'MAYOR,P2,B,many'] },
      ['votes.csv:4:votes BAD_NUMBER', 'protocols.csv:3 FAULTY_VOTES'],
      ['P1'],
    ],
    [
      'votes of one candidate twice',
      { 'votes.csv': [...voteRows, 'MAYOR,P1,A,31'] },
      ['votes.csv:5:candidate DUPLICATE', 'protocols.csv:2 FAULTY_VOTES'],
      ['P2'],
    ],
    [
      'votes that are nobody’s since the row cannot be read: a missing row may be this one',
      { 'votes.csv': [...voteRows, 'MAYOR,P2'] },
      ['protocols.csv:3 FAULTY_VOTES', 'votes.csv:5 BAD_CSV'],
      ['P1'],
    ],
    [
      'votes without a header',
      { 'votes.csv': voteRows.slice(1) },
      [
        'votes.csv:1:contest MISSING_COLUMN',
        'votes.csv:1:precinct MISSING_COLUMN',
        'votes.csv:1:candidate MISSING_COLUMN',
        'votes.csv:1:votes MISSING_COLUMN',
        ...['MAYOR', 'P1', 'A', '30'].map((cell) => `votes.csv:1:"${cell}" UNKNOWN_COLUMN`),
      ],
      [],
    ],
  ])('with %s', async (_, changes, places, left) => {
    const { papers, faults } = await read({ ...sound, ...changes });
    expect(faults.map(placeOf)).toEqual(places);
    expect(papers.map(({ precinct }) => precinct)).toEqual(left);
  });
});

describe('observers’ copies in a package', () => {
  const copyRows = [
    `contest,precinct,copy,submitted_by,${figureColumns}`,
    'MAYOR,P1,k1,observer.1,100,101,60,,0,40,1,,60,2,58,3',
    'MAYOR,P1,k2,observer.2,100,,60,,,,,,60,2,58,',
    'MAYOR,P2,k1,observer.1,50,50,40,2,0,10,0,2,40,0,40,0',
  ];
  const copyVotes = [
    'contest,precinct,copy,candidate,votes',
    'MAYOR,P1,k1,A,30',
    'MAYOR,P1,k2,A,20',
    'MAYOR,P1,k1,B,25',
    'MAYOR,P1,k2,B,38',
    'MAYOR,P2,k1,B,40',
  ];

  test('may be several of one protocol, each with its own votes, and need no protocol', async () => {
    const { papers, faults } = await read({ 'copies.csv': copyRows, 'copy-votes.csv': copyVotes });
    expect(faults).toEqual([]);
    const told = papers.map((paper) => [paper.precinct, (paper as PackageCopy).copy, Object.fromEntries(paper.votes)]);
    expect(told).toEqual([
      ['P1', 'k1', { A: 30, B: 25 }],
      ['P1', 'k2', { A: 20, B: 38 }],
      ['P2', 'k1', { A: 0, B: 40 }],
    ]);
    expect(papers[1]).toMatchObject({
      submittedBy: 'observer.2',
      figures: { ballotsReceived: null, ballotsInBoxes: 60 },
    });
  });

  test('name who submitted them by an official id', async () => {
    const named = copyRows.with(1, copyRows[1]!.replace('observer.1', 'Mr O.'));
    const { faults } = await read({ 'copies.csv': named, 'copy-votes.csv': copyVotes });
    expect(faults.map(placeOf)).toEqual(['copies.csv:2:submitted_by BAD_CODE']);
  });
});

test('each file has a digest of its original bytes, and the package one of them all', async () => {
  using folder = temporaryFolder();
  const contents = tinyPackageWith({ 'protocols.csv': protocolRows.join('\r\n'), 'votes.csv': voteRows.join('\n') });
  const files = await openPackage(writePackage(join(folder.path, 'package'), contents));
  const digests = await fileDigests(files);
  expect(digests.get('protocols.csv')).toBe(hash('sha256', contents['protocols.csv']!));
  expect([...digests.keys()]).toEqual([...files.sizes.keys()]);
  expect(await packageDigest(files)).toBe(hash('sha256', JSON.stringify([...digests])));
});

/** Folder of the real packages; without it these tests are left out, since the data are not a part of the project. */
const data = process.env['VOTE_RECORD_CONFORMANCE'];

(data === undefined ? describe.skip : describe)('12,441 real protocols of Bulgaria, 2017', () => {
  test('are read side by side with their votes, which are not kept', async () => {
    const files = await openPackage(join(data!, 'bulgaria-2017'));
    let [times, bytes] = [0, 0];
    const watched: PackageFiles = {
      ...files,
      async *read(file) {
        if (file === 'votes.csv') [times, bytes] = [times + 1, 0];
        for await (const chunk of files.read(file)) {
          if (file === 'votes.csv') bytes += chunk.length;
          yield chunk;
        }
      },
    };
    let count = 0;
    for await (const item of protocols(watched, await readSetUp(files))) {
      expect(isFault(item)).toBe(false);
      if (++count === 100) break;
    }
    expect(times).toBe(2);
    expect(bytes).toBeLessThan(files.sizes.get('votes.csv')! / 4);
  });

  test('add up to what is known of them', async () => {
    const files = await openPackage(join(data!, 'bulgaria-2017'));
    const sums: Record<string, number> = {};
    const add = (name: string, value: number | null) => (sums[name] = (sums[name] ?? 0) + (value ?? 0));
    let ofCandidates = 0;
    for await (const item of protocols(files, await readSetUp(files))) {
      if (isFault(item)) throw new Error(placeOf(item));
      add('protocols', 1);
      for (const [name, value] of Object.entries(item.figures)) add(name, value);
      for (const [candidate, votes] of item.votes) add(`candidate ${candidate}`, votes);
      for (const votes of item.votes.values()) ofCandidates += votes;
    }
    expect(sums).toMatchObject({
      protocols: 12_441,
      ballotsReceived: 7_581_341,
      votersOnRoll: 7_004_358,
      ballotsIssued: 3_682_151,
      ballotsInBoxes: 3_682_493,
      ballotsInvalid: 169_009,
      ballotsValid: 3_513_419,
      votesAgainstAll: 87_850,
      'candidate 11': 1_147_292,
      'candidate 10': 955_490,
      'candidate 17': 318_513,
    });
    expect(ofCandidates).toBe(3_425_640);
  });
});
