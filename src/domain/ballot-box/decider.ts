import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import type { PrecinctFacts } from '../precinct/state.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, notInTheFuture } from '../rules/calendar.ts';
import { type BallotBoxEvent, invalidReasons, largestBallotBatch } from './events.ts';
import { type BallotBoxState, evolveBallotBox } from './state.ts';

export interface BallotBoxFacts {
  readonly election: ElectionFacts | undefined;
  readonly precinct: PrecinctFacts | undefined;
  /** Lines of the approved ballot text; `undefined` while there is none. */
  readonly lines: readonly string[] | undefined;
}

export type BallotBoxCommand =
  | ({
      readonly type: 'SealBallotBox';
      readonly facts: BallotBoxFacts & {
        /** The precinct's area is the contest's, or lies below it. */
        readonly inConstituency: boolean;
        /** The result of the contest is established. */
        readonly decided: boolean;
      };
    } & Acted)
  | ({
      readonly type: 'RecordBallots';
      readonly batch: string;
      /** In an order that tells nothing: shuffled by who asks. */
      readonly choices: readonly string[];
      /** The last batch of the box: it may be small, and closes it. */
      readonly last: boolean;
      readonly facts: BallotBoxFacts;
    } & Acted)
  | ({
      readonly type: 'CloseBallotBox';
      readonly facts: Pick<BallotBoxFacts, 'election' | 'precinct'>;
    } & Acted);

const invalid = new Set(invalidReasons.map((reason) => `invalid:${reason}`));

export const ballotBoxDecider: Decider<BallotBoxCommand, BallotBoxState, BallotBoxEvent> = {
  initialState: { status: 'none' },
  evolve: evolveBallotBox,
  decide(command, state): Decision<BallotBoxEvent> {
    const { election } = command.facts;
    if (!election) return new Refusal('unknown', 'ELECTION_UNKNOWN', 'There is no such election.');
    const early = notInTheFuture(command);
    if (early) return early;
    switch (command.type) {
      case 'SealBallotBox':
        return seal(command, state);
      case 'RecordBallots':
        return record(command, state, election);
      case 'CloseBallotBox':
        if (state.status === 'none') return notSealed();
        if (state.status === 'closed') return closed();
        return (
          pollsOpen(election, command.facts.precinct) ?? [
            { type: 'BallotBoxClosed', data: { ballots: state.ballots, at: command.at } },
          ]
        );
    }
  },
};

const notSealed = () =>
  new Refusal('unknown', 'BALLOT_BOX_NOT_SEALED', 'No ballot box of this contest is sealed in this precinct.');
const closed = () =>
  new Refusal('state', 'BALLOT_BOX_CLOSED', 'The ballot box is closed: its ballots are final.', { article: 'art. 43' });

function seal(
  { facts, at }: Extract<BallotBoxCommand, { type: 'SealBallotBox' }>,
  state: BallotBoxState,
): Decision<BallotBoxEvent> {
  if (!facts.precinct)
    return new Refusal('unknown', 'PRECINCT_UNKNOWN', 'The precinct is not formed.', { field: '/precinct' });
  if (!facts.lines)
    return new Refusal('state', 'BALLOT_TEXT_NOT_APPROVED', 'The ballot text of this contest is not approved.', {
      article: 'art. 37',
    });
  if (!facts.inConstituency) {
    return new Refusal('input', 'PRECINCT_OUTSIDE_CONSTITUENCY', 'The precinct does not vote in this contest.', {
      field: '/precinct',
    });
  }
  if (state.status !== 'none')
    return new Refusal('state', 'BALLOT_BOX_SEALED', 'The ballot box is sealed already.', { article: 'art. 43' });
  if (facts.decided) {
    return new Refusal('state', 'RESULT_ESTABLISHED', 'The result of this contest is established without this box.', {
      article: 'art. 14',
    });
  }
  return [{ type: 'BallotBoxSealed', data: { at } }];
}

function record(
  command: Extract<BallotBoxCommand, { type: 'RecordBallots' }>,
  state: BallotBoxState,
  election: ElectionFacts,
): Decision<BallotBoxEvent> {
  const { batch, choices, last, facts, at } = command;
  const earlier = state.status === 'none' ? undefined : state.batches.get(batch);
  if (earlier) {
    if (sameTally(earlier, choices) && (!last || state.status === 'closed')) return [];
    return new Refusal('input', 'BATCH_REUSED', 'A batch with this id was recorded with other ballots.', {
      field: '/batch',
    });
  }
  if (state.status === 'none') return notSealed();
  if (state.status === 'closed') return closed();
  const open = pollsOpen(election, facts.precinct);
  if (open) return open;
  const minimum = election.minimumBallotBatch;
  if (!last && choices.length < minimum) {
    return new Refusal(
      'input',
      'BATCH_TOO_SMALL',
      `A batch has at least ${minimum} ballots, but for the last of a box.`,
      { field: '/choices' },
    );
  }
  if (choices.length === 0 || choices.length > largestBallotBatch) {
    return new Refusal('input', 'BATCH_SIZE', `A batch holds 1 to ${largestBallotBatch} ballots.`, {
      field: '/choices',
    });
  }
  const lines = new Set(facts.lines);
  const strange = choices.findIndex((choice) => !lines.has(choice) && !invalid.has(choice));
  if (strange >= 0) {
    return new Refusal('input', 'NO_SUCH_LINE', `The ballot has no line ${choices[strange]}.`, {
      field: `/choices/${strange}`,
    });
  }
  const ballots = choices.map((choice): BallotBoxEvent => ({ type: 'BallotCast', data: { choice, batch } }));
  if (last) ballots.push({ type: 'BallotBoxClosed', data: { ballots: state.ballots + choices.length, at } });
  return ballots;
}

/** Where polls are part of the record, a box is neither read nor closed before they have closed: the order of art. 43. */
function pollsOpen({ rules }: ElectionFacts, precinct: PrecinctFacts | undefined): Refusal | undefined {
  if (!rules.polls || precinct?.closed) return undefined;
  return new Refusal('state', 'POLLS_OPEN', 'Ballots are counted after the polls have closed.', { article: 'art. 43' });
}

function sameTally(tally: ReadonlyMap<string, number>, choices: readonly string[]): boolean {
  const left = new Map(tally);
  for (const choice of choices) {
    const n = left.get(choice);
    if (n === undefined) return false;
    if (n === 1) left.delete(choice);
    else left.set(choice, n - 1);
  }
  return left.size === 0;
}
