import type { Fault, Finding } from '../../verifier/check.ts';
import { notProved } from '../../verifier/not-proved.ts';
import type { Report } from '../../verifier/verify.ts';

const marks = { holds: 'ok', fails: 'FAILS', 'not checked': '-' } as const;

/** A report as lines: one a check, faults below it, and what even a good one does not prove. */
export function inWords({ good, size, root, findings }: Report): string[] {
  const unchecked = findings.filter(({ outcome }) => outcome === 'not checked').map(({ number }) => number);
  return [
    `${size} events, root ${root}`,
    ...findings.flatMap(findingLines),
    '',
    good ? 'Nothing that was checked fails.' : 'THIS RECORD IS NOT GOOD: see the lines that fail.',
    ...(unchecked.length > 0 ? [`Not checked: ${unchecked.join(', ')}.`] : []),
    'What this does not prove:',
    ...notProved.map((words) => `  - ${words}`),
  ];
}

function findingLines({ number, title, outcome, words, faults, more }: Finding): string[] {
  return [
    `${marks[outcome].padEnd(6)}(${number}) ${title}: ${words}`,
    ...faults.map((fault) => `         ${placeOf(fault)}${fault.message}`),
    ...(more > 0 ? [`         and ${more} more`] : []),
  ];
}

function placeOf({ index, file }: Fault): string {
  return index !== undefined ? `event ${index}: ` : file === undefined ? '' : `${file}: `;
}
