import { randomUUID } from 'node:crypto';
import { at, contest, figuresOf, precinctMember, sha256, type Village, type Votes } from '../support/village.ts';

/** Votes as each precinct's paper states them in the end. */
export const papers = { p1: { a: 210, b: 180 }, p2: { a: 121, b: 133 }, p3: { a: 150, b: 140 }, p4: { a: 90, b: 110 } };
/** What the observer's copy of the first precinct says. */
export const copy: Votes = { a: 230, b: 160 };

/** As the second precinct's paper has it, in Russian. */
export const inWords = {
  language: 'ru',
  figures: { ballotsIssued: 'двести пятьдесят четыре', ballotsInvalid: 'два' },
  votes: { a: 'сто двадцать один', b: 'сто тридцать три' },
};
const explanation = 'Two ballots were counted twice; the act is attached.';
export const dissent = 'I was not shown the ballots of the second hundred.';
export const discarded = 'The paper says 121.';
export const request = 'A proxy asked for it in writing.';

/**
 * Of four precincts: one whose observer holds another copy, one whose paper breaks C2 and was misread once, one that
 * counted twice, and one that is still counting.
 */
export async function dispute(village: Village): Promise<void> {
  await village.act(precinctMember('p4', 1), `${contest}/ballot-boxes`, { precinct: 'p4' });
  for (const precinct of village.precincts) await village.vote(precinct);
  await village.count('p1', papers.p1);
  await village.write('p1', papers.p1);
  const issued = { copy: 'k-p1', to: 'observer', at: at('23:50') };
  await village.act(precinctMember('p1', 1), `${village.protocol('p1')}/copies`, issued);
  await misread(village);
  await recount(village);
  await village.count('p4', papers.p4);
  const choices = Object.entries(papers.p4).flatMap(([line, votes]) => Array.from({ length: votes }, () => line));
  const box = `${contest}/ballot-boxes/p4`;
  await village.act(precinctMember('p4', 2), `${box}/ballots`, { batch: randomUUID(), choices, at: at('22:00') });
  await village.act(precinctMember('p4', 2), `${box}/closing`, { at: at('22:30') });
}

async function misread(village: Village): Promise<void> {
  const own = village.protocol('p2');
  const faulty = { ...figuresOf(papers.p2), ballotsInvalid: 2, ballotsSpoiled: 2 };
  const entry = (a: number) => ({
    figures: faulty,
    votes: { ...papers.p2, a },
    issuedByMember: { 'p2.member4': 130, 'p2.member5': 124 },
    inWords,
    paper: sha256,
    at: at('23:00'),
  });
  await village.count('p2', papers.p2);
  await village.act(precinctMember('p2', 2), `${own}/entries`, entry(121));
  await village.act(precinctMember('p2', 3), `${own}/entries`, entry(112));
  await village.act(precinctMember('p2', 4), `${own}/discards`, { entry: 2, reason: discarded, at: at('23:10') });
  await village.act(precinctMember('p2', 3), `${own}/entries`, entry(121));
  for (const member of [1, 2]) {
    await village.act(precinctMember('p2', member), `${own}/signatures`, { at: at('23:30') });
  }
  await village.act(precinctMember('p2', 4), `${own}/signatures`, { dissent, at: at('23:35') });
  await village.act(precinctMember('p2', 1), `${own}/posting`, { place: 'Entrance hall', at: at('23:40') });
  const warning = { kind: 'C1', subject: '', explanation, evidence: sha256, at: at('23:50') };
  await village.act(precinctMember('p2', 1), `${own}/explanations`, warning);
}

async function recount(village: Village): Promise<void> {
  const own = village.protocol('p3');
  await village.count('p3', papers.p3);
  await village.write('p3', { a: 140, b: 150 });
  const proposal = { correction: 'recount-by-precinct', reason: request, evidence: sha256, at: at('23:50') };
  await village.act(precinctMember('p3', 1), `${own}/corrections`, proposal);
  const confirmation = `${own}/corrections/recount-by-precinct/confirmation`;
  await village.act(precinctMember('p3', 2), confirmation, { at: at('23:55') });
  const figures = figuresOf(papers.p3);
  for (const member of [4, 5]) {
    const again = { figures, votes: papers.p3, at: '2021-07-26T01:00:00+06:00' };
    await village.act(precinctMember('p3', member), `${own}/entries`, again);
  }
}

/** The observer of the first precinct hands in the copy. */
export const submitCopy = (village: Village) => village.submitCopy('p1', copy);

/** What was open is explained, the last paper written, and the result put to the vote. */
export async function settle(village: Village): Promise<void> {
  const morning = '2021-07-26T12:00:00+06:00';
  const open = [
    ['p1', { kind: 'observer-copy', subject: 'k-p1' }],
    ['p2', { kind: 'C2', subject: '' }],
  ] as const;
  for (const [precinct, what] of open) {
    const path = `${village.protocol(precinct)}/explanations`;
    await village.act(precinctMember(precinct, 1), path, { ...what, explanation, at: morning });
  }
  for (const member of [1, 2, 3]) {
    await village.act(precinctMember('p3', member), `${village.protocol('p3')}/signatures`, { at: morning });
  }
  await village.act(precinctMember('p3', 1), `${village.protocol('p3')}/posting`, {
    place: 'At the door',
    at: morning,
  });
  await village.write('p4', papers.p4);
  const { body, status } = await village.certify();
  if (status !== 201) throw new Error(JSON.stringify(body));
}
