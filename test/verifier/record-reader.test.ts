import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { canonical } from '../../src/domain/canonical.ts';
import { CompactRange } from '../../src/verifier/formats/compact-range.ts';
import { RecordReader } from '../../src/verifier/record-reader.ts';

/** A run of ballots in one box: each line is the last one but for its id, its data and its place. */
const ballots = fc
  .record({
    ids: fc.array(fc.uuid(), { minLength: 3, maxLength: 6 }),
    choices: fc.array(fc.constantFrom('a', 'b', 'б', '"', '\\u0000', ',"id":"'), { minLength: 6, maxLength: 6 }),
    first: fc.constantFrom(0, 9, 98, 2 ** 53 - 4),
    meta: fc.record({ actor: fc.string({ maxLength: 3 }), reason: fc.constantFrom('x', '"index":1,') }),
  })
  .map(({ ids, choices, first, meta }) =>
    ids.map((id, i) =>
      canonical({
        v: 1,
        log: 'log.example',
        index: first + i,
        stream: 'ballotbox-e/c/p',
        revision: first + i,
        id,
        type: 'BallotCast',
        version: 1,
        data: { batch: 'b', choice: choices[i] },
        meta,
      }),
    ),
  );

const readAll = (lines: readonly string[]) => {
  const reader = new RecordReader(new CompactRange());
  return lines.map((text) => reader.read(text));
};
/** Without a line before it. */
const readAlone = (text: string) => new RecordReader(new CompactRange()).read(text);

/** One character somewhere put in, taken out, or put in place of another; or two lines exchanged. */
const spoilt = fc
  .tuple(ballots, fc.nat(), fc.nat(), fc.nat(2), fc.constantFrom(...'0149{}",:\\ aé\u0000-'))
  .map(([lines, line, place, how, character]) => {
    const text = lines[line % lines.length]!;
    const at = place % text.length;
    const [put, taken] = [how < 2 ? character : '', how > 0 ? 1 : 0];
    return lines.with(line % lines.length, text.slice(0, at) + put + text.slice(at + taken));
  });

describe('a line of a record', () => {
  test('is read as it would be by itself, whatever stands before it', () => {
    const shuffled = ballots.chain((lines) => fc.shuffledSubarray([...lines, ...lines]));
    fc.assert(
      fc.property(fc.oneof(ballots, { arbitrary: spoilt, weight: 5 }, shuffled), (lines) => {
        for (const { text, leaf, fault } of readAll(lines)) {
          const alone = readAlone(text);
          expect({ leaf, fault }).toEqual({ leaf: alone.leaf, fault: alone.fault });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('is not parsed again where all but its id and data follows from the one before', () => {
    fc.assert(
      fc.property(ballots, (lines) => {
        const known = readAll(lines).map(({ follows }) => follows);
        const within = (line: string) => (JSON.parse(line) as { index: number }).index <= Number.MAX_SAFE_INTEGER;
        expect(known).toEqual(lines.map((line, i) => i > 0 && within(line)));
      }),
    );
  });
});
