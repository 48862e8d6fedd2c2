import { foldUpTo } from '../../projections/past.ts';
import { results } from '../../projections/results/projection.ts';
import { CommandFailed, type OpenRecord } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { type Act, actsThatChange, type Change } from './acts.ts';

export interface DiffWish {
  readonly election: string;
  readonly from: number;
  /** The end of the record, when absent. */
  readonly to?: number;
  readonly contest?: string;
  readonly json: boolean;
}

/** Prints each act between two positions that changed a figure, and what the changes come to. */
export async function diff({ reader, snapshots }: OpenRecord, terminal: Terminal, wish: DiffWish): Promise<void> {
  const head = (await reader.head())?.position ?? -1;
  const { election, from, to = head, contest, json } = wish;
  if (from > to) throw new CommandFailed(`Position ${from} comes after ${to}.`);
  if (to > head) throw new CommandFailed(`The record ends at position ${head}.`);
  const fold = await foldUpTo([results], from, reader, snapshots);
  const net = new Map<string, Change>();
  for await (const act of actsThatChange(fold, reader, { election, to, contest })) {
    if (terminal.closed) return;
    for (const change of act.changes) addUp(net, change);
    await terminal.print(json ? JSON.stringify(act) : inWords(act));
  }
  const part = fold.view(results).get(election);
  if (!part) throw new CommandFailed(`The record knows no election ${election} up to position ${to}.`);
  if (contest !== undefined && !part.find(contest))
    throw new CommandFailed(`Election ${election} has no contest ${contest}.`);
  if (!json) await terminal.print(summary(wish, to, [...net.values()]));
}

function addUp(net: Map<string, Change>, change: Change): void {
  const key = `${change.contest} ${change.level} ${change.code} ${change.figure}`;
  net.set(key, { ...change, from: net.has(key) ? net.get(key)!.from : change.from });
}

function inWords({ first, position, recordedAt, actor, role, area, words, reason, changes }: Act): string {
  const at = first === position ? String(position) : `${first}-${position}`;
  return [
    `${at}  ${recordedAt}  ${actor}, ${role}${area === null ? '' : ` of ${area}`}`,
    ...words.map((sentence) => `  ${sentence}`),
    ...(reason === null ? [] : [`  why: ${reason}`]),
    ...changes.map((change) => `    ${placed(change)}`),
    '',
  ].join('\n');
}

/** What is different at the end, whole contests only: what came and went again is not. */
function summary({ election, from }: DiffWish, to: number, net: readonly Change[]): string {
  const lasting = net.filter(({ from: was, to: is, level }) => was !== is && level !== 'precinct');
  const head = `${election}, from position ${from} to ${to}: `;
  if (lasting.length === 0) return `${head}no total is different.`;
  return [`${head}${lasting.length} totals are different.`, ...lasting.map((change) => `  ${placed(change)}`)].join(
    '\n',
  );
}

function placed({ contest, level, code, figure, from, to }: Change): string {
  return `${contest}, ${level} ${code}: ${figure} ${from ?? 'none'} -> ${to ?? 'none'}`;
}
