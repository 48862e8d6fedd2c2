import type { AreaFacts } from '../area/state.ts';
import { localTime } from '../clock.ts';
import { type CommissionCommand, decideCommission } from '../composition.ts';
import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, notInTheFuture } from '../rules/calendar.ts';
import type { PrecinctEvent, TurnoutHour } from './events.ts';
import { evolvePrecinct, initialPrecinct, type PrecinctState } from './state.ts';

/** The contest for whose day polls act, where it was put off to a day of its own. */
export interface PolledContest {
  /** Absent: the election's. */
  readonly votingDay: string | undefined;
  /** The precinct lies in its constituency. */
  readonly votesHere: boolean;
}

interface OnVotingDay {
  /** Code of the contest for whose day it is done; absent: for the election's. */
  readonly contest?: string | undefined;
  readonly facts: {
    readonly election: ElectionFacts | undefined;
    readonly contest?: PolledContest | undefined;
  };
}

export type PrecinctCommand =
  | {
      readonly type: 'FormPrecinct';
      readonly area: string;
      readonly name: string;
      readonly votersOnRoll: number | null;
      readonly facts: { readonly election: ElectionFacts | undefined; readonly area: AreaFacts | undefined };
    }
  | CommissionCommand
  | ({ readonly type: 'ReceiveRoll'; readonly votersOnRoll: number } & Acted)
  | ({ readonly type: 'OpenPolls' } & Acted & OnVotingDay)
  | ({ readonly type: 'ReportTurnout'; readonly hour: TurnoutHour; readonly ballotsIssued: number } & Acted &
      OnVotingDay)
  | ({ readonly type: 'ClosePolls' } & Acted & OnVotingDay);

export const precinctDecider: Decider<PrecinctCommand, PrecinctState, PrecinctEvent> = {
  initialState: initialPrecinct,
  evolve: evolvePrecinct,
  decide(command, state): Decision<PrecinctEvent> {
    if (command.type === 'FormPrecinct') return form(command, state);
    if (state.area === undefined) return new Refusal('unknown', 'PRECINCT_UNKNOWN', 'The precinct is not formed.');
    if (!isOnPolls(command)) return decideCommission(command, state);
    const early = notInTheFuture(command);
    if (early) return early;
    const { at } = command;
    if (command.type === 'ReceiveRoll') {
      if (state.openedAt)
        return new Refusal('state', 'POLLS_OPENED', 'The roll is handed over before the polls open.', {
          article: 'art. 17',
        });
      return [{ type: 'RollReceived', data: { votersOnRoll: command.votersOnRoll, at } }];
    }
    const elsewhere = contestFault(command);
    if (elsewhere) return elsewhere;
    switch (command.type) {
      case 'OpenPolls':
        if (state.openedAt)
          return new Refusal('state', 'POLLS_OPENED', 'The polls are open already.', { article: 'art. 17' });
        return outsideVotingHours(command) ?? [{ type: 'PollsOpened', data: { at } }];
      case 'ReportTurnout':
        return (
          turnoutFault(command, state) ?? [
            { type: 'TurnoutReported', data: { hour: command.hour, ballotsIssued: command.ballotsIssued, at } },
          ]
        );
      case 'ClosePolls':
        if (!state.openedAt)
          return new Refusal('state', 'POLLS_NOT_OPENED', 'The polls were never opened.', { article: 'art. 17' });
        if (state.closedAt)
          return new Refusal('state', 'POLLS_CLOSED', 'The polls are closed already.', { article: 'art. 17' });
        if (Date.parse(at) <= Date.parse(state.openedAt)) {
          return new Refusal('input', 'POLLS_CLOSED_BEFORE_OPENING', `The polls were opened at ${state.openedAt}.`, {
            field: '/at',
          });
        }
        return outsideVotingHours(command) ?? [{ type: 'PollsClosed', data: { at } }];
    }
  },
};

function form(
  command: Extract<PrecinctCommand, { type: 'FormPrecinct' }>,
  state: PrecinctState,
): Decision<PrecinctEvent> {
  const { area, name, votersOnRoll, facts } = command;
  if (!facts.election) return new Refusal('unknown', 'ELECTION_UNKNOWN', 'There is no such election.');
  if (state.area !== undefined)
    return new Refusal('state', 'PRECINCT_FORMED', 'A precinct with this code is formed.', { field: '/code' });
  if (!facts.area) return new Refusal('unknown', 'AREA_UNKNOWN', `Area ${area} is not registered.`, { field: '/area' });
  return [{ type: 'PrecinctFormed', data: { area, name, votersOnRoll } }];
}

function isOnPolls(command: PrecinctCommand): command is Exclude<PrecinctCommand, CommissionCommand> {
  return 'at' in command;
}

function contestFault({ contest, facts }: OnVotingDay): Refusal | undefined {
  if (contest === undefined || facts.contest?.votesHere) return undefined;
  return facts.contest
    ? new Refusal('input', 'PRECINCT_OUTSIDE_CONSTITUENCY', 'The precinct does not vote in this contest.', {
        field: '/contest',
      })
    : new Refusal('unknown', 'CONTEST_UNKNOWN', `Contest ${contest} is not called.`, { field: '/contest' });
}

/** Polls open and close on the voting day, within the hours to which a commission may move them. */
function outsideVotingHours({ at, facts: { election, contest } }: Acted & OnVotingDay): Refusal | undefined {
  if (!election?.rules.polls) return undefined;
  const { opensFrom, closesUntil } = election.rules.polls;
  const local = localTime(at, election.timeZone);
  const day = contest?.votingDay ?? election.votingDay;
  const [from, to] = [`${day}T${opensFrom}:00`, `${day}T${closesUntil}:00`];
  if (from <= local && local <= to) return undefined;
  return new Refusal(
    'input',
    'OUTSIDE_VOTING_HOURS',
    `Polls are open between ${from} and ${to} local time, not at ${local}.`,
    { field: '/at' },
  );
}

function turnoutFault(
  command: Extract<PrecinctCommand, { type: 'ReportTurnout' }>,
  state: PrecinctState,
): Refusal | undefined {
  const { hour, ballotsIssued, at, facts } = command;
  const last = state.turnout.at(-1);
  if (last && hour <= last.hour) {
    return new Refusal('state', 'TURNOUT_REPORTED', `Turnout was reported at ${last.hour}:00 already.`, {
      article: 'art. 17',
      field: '/hour',
    });
  }
  if (last && ballotsIssued < last.ballotsIssued) {
    return new Refusal('input', 'TURNOUT_FELL', `${last.ballotsIssued} ballots were issued by ${last.hour}:00.`, {
      field: '/ballotsIssued',
    });
  }
  if (!facts.election?.rules.polls) return undefined;
  if (!state.openedAt)
    return new Refusal('state', 'POLLS_NOT_OPENED', 'The polls are not open yet.', { article: 'art. 17' });
  const capital = facts.election.rules.polls.turnoutTimeZone;
  const due = `${facts.contest?.votingDay ?? facts.election.votingDay}T${hour}:00:00`;
  const opened = localTime(state.openedAt, capital);
  if (due <= opened) {
    return new Refusal('input', 'TURNOUT_BEFORE_OPENING', `The polls opened at ${opened} capital time.`, {
      field: '/hour',
    });
  }
  const reported = localTime(at, capital);
  if (due <= reported) return undefined;
  return new Refusal('input', 'TURNOUT_EARLY', `The ${hour}:00 figure cannot be known at ${reported} capital time.`, {
    field: '/at',
  });
}
