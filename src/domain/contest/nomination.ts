import { againstAll, invalidLine } from '../ballot-box/events.ts';
import { addDays, localTime } from '../clock.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, isRealMoment, until } from '../rules/calendar.ts';
import { due } from '../rules/deadlines.ts';
import type { ExtendNomination, NominateCandidate } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { isRepeatVoting, type Seat, standing } from './state.ts';

/** Who is nominated, and until when (ch. 13-1). */

export function extend(command: ExtendNomination, state: Seat, election: ElectionFacts): Decision<ContestEvent> {
  const { calendar, minimumCandidates } = election.rules;
  const closing = closes(state, election);
  if (!calendar || closing === undefined)
    return new Refusal('state', 'NOMINATION_HAS_NO_END', 'No end is set to this nomination.');
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
  if (candidate === againstAll || candidate === invalidLine) {
    return new Refusal('input', 'CODE_RESERVED', `${candidate} is a line of its own in every count.`, {
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
    notTied(command, state) ??
    nominationClosed(command, state, election) ??
    missingOnly(command, state, election) ?? [
      { type: 'CandidateNominated', data: { candidate, name, nominatedBy, party, at } },
    ]
  );
}

function nominationClosed(act: Acted, state: Seat, election: ElectionFacts): Refusal | undefined {
  const closing = closes(state, election);
  if (closing === undefined || until(act, closing, election)) return undefined;
  const article = election.rules.calendar?.nominationCloses.article;
  const words = `Nomination closed at ${closing} local time.`;
  return new Refusal('state', 'NOMINATION_CLOSED', words, article === undefined ? {} : { article });
}

/** The local moment at which nomination closes, as it stands extended; `undefined`: none is set. */
function closes(state: Seat, election: ElectionFacts): string | undefined {
  if (isRepeatVoting(state)) return undefined;
  return state.extendedUntil ? localTime(state.extendedUntil, election.timeZone) : due('nomination', election)?.moment;
}

/** In a repeat voting nobody stands but who was tied. */
function notTied({ candidate }: NominateCandidate, { repeats }: Seat): Refusal | undefined {
  if (!repeats?.candidates || repeats.candidates.includes(candidate)) return undefined;
  const words = `A repeat voting is between ${repeats.candidates.join(' and ')} alone.`;
  return new Refusal('input', 'NOT_TIED', words, { article: 'ch. 13-1', field: '/code' });
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
