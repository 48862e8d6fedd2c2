import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { csvRows } from '../../src/cli/package/csv.ts';

async function read(text: string, chunk = 7) {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const rows = [];
  for await (const row of csvRows(chunks())) rows.push(row);
  return rows;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const bare = (text: string) => text !== '' && !/[",\n\r]/.test(text);
const cell = fc.string({
  unit: fc.oneof(fc.constantFrom(',', '"', '\n', ' ', 'ә', '😀'), fc.string({ minLength: 1, maxLength: 1 })),
});

test('whatever is written as RFC 4180 wants comes out again, each row with the line it begins on', async () => {
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), async (rows, end, chunk) => {
      let line = 1;
      const expected = rows.map((cells) => {
        const row = { line, cells };
        line += cells.join('').split('\n').length;
        return row;
      });
      const text = rows
        .map((cells) => cells.map((each) => (bare(each) ? each : quoted(each))).join(',') + end)
        .join('');
      expect(await read(text, chunk)).toEqual(expected);
    }),
  );
});

test('a faulty row costs no row after it, whatever is wrong with it', async () => {
  const sound = fc.array(fc.constantFrom('a,b', '"a",b', '"a ""x""",'), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(sound, fc.constantFrom('a"b,c', '"a"b,c', 'x,"y" ,z'), sound, async (before, faulty, after) => {
      const rows = await read([...before, faulty, ...after].join('\n'));
      expect(rows.map((row) => [row.line, 'fault' in row])).toEqual(
        [...before, faulty, ...after].map((row, i) => [i + 1, row === faulty]),
      );
    }),
  );
});

test('a quote that never closes costs its own row, and a bounded amount of text is held for it', async () => {
  const rows = await read(`a,"b\n${'c,d\n'.repeat(40_000)}`, 1 << 16);
  expect(rows).toHaveLength(40_001);
  expect(rows[0]).toMatchObject({ line: 1, fault: expect.stringContaining('does not end') });
  expect(rows.at(-1)).toEqual({ line: 40_001, cells: ['c', 'd'] });
});
