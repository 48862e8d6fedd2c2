import { InvalidArgumentError } from 'commander';
import type { OpenRecord, Surroundings } from './surroundings.ts';

/** Exit codes: done; not done, or not all of it; not understood. */
export const exit = { done: 0, failed: 1, usage: 2 } as const;

/** What each command is made with. */
export interface Context extends Surroundings {
  /** Tells the exit code of a command that came to its end: 1 unless everything went well. */
  outcome(good: boolean): void;
}

/** Opens the record for as long as it is read. */
export async function reading(context: Context, read: (record: OpenRecord) => Promise<void>): Promise<void> {
  const record = await context.openRecord();
  try {
    await read(record);
  } finally {
    await record.close();
  }
}

/** The last lines of a command's help. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  vote-record ${line}`).join('\n')}`;
}

/** Reads an option that names a position of the record. */
export function position(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A position is a whole number from 0.');
}
