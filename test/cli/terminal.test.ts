import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { aligned, figure, share } from '../../src/cli/aligned.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { terminalKept } from '../support/cli.ts';

test('progress is a line when it is done, where nobody watches', async () => {
  const { terminal, out, err } = terminalKept();
  const progress = terminal.progress('ballots', 4);
  progress.advance(2);
  progress.advance(2);
  progress.end('4 in 1 box');
  await terminal.print('answer');
  expect(err()).toBe('ballots      4 in 1 box\n');
  expect(out()).toBe('answer\n');
});

test('on a terminal it is a bar that makes way for what is printed', async () => {
  const err = Object.assign(new PassThrough(), { isTTY: true, columns: 60 });
  const out = new PassThrough();
  const terminal = new Terminal(out, err);
  const progress = terminal.progress('ballots', 4);
  progress.advance(2);
  await terminal.print('refused');
  progress.end('4 in 1 box');
  const drawn = String(err.read());
  expect(drawn).toContain('████████████░░░░░░░░░░░░  50 %');
  expect(drawn).toContain('\r\x1b[2K');
  expect(drawn.endsWith('ballots      4 in 1 box\n')).toBe(true);
});

test('columns are as wide as their widest cell, whatever the script', () => {
  expect(
    aligned(
      [
        ['Өрнек', '1'],
        ['A', '1,000'],
        ['й̆', ''],
      ],
      ['left', 'right'],
      1,
    ),
  ).toEqual([' Өрнек      1', ' A      1,000', ' й̆']);
});

test('figures are grouped, shares have two digits, and a figure that is not there is not 0', () => {
  expect([figure(28_935), figure(0), figure(null)]).toEqual(['28,935', '0', '-']);
  expect([share(28_935, 79_174), share(0, 10), share(1, null), share(0, 0)]).toEqual(['36.55', '0.00', '-', '-']);
});
