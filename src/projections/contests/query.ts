import type { View } from '../projection.ts';
import type { PageOptions } from '../rows.ts';
import type { ContestStatus } from './status.ts';
import type { Contest, ContestsPart } from './view.ts';

export interface ContestsOptions extends PageOptions {
  /** Code of the constituency. */
  readonly area?: string | undefined;
  readonly status?: ContestStatus | undefined;
}

/** The contests of an election that fit, a page of them; the digest is of all contests. `undefined`: unknown election. */
export function listContests(
  view: View<ContestsPart>,
  election: string,
  { area, status, ...page }: ContestsOptions = {},
) {
  const part = view.get(election);
  if (!part) return undefined;
  const { rows: contests, next } = part.page(
    page,
    (contest) => (area === undefined || contest.area === area) && (status === undefined || contest.status === status),
  );
  return { digest: part.digest, contests, next };
}

/** One contest, with the digest of just that. */
export function findContest(
  view: View<ContestsPart>,
  election: string,
  code: string,
): ({ digest: string } & Contest) | undefined {
  const found = view.get(election)?.find(code);
  return found && { digest: found.digest, ...found.value };
}

/** The candidates of one contest in the order of their nomination, with the digest of the contest. */
export function listCandidates(view: View<ContestsPart>, election: string, contest: string) {
  const found = view.get(election)?.find(contest);
  return found && { digest: found.digest, candidates: found.value.candidates };
}
