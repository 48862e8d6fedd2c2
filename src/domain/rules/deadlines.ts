import { addDays, addMonths, localTime } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { type Acted, until, type VotingDay } from './calendar.ts';
import type { Calendar, RuleSet } from './rule-set.ts';

export const deadlineIds = [
  'nomination',
  'registration',
  'withdrawal',
  'prolongation',
  'appeal',
  'appeal-decision',
  'recount',
  'protocol-posted',
  'result-established',
  'result-published',
  'akim-registered',
  'repeat',
] as const;
export type DeadlineId = (typeof deadlineIds)[number];

/** A limit of the law, whatever its length: that stands in the rule sets, so that what is refused and what is shown are one. */
export interface Deadline {
  readonly id: DeadlineId;
  /** Where a rule set has its length and article. */
  readonly limit: keyof Calendar | 'count' | 'tie';
  /** The voting day, or the types of event from whose moment it runs. */
  readonly from: 'voting-day' | readonly string[];
  /** Whether it ends before what it is counted from, or after. */
  readonly side: 'before' | 'after';
  /** The types of event that meet it. */
  readonly metBy: readonly string[];
  /** Whether an act that comes late is refused, or recorded and shown to be late. */
  readonly late: 'refused' | 'flagged';
  readonly words: { readonly kk: string; readonly ru: string; readonly en: string };
}

export const deadlines: readonly Deadline[] = [
  {
    id: 'nomination',
    limit: 'nominationCloses',
    from: 'voting-day',
    side: 'before',
    metBy: ['CandidateNominated'],
    late: 'refused',
    words: { kk: 'Кандидаттарды ұсыну', ru: 'Выдвижение кандидатов', en: 'Nomination of candidates' },
  },
  {
    id: 'registration',
    limit: 'registrationCloses',
    from: 'voting-day',
    side: 'before',
    metBy: ['CandidateRegistered', 'RegistrationRefused'],
    late: 'refused',
    words: { kk: 'Кандидаттарды тіркеу', ru: 'Регистрация кандидатов', en: 'Registration of candidates' },
  },
  {
    id: 'withdrawal',
    limit: 'withdrawal',
    from: 'voting-day',
    side: 'before',
    metBy: ['CandidateWithdrawn', 'NominationRevoked', 'RegistrationCancelled'],
    late: 'refused',
    words: {
      kk: 'Кандидатураны алып тастау, ұсынуды кері қайтарып алу, тіркеудің күшін жою',
      ru: 'Снятие кандидатуры, отзыв выдвижения, отмена регистрации',
      en: 'Withdrawal of a candidate, revocation of a nomination, cancellation of a registration',
    },
  },
  {
    id: 'prolongation',
    limit: 'prolongation',
    from: 'voting-day',
    side: 'after',
    metBy: ['ContestProlonged'],
    late: 'refused',
    words: { kk: 'Сайлау мерзімін ұзарту', ru: 'Продление срока выборов', en: 'Prolongation of the election' },
  },
  {
    id: 'appeal',
    limit: 'appeal',
    from: ['RegistrationRefused', 'RegistrationCancelled'],
    side: 'after',
    metBy: ['RegistrationAppealed'],
    late: 'refused',
    words: {
      kk: 'Тіркеуден бас тартуға немесе тіркеудің күшін жоюға шағым',
      ru: 'Обжалование отказа в регистрации или её отмены',
      en: 'Appeal against a refusal or a cancellation of registration',
    },
  },
  {
    id: 'appeal-decision',
    limit: 'appealDecision',
    from: ['RegistrationAppealed'],
    side: 'after',
    metBy: ['AppealDecided'],
    late: 'flagged',
    words: { kk: 'Шағым бойынша шешім', ru: 'Решение по жалобе', en: 'Decision on an appeal' },
  },
  {
    id: 'recount',
    limit: 'count',
    from: ['PollsClosed'],
    side: 'after',
    metBy: ['RecountCompleted'],
    late: 'refused',
    words: {
      kk: 'Учаскелік комиссияның дауыстарды қайта санауы',
      ru: 'Пересчёт голосов участковой комиссией',
      en: 'Recount by the precinct commission',
    },
  },
  {
    // "At once", says the law, and the count ends with it: so it is late when the hours of the count are over.
    id: 'protocol-posted',
    limit: 'count',
    from: ['PollsClosed'],
    side: 'after',
    metBy: ['ProtocolPosted'],
    late: 'flagged',
    words: { kk: 'Хаттаманы көпшілікке ілу', ru: 'Вывешивание протокола', en: 'Posting of the protocol' },
  },
  {
    id: 'result-established',
    limit: 'resultEstablished',
    from: 'voting-day',
    side: 'after',
    metBy: ['ResultCertified', 'TieDeclared'],
    late: 'flagged',
    words: {
      kk: 'Сайлау қорытындыларын белгілеу',
      ru: 'Установление итогов выборов',
      en: 'Establishment of the result',
    },
  },
  {
    id: 'result-published',
    limit: 'resultPublished',
    from: 'voting-day',
    side: 'after',
    metBy: ['ResultPublished'],
    late: 'flagged',
    words: {
      kk: 'Сайлау қорытындыларын жариялау',
      ru: 'Опубликование итогов выборов',
      en: 'Publication of the result',
    },
  },
  {
    id: 'akim-registered',
    limit: 'akimRegistered',
    from: 'voting-day',
    side: 'after',
    metBy: ['AkimRegistered'],
    late: 'flagged',
    words: {
      kk: 'Сайланған әкімді тіркеу',
      ru: 'Регистрация избранного акима',
      en: 'Registration of the elected akim',
    },
  },
  {
    id: 'repeat',
    limit: 'tie',
    from: 'voting-day',
    side: 'after',
    metBy: ['RepeatVotingCalled', 'RepeatElectionCalled'],
    late: 'refused',
    words: {
      kk: 'Қайта дауыс беру немесе қайта сайлау',
      ru: 'Повторное голосование или повторные выборы',
      en: 'Repeat voting or repeat election',
    },
  },
];

const byId = new Map(deadlines.map((deadline) => [deadline.id, deadline]));

export function deadlineOf(id: DeadlineId): Deadline {
  return byId.get(id)!;
}

/** What a deadline is reckoned by: the rules, the day of the vote, and whose clocks. */
export interface Reckoning extends VotingDay {
  readonly rules: RuleSet;
}

/** The end of a deadline. */
export interface Due {
  /** The last local moment, `2021-07-10T18:00:00`; the whole of a day ends at its `24:00:00`. */
  readonly moment: string;
  readonly article?: string;
}

/**
 * When a deadline ends; `undefined` where the rule set sets none.
 * @param from the instant it is counted from; the voting day, where it is counted from that
 */
export function due(id: DeadlineId, { rules, votingDay, timeZone }: Reckoning, from?: string): Due | undefined {
  const { limit, side } = deadlineOf(id);
  const start = from === undefined ? votingDay : localTime(from, timeZone).slice(0, 10);
  if (limit === 'tie') {
    const { withinMonths, article } = rules.tie;
    return { moment: `${addMonths(start, withinMonths)}T24:00:00`, ...(article === undefined ? {} : { article }) };
  }
  if (limit === 'count') {
    if (!rules.count || from === undefined) return undefined;
    const end = new Date(Date.parse(from) + rules.count.hours * 3_600_000).toISOString();
    return { moment: localTime(end, timeZone), article: rules.count.article };
  }
  const length: { days: number; article: string; hour?: string } | null | undefined = rules.calendar?.[limit];
  if (!length) return undefined;
  const { days, hour = '24:00', article } = length;
  return { moment: `${addDays(start, side === 'before' ? -days : days)}T${hour}:00`, article };
}

/** An act that a deadline can shut out: the code of its refusal, and what could be done until then. */
interface Limited {
  readonly code: string;
  readonly what: string;
  /** As {@link due} has it. */
  readonly from?: string;
}

/** The refusal of an act that comes after the end of a deadline; `undefined`: it is in time, or there is no such limit. */
export function tooLate(
  id: DeadlineId,
  act: Acted,
  reckoning: Reckoning,
  { code, what, from }: Limited,
): Refusal | undefined {
  const end = due(id, reckoning, from);
  if (!end || until(act, end.moment, reckoning)) return undefined;
  const { moment, article } = end;
  return new Refusal('state', code, `${what} until ${moment} local time.`, article === undefined ? {} : { article });
}
