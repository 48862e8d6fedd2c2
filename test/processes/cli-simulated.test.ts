import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/tiny-package.ts';

/** A small invented election, loaded: the answers were written down beside it before anything was recorded. */
const folder = temporaryFolder();
const data = join(folder.path, 'record');
const pack = join(folder.path, 'package');
interface Answers {
  readonly election: string;
  readonly contests: readonly {
    readonly contest: string;
    readonly figures: Readonly<Record<string, number>>;
    readonly votes: Readonly<Record<string, number>>;
  }[];
  readonly faultyProtocols: readonly {
    readonly contest: string;
    readonly precinct: string;
    readonly relation: string;
    readonly subject: string;
    readonly left: number;
    readonly right: number;
  }[];
  readonly copies: { readonly differing: readonly { readonly precinct: string; readonly differences: unknown }[] };
}
let answers: Answers;
beforeAll(async () => {
  expect(await runCli(data, 'simulate', '--scale', 'day', '--seed', '11', '--out', pack)).toMatchObject({ code: 0 });
  answers = JSON.parse(readFileSync(join(pack, 'answers.json'), 'utf8'));
  const loaded = await runCli(data, 'load', pack, '--clerks', 'clerk.1,clerk.2');
  expect(loaded).toMatchObject({ code: 0 });
});
afterAll(() => folder[Symbol.dispose]());

const eventsOf = async (type: string) => {
  const { out } = await runCli(data, 'replay', '--type', type, '--json');
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { stream: string; position: number; data: Record<string, unknown> });
};

test('a load asks for two clerks where the law wants two readings, before it records anything', async () => {
  const nowhere = join(folder.path, 'nowhere');
  const ran = await runCli(nowhere, 'load', pack, '--clerks', 'clerk.1');
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Under kz-akim-2021 two people read each protocol: name two clerks, with --clerks.');
  expect((await runCli(nowhere, 'results', answers.election)).out).toBe('');
});

test('every contest adds up to its protocols as they were written', async () => {
  const { out } = await runCli(data, 'results', answers.election, '--json');
  const found = new Map<string, { figures: object; votes: object }>(
    JSON.parse(out).contests.map(
      (contest: { code: string; area: string; areas: { level: string; code: string }[] }) => [
        contest.code,
        contest.areas.find(({ level, code }) => code === contest.area && level !== 'precinct')!,
      ],
    ),
  );
  for (const { contest, figures, votes } of answers.contests)
    expect(found.get(contest)).toMatchObject({ figures, votes });
});

test('the faulty protocols are flagged, each with both sides of what does not hold, and no others', async () => {
  const flags = (await eventsOf('DiscrepancyFlagged')).map(({ stream, data: { kind, subject, left, right } }) => {
    const [, contest, precinct] = stream.split('/');
    return { contest, precinct, relation: kind, subject, left, right };
  });
  expect(answers.faultyProtocols.length).toBeGreaterThan(0);
  const sorted = (all: readonly object[]) =>
    all.map((each) => JSON.stringify(each, Object.keys(each).toSorted())).toSorted();
  expect(sorted(flags)).toEqual(sorted(answers.faultyProtocols));
});

test('the copies that differ are told with both figures, and no others', async () => {
  const differing = (await eventsOf('ObserverCopyDiffered')).map(({ stream, data: { differences } }) => [
    stream.split('/')[2],
    differences,
  ]);
  const expected = answers.copies.differing.map(({ precinct, differences }) => [precinct, differences]);
  expect(differing.toSorted()).toEqual(expected.toSorted());
});

test('what a package does not tell of is recorded as presumed, and each protocol with its row', async () => {
  const checked = (await eventsOf('EligibilityChecked')) as unknown as { meta: { reason?: string } }[];
  expect(new Set(checked.map(({ meta }) => meta.reason))).toEqual(
    new Set(['Presumed by the import of a package that does not tell of it.']),
  );
  const entries = await eventsOf('ProtocolEntered');
  const clerks = new Set(entries.map(({ data: { official, entry } }) => `${entry} ${official}`));
  expect(clerks).toEqual(new Set(['1 clerk.1', '2 clerk.2']));
  const sources = entries.map(({ data: { imported } }) => imported as { file: string; line: number });
  expect(new Set(sources.map(({ file }) => file))).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
  expect(
    sources
      .map(({ line }) => line)
      .toSorted((a, b) => a - b)
      .slice(0, 3),
  ).toEqual([2, 2, 3]);
});

test('diff tells which act changed which figure, and what remains of it', async () => {
  const [accepted] = await eventsOf('ProtocolAccepted');
  const { position, stream } = accepted!;
  const [, contest, precinct] = stream.split('/');
  const { code, out } = await runCli(
    data,
    'diff',
    answers.election,
    '--from',
    String(position - 2),
    '--to',
    String(position),
  );
  expect(code).toBe(0);
  expect(out).toContain(`protocol of ${contest} in precinct ${precinct} accepted`);
  expect(out).toMatch(new RegExp(`${contest}, precinct ${precinct}: precincts/counted 0 -> 1`));
  expect(out).toMatch(/totals are different\.\n/);
  const nothing = await runCli(data, 'diff', answers.election, '--from', '3', '--to', '3');
  expect(nothing.out).toContain('no total is different.');
  const beyond = await runCli(data, 'diff', answers.election, '--from', '1', '--to', '99999999');
  expect(beyond.code).toBe(1);
  expect(beyond.err).toContain('The record ends at position');
});
