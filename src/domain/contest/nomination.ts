import { againstAll } from '../ballot-box/events.ts';
import { addDays, localTime } from '../clock.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, deadline, isRealMoment, until } from '../rules/calendar.ts';
import type { Calendar } from '../rules/rule-set.ts';
import type { ExtendNomination, NominateCandidate } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { type Seat, standing } from './state.ts';

/** Who is nominated, and until when (ch. 13-1). */

export function extend(command: ExtendNomination, state: Seat, election: ElectionFacts): Decision<ContestEvent> {
  const { calendar, minimumCandidates } = election.rules;
  if (!calendar) return new Refusal('state', 'NOMINATION_HAS_NO_END', 'This rule set sets no end to nomination.');
  const { article, days } = calendar.nominationExtension;
  if (standing(state) >= minimumCandidates) {
    return new Refusal('state', 'ENOUGH_NOMINATED', `${standing(state)} candidates are nominated.`, { article });
  }
  if (!isRealMoment(command.until)) {
    return new Refusal('input', 'NO_SUCH_MOMENT', `${command.until} is no moment.`, { field: '/until' });
  }
  const { days: before, hour } = calendar.nominationCloses;
  const latest = `${addDays(election.votingDay, days - before)}T${hour}:00`;
  if (!until({ at: command.until, now: command.now }, latest, election)) {
    return new Refusal(
      'input',
      'EXTENSION_TOO_LONG',
      `Nomination is extended until ${latest} local time at the most.`,
      { article, field: '/until' },
    );
  }
  const { until: moment, reason, at } = command;
  const closing = closes(state, election, calendar);
  if (localTime(moment, election.timeZone) <= closing) {
    return new Refusal('input', 'EXTENSION_TOO_SHORT', `Nomination is open until ${closing} local time as it is.`, {
      article,
      field: '/until',
    });
  }
  return [{ type: 'NominationExtended', data: { until: moment, reason, at } }];
}

export function nominate(command: NominateCandidate, state: Seat, election: ElectionFacts): Decision<ContestEvent> {
  const { candidate, name, nominatedBy, party, at } = command;
  if (candidate === againstAll) {
    return new Refusal('input', 'CODE_RESERVED', `${againstAll} is a line of its own on the ballot.`, {
      field: '/code',
    });
  }
  if (state.candidates.has(candidate)) {
    return new Refusal('state', 'CANDIDATE_NOMINATED', 'A candidate with this code is nominated.', { field: '/code' });
  }
  if ((nominatedBy === 'party') !== (party !== null)) {
    return new Refusal('input', 'PARTY_MISPLACED', 'A candidate names a party when nominated by one, and only then.', {
      field: '/party',
    });
  }
  return (
    nominationClosed(command, state, election) ??
    missingOnly(command, state, election) ?? [
      { type: 'CandidateNominated', data: { candidate, name, nominatedBy, party, at } },
    ]
  );
}

function nominationClosed(act: Acted, state: Seat, election: ElectionFacts): Refusal | undefined {
  const { calendar } = election.rules;
  if (!calendar) return undefined;
  const closing = closes(state, election, calendar);
  if (until(act, closing, election)) return undefined;
  return new Refusal('state', 'NOMINATION_CLOSED', `Nomination closed at ${closing} local time.`, {
    article: calendar.nominationCloses.article,
  });
}

/** The local moment at which nomination closes, as it stands extended. */
function closes({ extendedUntil }: Seat, election: ElectionFacts, calendar: Calendar): string {
  const { days, hour } = calendar.nominationCloses;
  return extendedUntil ? localTime(extendedUntil, election.timeZone) : deadline(election, days, hour);
}

/** The higher akim nominates the missing candidates, and none besides (ch. 13-1). */
function missingOnly(
  { nominatedBy }: NominateCandidate,
  state: Seat,
  { rules: { calendar, minimumCandidates } }: ElectionFacts,
): Refusal | undefined {
  if (!calendar || nominatedBy !== 'akim' || standing(state) < minimumCandidates) return undefined;
  return new Refusal('state', 'ENOUGH_NOMINATED', `${standing(state)} candidates are nominated.`, {
    article: calendar.nominationExtension.article,
    field: '/nominatedBy',
  });
}
