import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type BallotBatch, ballotBatches } from '../../src/cli/package/ballots.ts';
import { type Fault, UnusablePackage } from '../../src/cli/package/fault.ts';
import { openPackage, packageDigest } from '../../src/cli/package/open.ts';
import { readSetUp, type SetUp } from '../../src/cli/package/set-up.ts';
import { isFault } from '../../src/cli/package/table.ts';
import {
  type PackageContents,
  temporaryFolder,
  tinyPackage,
  tinyPackageWith,
  writePackage,
  zipped,
} from '../support/tiny-package.ts';

interface Read {
  readonly digest: string;
  readonly setUp: SetUp;
  readonly faults: Fault[];
  readonly batches: BallotBatch[];
}

/** Reads a whole package, from a folder or from a .zip. */
async function read(contents: PackageContents, form: 'folder' | 'zip' = 'folder'): Promise<Read> {
  using folder = temporaryFolder();
  const path = join(folder.path, 'package');
  if (form === 'folder') writePackage(path, contents);
  else writeFileSync(path, zipped(Object.entries(contents)));
  const files = await openPackage(path);
  try {
    const digest = await packageDigest(files);
    const setUp = await readSetUp(files);
    const faults = [...setUp.faults];
    const batches: BallotBatch[] = [];
    if (files.sizes.has('ballots.csv')) {
      for await (const item of ballotBatches(files, setUp)) {
        if (isFault(item)) faults.push(item);
        else batches.push(item);
      }
    }
    return { digest, setUp, faults, batches };
  } finally {
    files.close();
  }
}

const placeOf = ({ file, line, column, code }: Fault) => `${file}:${line}${column ? `:${column}` : ''} ${code}`;

async function faultsOf(changes: Record<string, string | Uint8Array | undefined>): Promise<string[]> {
  try {
    return (await read(tinyPackageWith(changes))).faults.map(placeOf);
  } catch (error) {
    if (!(error instanceof UnusablePackage)) throw error;
    return ['nothing recorded', ...error.faults.map(placeOf)];
  }
}

const add = (file: keyof typeof tinyPackage, ...rows: string[]) => ({
  [file]: `${tinyPackage[file]}${rows.join('\n')}\n`,
});
const put = (file: keyof typeof tinyPackage, from: string, to: string) => {
  expect(tinyPackage[file]).toContain(from);
  return { [file]: tinyPackage[file].replace(from, to) };
};

describe('a sound package', () => {
  test.each(['folder', 'zip'] as const)(
    'is read from a %s: areas, precincts, contests, candidates, ballots by box',
    async (form) => {
      const { setUp, faults, batches } = await read(tinyPackage, form);
      expect(faults).toEqual([]);
      expect(setUp.election.id).toBe('tiny-2024');
      expect([...setUp.areas.keys()]).toEqual(['LAND', 'TOWN', 'FARM']);
      expect(setUp.areas.get('TOWN')!.values.name_kk).toBe('Қала');
      expect(setUp.precincts.get('P2')).toEqual({
        line: 3,
        values: { code: 'P2', area: 'TOWN', name: 'Mill, old', voters_on_roll: null },
      });
      expect(setUp.candidates.get('MAYOR')!.map(({ values }) => [values.code, values.ballot_order])).toEqual([
        ['A', 2],
        ['B', 1],
      ]);
      expect(batches).toEqual([
        { contest: 'MAYOR', precinct: 'P1', number: 0, last: true, line: 2, choices: ['A', 'against-all', 'A'] },
        { contest: 'MAYOR', precinct: 'P2', number: 0, last: true, line: 3, choices: ['B', 'invalid:unsigned'] },
      ]);
    },
  );

  test('has the same digest as a folder, as a .zip, and zipped with its folder, and another when a byte changes', async () => {
    const wrapped = Object.fromEntries(Object.entries(tinyPackage).map(([name, content]) => [`tiny/${name}`, content]));
    const { digest } = await read(tinyPackage);
    expect((await read(tinyPackage, 'zip')).digest).toBe(digest);
    expect((await read(wrapped, 'zip')).digest).toBe(digest);
    expect((await read(tinyPackageWith(put('ballots.csv', 'P1,A', 'P1,B')))).digest).not.toBe(digest);
  });

  test('may have a byte order mark, CRLF, empty lines, columns in another order and no line end at its end', async () => {
    const { setUp, faults } = await read(
      tinyPackageWith({
        'precincts.csv': '\uFEFFname,code,voters_on_roll,area\r\n\r\nSchool,P1,100,TOWN\r\n"The ""old"" mill",P2,,TOWN',
      }),
    );
    expect(faults).toEqual([]);
    expect(setUp.precincts.get('P1')).toEqual({
      line: 3,
      values: { code: 'P1', area: 'TOWN', name: 'School', voters_on_roll: 100 },
    });
    expect(setUp.precincts.get('P2')!.values.name).toBe('The "old" mill');
  });

  test('keeps a box in batches of 500 whose last takes the rest, whatever the order of the file', async () => {
    const rows = Array.from(
      { length: 2_700 },
      (_, i) => `MAYOR,${i % 3 === 0 ? 'P2' : 'P1'},${i % 2 === 0 ? 'A' : 'B'}`,
    );
    const { batches } = await read(tinyPackageWith({ 'ballots.csv': `contest,precinct,choice\n${rows.join('\n')}\n` }));
    const shape = (precinct: string) =>
      batches
        .filter((batch) => batch.precinct === precinct)
        .map(({ number, choices, last }) => [number, choices.length, last]);
    expect(shape('P1')).toEqual([
      [0, 500, false],
      [1, 500, false],
      [2, 800, true],
    ]);
    expect(shape('P2')).toEqual([[0, 900, true]]);
    const read2 = batches.flatMap(({ precinct, choices }) => choices.map((choice) => `MAYOR,${precinct},${choice}`));
    expect(read2.toSorted()).toEqual(rows.toSorted());
  });
});

describe('a faulty package', () => {
  test.each<[string, Record<string, string | Uint8Array | undefined>, string[]]>([
    ['no election.json', { 'election.json': undefined }, ['nothing recorded', 'election.json:0 MISSING_FILE']],
    [
      'an election that is no JSON',
      { 'election.json': '{\n  "id": "x",\n}' },
      ['nothing recorded', 'election.json:3 BAD_JSON'],
    ],
    [
      'an election in another encoding',
      { 'election.json': Uint8Array.of(0xff, 0xfe, 0x7b) },
      ['nothing recorded', 'election.json:1 BAD_UNICODE'],
    ],
    [
      'a rule set that nobody knows',
      put('election.json', 'plurality', 'anarchy'),
      ['nothing recorded', 'election.json:7:/ruleSet BAD_VALUE'],
    ],
    [
      'a voting day that no calendar has',
      put('election.json', '05-05', '02-30'),
      ['nothing recorded', 'election.json:6:/votingDay BAD_VALUE'],
    ],
    [
      'an unknown member of the election',
      put('election.json', '"ruleSet"', '"rules"'),
      ['nothing recorded', 'election.json:1:/ruleSet MISSING', 'election.json:7:/rules UNKNOWN_FIELD'],
    ],
    ['no areas', { 'areas.csv': undefined }, ['nothing recorded', 'areas.csv:0 MISSING_FILE']],
    [
      'an area twice',
      add('areas.csv', 'TOWN,LAND,locality,Again,,'),
      ['nothing recorded', 'areas.csv:5:code DUPLICATE'],
    ],
    [
      'a child before its parent',
      put('areas.csv', 'LAND,,country', 'LAND,WORLD,country'),
      [
        'nothing recorded',
        'areas.csv:2:parent UNKNOWN_AREA',
        'areas.csv:3:parent UNKNOWN_AREA',
        'areas.csv:4:parent UNKNOWN_AREA',
      ],
    ],
    ['a second root', put('areas.csv', 'FARM,LAND', 'FARM,'), ['nothing recorded', 'areas.csv:4:parent SECOND_ROOT']],
    [
      'a level that cannot lie there',
      put('areas.csv', 'FARM,LAND,locality', 'FARM,LAND,country'),
      ['nothing recorded', 'areas.csv:4:level BAD_LEVEL'],
    ],
    [
      'an unknown level',
      put('areas.csv', 'FARM,LAND,locality', 'FARM,LAND,hamlet'),
      ['nothing recorded', 'areas.csv:4:level BAD_VALUE'],
    ],
    ['an area without a name', put('areas.csv', ',Farm,', ',,'), ['nothing recorded', 'areas.csv:4:name_en MISSING']],
    ['an empty table', { 'precincts.csv': '' }, ['nothing recorded', 'precincts.csv:1 MISSING_HEADER']],
    [
      'a missing column',
      put('precincts.csv', 'code,area,name', 'code,area,title'),
      ['nothing recorded', 'precincts.csv:1:name MISSING_COLUMN', 'precincts.csv:1:"title" UNKNOWN_COLUMN'],
    ],
    [
      'a column twice',
      { 'contests.csv': 'code,code,area,name_en,name_ru,name_kk,against_all\n' },
      ['nothing recorded', 'contests.csv:1:code DOUBLE_COLUMN'],
    ],
    ['a precinct twice', add('precincts.csv', 'P1,TOWN,Again,1'), ['precincts.csv:5:code DUPLICATE']],
    ['a precinct nowhere', add('precincts.csv', 'P3,MOON,Crater,1'), ['precincts.csv:5:area UNKNOWN_AREA']],
    ['a negative roll', add('precincts.csv', 'P3,TOWN,Crater,-1'), ['precincts.csv:5:voters_on_roll BAD_NUMBER']],
    [
      'a roll with a fraction',
      add('precincts.csv', 'P3,TOWN,Crater,1.5'),
      ['precincts.csv:5:voters_on_roll BAD_NUMBER'],
    ],
    [
      'a roll beyond all people',
      add('precincts.csv', 'P3,TOWN,Crater,10000000000'),
      ['precincts.csv:5:voters_on_roll BAD_NUMBER'],
    ],
    [
      'two faults in one row',
      add('precincts.csv', 'P 3,TOWN,,1'),
      ['precincts.csv:5:code BAD_CODE', 'precincts.csv:5:name MISSING'],
    ],
    ['a row too short', add('precincts.csv', 'P3,TOWN', 'P4,TOWN,Inn,4'), ['precincts.csv:5 BAD_CSV']],
    ['a row too long', add('precincts.csv', 'P3,TOWN,Inn, and bar,4'), ['precincts.csv:5 BAD_CSV']],
    [
      'a stray quote',
      add('precincts.csv', 'P3,TOWN,The "Inn",4', 'P4,MOON,x,4'),
      ['precincts.csv:5 BAD_CSV', 'precincts.csv:6:area UNKNOWN_AREA'],
    ],
    ['text after a closing quote', add('precincts.csv', 'P3,TOWN,"Inn"n,4'), ['precincts.csv:5 BAD_CSV']],
    [
      'a quote that never closes',
      add('precincts.csv', 'P3,TOWN,"Inn,4', 'P4,MOON,x,4'),
      ['precincts.csv:5 BAD_CSV', 'precincts.csv:6:area UNKNOWN_AREA'],
    ],
    [
      'a line break in a name',
      add('precincts.csv', 'P3,TOWN,"Inn', 'and bar",4', 'P4,MOON,x,4'),
      ['precincts.csv:5:name BAD_TEXT', 'precincts.csv:7:area UNKNOWN_AREA'],
    ],
    [
      'a row without end',
      add('precincts.csv', `P3,TOWN,${'x'.repeat(200_000)},4`, 'P4,MOON,x,4'),
      ['precincts.csv:5 BAD_CSV', 'precincts.csv:6:area UNKNOWN_AREA'],
    ],
    [
      'bytes that are no UTF-8',
      { 'precincts.csv': Buffer.from(`${tinyPackage['precincts.csv']}P3,TOWN,Caf\xe9,4\n`, 'latin1') },
      ['precincts.csv:5:name BAD_UNICODE'],
    ],
    [
      'UTF-16',
      { 'precincts.csv': Buffer.from(`\uFEFF${tinyPackage['precincts.csv']}`, 'utf16le') },
      ['nothing recorded'],
    ],
    ['a contest nowhere', add('contests.csv', 'X,MOON,X,,,false'), ['contests.csv:3:area UNKNOWN_AREA']],
    [
      'a contest with neither true nor false',
      add('contests.csv', 'X,TOWN,X,,,yes'),
      ['contests.csv:3:against_all BAD_VALUE'],
    ],
    [
      'a candidate of no contest',
      add('candidates.csv', 'X,C,Cem,self,,'),
      ['candidates.csv:4:contest UNKNOWN_CONTEST'],
    ],
    ['a candidate twice', add('candidates.csv', 'MAYOR,A,Cem,self,,'), ['candidates.csv:4:code DUPLICATE']],
    [
      'a place on the ballot twice',
      add('candidates.csv', 'MAYOR,C,Cem,self,,1'),
      ['candidates.csv:4:ballot_order DUPLICATE'],
    ],
    [
      'an unknown nominator',
      add('candidates.csv', 'MAYOR,C,Cem,mother,,'),
      ['candidates.csv:4:nominated_by BAD_VALUE'],
    ],
    [
      'a self-nominated candidate with a party',
      add('candidates.csv', 'MAYOR,C,Cem,self,Birlik,'),
      ['candidates.csv:4:party BAD_VALUE'],
    ],
    [
      'a candidate called against-all',
      add('candidates.csv', 'MAYOR,against-all,Cem,self,,'),
      ['candidates.csv:4:code BAD_CODE'],
    ],
    ['a ballot for nobody', add('ballots.csv', 'MAYOR,P1,Z'), ['ballots.csv:7:choice UNKNOWN_CHOICE']],
    [
      'a ballot invalid for no known reason',
      add('ballots.csv', 'MAYOR,P1,invalid:ugly'),
      ['ballots.csv:7:choice UNKNOWN_CHOICE'],
    ],
    ['a ballot of no precinct', add('ballots.csv', 'MAYOR,P7,A'), ['ballots.csv:7:precinct UNKNOWN_PRECINCT']],
    [
      'a ballot of a precinct elsewhere',
      add('ballots.csv', 'MAYOR,P9,A'),
      ['ballots.csv:7:precinct PRECINCT_ELSEWHERE'],
    ],
    ['a ballot of no contest', add('ballots.csv', 'SHERIFF,P1,A'), ['ballots.csv:7:contest UNKNOWN_CONTEST']],
  ])('%s', async (_, changes, places) => {
    const faults = await faultsOf(changes);
    expect(places.length === 1 && places[0] === 'nothing recorded' ? faults.slice(0, 1) : faults).toEqual(places);
  });
});

describe('a .zip', () => {
  const entries = Object.entries(tinyPackage);
  test.each<[string, Uint8Array, RegExp]>([
    ['is none', Buffer.from('code,parent\n'), /cannot be read as a \.zip/],
    ['is cut short', zipped(entries).subarray(0, -30), /cannot be read as a \.zip/],
    ['leads out of its folder', zipped([...entries, ['../../areas.csv', 'x']]), /invalid relative path/],
    ['leads to the root', zipped([...entries, ['/areas.csv', 'x']]), /absolute path/],
    ['holds a file twice', zipped([...entries, ['areas.csv', 'x']]), /areas\.csv twice/],
    ['holds two packages', zipped([...entries, ['other/areas.csv', 'x']]), /in 2 folders/],
    [
      'inflates to more than it says',
      zipped([...entries.slice(1), ['election.json', ' '.repeat(1e6), { size: 100 }]]),
      /cannot be read as a \.zip/,
    ],
    [
      'says it inflates to more than anybody reads',
      zipped([...entries.slice(1), ['election.json', '{}', { size: 2 ** 31 }]]),
      /at most/,
    ],
    ['is damaged', zipped([...entries.slice(1), ['election.json', '{}', { checksum: 7 }]]), /damaged/],
    ['is encrypted', zipped([...entries.slice(1), ['election.json', '{}', { encrypted: true }]]), /encrypted/],
  ])('that %s is refused', async (_, bytes, words) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'package.zip');
    writeFileSync(path, bytes);
    const reading = async () => {
      const files = await openPackage(path);
      try {
        await packageDigest(files);
      } finally {
        files.close();
      }
    };
    await expect(reading()).rejects.toThrow(UnusablePackage);
    await expect(reading()).rejects.toThrow(words);
  });
});
