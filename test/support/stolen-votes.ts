import { figuresOf, precinctMember, sha256, territorial, type Village, type Votes } from './village.ts';
import type { Reply } from './server.ts';

/**
 * East Kazakhstan, March 2023: a candidate held certified copies of all 15 protocols, 2,150 : 2,083 in her favour, and
 * lost officially by 33 votes.
 */
export const copies: readonly Votes[] = [
  ...Array.from({ length: 14 }, (): Votes => ({ a: 143, b: 139 })),
  { a: 2_150 - 14 * 143, b: 2_083 - 14 * 139 },
];
/** In two precincts 50 votes went from her to him on the way to the record. */
const moved: Readonly<Record<number, number>> = { 3: 30, 11: 20 };
export const official = copies.map(({ a, b }, i): Votes => ({ a: a - (moved[i] ?? 0), b: b + (moved[i] ?? 0) }));

/** A precinct votes and counts, and its protocol is written, as the record has it. */
export async function vote(village: Village, precinct: string): Promise<void> {
  const votes = official[village.precincts.indexOf(precinct)]!;
  await village.vote(precinct);
  await village.count(precinct, votes);
  await village.write(precinct, votes);
}

/** The observer of a precinct hands in the certified copy. */
export function submitCopy(village: Village, precinct: string): Promise<Reply> {
  return village.submitCopy(precinct, copies[village.precincts.indexOf(precinct)]!);
}

const ordered = 'corrections/recount-by-order';

/** A member of the territorial commission orders the recount of the fourth precinct. */
export async function orderRecount(village: Village): Promise<void> {
  const reason = 'The certified copy says something else.';
  const order = { correction: 'recount-by-order', reason, evidence: sha256, at: '2021-07-26T12:00:00+06:00' };
  await village.act(territorial(1), `${village.protocol('p4')}/corrections`, order);
}

/** A member says so too, if it is another. */
export function confirmRecount(village: Village, member: number): Promise<Reply> {
  const path = `${village.protocol('p4')}/${ordered}/confirmation`;
  return village.ask(territorial(member), path, { at: '2021-07-26T12:10:00+06:00' });
}

/** The fourth precinct is counted again, as the copy has it. @returns the answer to the second reading */
export async function recount(village: Village): Promise<Reply> {
  const own = village.protocol('p4');
  const entry = { figures: figuresOf(copies[3]!), votes: copies[3]!, at: '2021-07-26T15:00:00+06:00' };
  await village.act(precinctMember('p4', 2), `${own}/entries`, entry);
  const reply = await village.act(precinctMember('p4', 3), `${own}/entries`, entry);
  for (const member of [1, 2, 3]) {
    await village.act(precinctMember('p4', member), `${own}/signatures`, { at: '2021-07-26T15:30:00+06:00' });
  }
  const posting = { place: 'At the door', at: '2021-07-26T15:40:00+06:00' };
  await village.act(precinctMember('p4', 1), `${own}/posting`, posting);
  return reply;
}

/** The commission of the twelfth precinct says why the copy differs. */
export async function explain(village: Village): Promise<void> {
  const explanation = 'A recount before witnesses found the protocol right.';
  const act = { kind: 'observer-copy', subject: 'k-p12', explanation, at: '2021-07-26T16:00:00+06:00' };
  await village.act(precinctMember('p12', 1), `${village.protocol('p12')}/explanations`, act);
}
