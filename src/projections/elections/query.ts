import { digestOf } from '../digested.ts';
import type { View } from '../projection.ts';
import type { PageOptions } from '../rows.ts';
import type { Election, ElectionPart } from './view.ts';

/** All elections in the order of their ids, a page of them; the digest is of the list of all elections' digests. */
export function listElections(view: View<ElectionPart>, { limit = 100, after = '' }: PageOptions = {}) {
  const called = [...view.values()]
    .filter((part) => part.election)
    .toSorted((a, b) => (a.election!.id < b.election!.id ? -1 : 1));
  const page = called.map((part) => part.election!).filter(({ id }) => id > after);
  const elections = page.slice(0, limit);
  const next = page.length > limit ? elections.at(-1)!.id : null;
  return { digest: digestOf(called.map((part) => part.digest)), elections, next };
}

/** One election, with the digest of just that; `undefined` when it was not called. */
export function findElection(view: View<ElectionPart>, id: string): ({ digest: string } & Election) | undefined {
  const part = view.get(id);
  return part?.election && { digest: part.digest, ...part.election };
}
