import { isRealDay, isTimeZone } from '../../domain/clock.ts';
import { ruleSet, ruleSets } from '../../domain/rules/rule-sets.ts';
import { CellFault, code, name as text, shown } from './columns.ts';
import type { Fault } from './fault.ts';
import type { PackageFiles } from './files.ts';

/** `election.json`. */
export interface ElectionDocument {
  readonly id: string;
  readonly name: { readonly kk?: string; readonly ru?: string; readonly en?: string };
  readonly votingDay: string;
  readonly ruleSet: string;
  readonly timeZone: string;
}

const file = 'election.json';

/** What each member must be: the sentence that says it is not, or nothing. */
const members: Readonly<Record<keyof ElectionDocument, (value: unknown) => string | undefined>> = {
  id: (value) => (typeof value === 'string' && !(code(value) instanceof CellFault) ? undefined : 'The id is a code.'),
  name: (value) => (isName(value) ? undefined : 'The name is an object of one to three of kk, ru, en, each a text.'),
  votingDay: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isRealDay(value)
      ? undefined
      : 'The voting day is a day, such as 2021-07-25.',
  ruleSet: (value) =>
    typeof value === 'string' && ruleSet(value)
      ? undefined
      : `The rule set is one of ${ruleSets.map(({ id }) => id).join(', ')}.`,
  timeZone: (value) =>
    typeof value === 'string' && isTimeZone(value) ? undefined : 'The time zone is an IANA name, such as Asia/Almaty.',
};

/** The election's own data; faults name the member by a JSON pointer. */
export async function readElection(files: PackageFiles): Promise<ElectionDocument | Fault[]> {
  if (!files.sizes.has(file)) return [{ file, line: 0, code: 'MISSING_FILE', reason: 'The package has no such file.' }];
  const source = await textOf(files);
  if (source === undefined) return [{ file, line: 1, code: 'BAD_UNICODE', reason: 'The file is not UTF-8.' }];
  const document = parsed(source);
  if (typeof document === 'string') {
    const line = Number(/line (\d+)/.exec(document)?.[1] ?? 1);
    return [{ file, line, code: 'BAD_JSON', reason: document }];
  }
  const faults: Fault[] = [];
  const blame = (member: string, kind: string, reason: string) =>
    faults.push({ file, line: lineOf(source, member), column: `/${member}`, code: kind, reason });
  for (const [member, fault] of Object.entries(members)) {
    const reason = fault(document[member]);
    if (reason) blame(member, member in document ? 'BAD_VALUE' : 'MISSING', reason);
  }
  for (const member of Object.keys(document)) {
    if (!(member in members))
      blame(member, 'UNKNOWN_FIELD', `${shown(member)} is none of ${Object.keys(members).join(', ')}.`);
  }
  return faults.length > 0 ? faults : (document as unknown as ElectionDocument);
}

async function textOf(files: PackageFiles): Promise<string | undefined> {
  const bytes: Uint8Array[] = [];
  for await (const chunk of files.read(file)) bytes.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes));
  } catch {
    return undefined;
  }
}

/** The document, or why it is none. */
function parsed(source: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(source);
    return isObject(value) ? value : 'The file holds no JSON object.';
  } catch (error) {
    return `The file is no JSON: ${(error as Error).message}.`;
  }
}

function isName(value: unknown): boolean {
  if (!isObject(value)) return false;
  const names = Object.entries(value);
  return (
    names.length > 0 &&
    names.every(
      ([language, each]) =>
        /^(kk|ru|en)$/.test(language) && typeof each === 'string' && !(text(each) instanceof CellFault),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lineOf(source: string, member: string): number {
  const at = source.indexOf(JSON.stringify(member));
  return at < 0 ? 1 : source.slice(0, at).split('\n').length;
}
