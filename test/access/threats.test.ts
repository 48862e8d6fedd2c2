import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const text = readFileSync(new URL('../../src/access/THREATS.md', import.meta.url), 'utf8');

/** The rows of the tables whose second column is a status. */
const rows = text
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5 && !/^-+$/.test(cells[1]!) && cells[2] !== 'status')
  .map(([, threat, status, stands]) => ({ threat: threat!, status: status!, stands: stands! }));

const filesIn = (words: string): string[] =>
  [...words.matchAll(/`([\w-]+(?:\/[\w.-]+)+\.ts)`/g)].map((match) => match[1]!);
const isThere = (file: string, root: 'src' | 'test'): boolean =>
  existsSync(new URL(`../../${root}/${file}`, import.meta.url));

describe('What stands against each threat', () => {
  test('is told of all of them', () => expect(rows.length).toBeGreaterThan(30));

  test.each(rows.map((row) => [row.threat, row] as const))('%s', (_, { status, stands }) => {
    expect(['met', 'partly', 'not met']).toContain(status);
    const files = filesIn(stands);
    expect(files.filter((file) => !isThere(file, 'test') && !isThere(file, 'src'))).toEqual([]);
    if (status === 'met') expect(files.filter((file) => isThere(file, 'test'))).not.toEqual([]);
  });
});
