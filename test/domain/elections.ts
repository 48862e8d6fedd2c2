import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { kzAkim2021 } from '../../src/domain/rules/kz-akim-2021.ts';
import { kzAkim2026 } from '../../src/domain/rules/kz-akim-2026.ts';
import { plurality as pluralityRules } from '../../src/domain/rules/plurality.ts';

/** Elections that the tests of the domain are about. In 2021 Almaty's clocks stood at +06:00, in 2026 at +05:00. */
export const in2021: ElectionFacts = {
  rules: kzAkim2021,
  votingDay: '2021-07-25',
  timeZone: 'Asia/Almaty',
  minimumBallotBatch: 10,
  personalSignatures: false,
};
export const in2026: ElectionFacts = { ...in2021, rules: kzAkim2026, votingDay: '2026-11-15' };
/** Mangystau, where clocks stood at +05:00 in 2021: an hour behind the capital's. */
export const inAktau: ElectionFacts = { ...in2021, timeZone: 'Asia/Aqtau' };
export const plurality: ElectionFacts = {
  rules: pluralityRules,
  votingDay: '2013-11-05',
  timeZone: 'America/Chicago',
  minimumBallotBatch: 1,
  personalSignatures: false,
};

/** The server's clock, long after every act of these tests. */
export const now = '2030-01-01T00:00:00.000Z';

/** An act done at that moment. */
export const done = (at: string) => ({ at, now });

/** A commission of so many, `m1` in the chair. */
export const commissionOf = (size: number) =>
  Array.from({ length: size }, (_, i) => ({
    official: `m${i + 1}`,
    name: `Member ${i + 1}`,
    office: i === 0 ? ('chair' as const) : ('member' as const),
  }));
