import { type Formula, parseFormula } from './formula.ts';

export const relationIds = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'C8',
  'C9',
  'C10',
  'C11',
  'C12',
  'C13',
  'C14',
] as const;
export type RelationId = (typeof relationIds)[number];

/** `error`: stops certification until explained or mended; `warning`: is to be explained; `invalidates`: the box is void. */
export type Severity = 'error' | 'warning' | 'invalidates';

/**
 * What a relation is held against, and which names its formula knows. `protocol`: the figures of the form, `votes`,
 * `issuedByMember` and what is told below; `mobile-box`: `ballots`, `requests` of one box; `constituency`: one figure
 * or line, `constituency` and `precincts`; `line`: one line of the ballot, `ballots` and `protocol`.
 */
export type RelationScope = 'protocol' | 'mobile-box' | 'constituency' | 'line';

export interface ControlRelation {
  readonly id: RelationId;
  readonly scope: RelationScope;
  readonly formula: string;
  readonly severity: Severity;
  readonly article: string;
  readonly words: { readonly kk: string; readonly ru: string; readonly en: string };
}

/** The control relations of a precinct's protocol (art. 43) and of what is added up from it (art. 44). */
export const controlRelations: readonly ControlRelation[] = [
  {
    id: 'C1',
    scope: 'protocol',
    formula: 'ballotsReceived = ballotsIssued + ballotsUnused + ballotsSpoiled',
    severity: 'warning',
    article: 'art. 43',
    words: {
      kk: 'Алынған бюллетеньдер берілген, пайдаланылмаған және бүлінген бюллетеньдердің қосындысына тең.',
      ru: 'Полученные бюллетени равны сумме выданных, неиспользованных и испорченных.',
      en: 'Ballots received are those issued, unused and spoiled together.',
    },
  },
  {
    id: 'C2',
    scope: 'protocol',
    formula: 'ballotsInBoxes = ballotsInvalid + ballotsValid',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Жәшіктердегі бюллетеньдер жарамсыз бюллетеньдер мен дауыс беруге қатысқандардың қосындысына тең.',
      ru: 'Бюллетени в ящиках равны сумме недействительных и принявших участие в голосовании.',
      en: 'Ballots in the boxes are the invalid ones and those that took part together.',
    },
  },
  {
    id: 'C3',
    scope: 'protocol',
    formula: 'ballotsValid = sum(votes) + votesAgainstAll',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Дауыс беруге қатысқандар кандидаттарға берілген және барлығына қарсы дауыстардың қосындысына тең.',
      ru: 'Принявшие участие равны сумме голосов за кандидатов и против всех.',
      en: 'Those that took part are the votes for all candidates and against all together.',
    },
  },
  {
    id: 'C4',
    scope: 'protocol',
    formula: 'sum(issuedByMember) = ballotsIssued',
    severity: 'warning',
    article: 'art. 43',
    words: {
      kk: 'Комиссияның әр мүшесі берген бюллетеньдердің қосындысы берілген бюллетеньдерге тең.',
      ru: 'Бюллетени, выданные каждым членом комиссии, в сумме равны выданным.',
      en: 'The ballots issued by each member add up to those issued.',
    },
  },
  {
    id: 'C5',
    scope: 'protocol',
    formula: 'ballotsInBoxes <= ballotsIssued',
    severity: 'warning',
    article: 'art. 43',
    words: {
      kk: 'Жәшіктердегі бюллетеньдер берілгендерден аспайды; асса, әр мүше бойынша сан көрсетіледі.',
      ru: 'Бюллетеней в ящиках не больше выданных; иначе указывается число по каждому члену комиссии.',
      en: 'No more ballots are in the boxes than were issued; else the figure for each member is owed.',
    },
  },
  {
    id: 'C6',
    scope: 'mobile-box',
    formula: 'ballots <= requests',
    severity: 'invalidates',
    article: 'art. 43',
    words: {
      kk: 'Тасымалданатын жәшіктегі бюллетеньдер жазбаша өтініштерден аспайды; асса, жәшіктегі барлық бюллетень жарамсыз.',
      ru: 'В переносном ящике бюллетеней не больше письменных заявлений; иначе все бюллетени ящика недействительны.',
      en: 'A mobile box holds no more ballots than there were written requests; else all of the box is invalid.',
    },
  },
  {
    id: 'C7',
    scope: 'protocol',
    formula:
      'ballotsIssued <= votersOnRoll and ballotsIssuedOutside <= ballotsIssued and ballotsIssuedAbsentee <= ballotsIssued',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Берілген бюллетеньдер тізімдегі сайлаушылардан аспайды; үй-жайдан тыс және куәлікпен берілгендер берілгендерден аспайды.',
      ru: 'Выданных бюллетеней не больше избирателей в списке; выданных вне помещения и по удостоверениям не больше выданных.',
      en: 'No more ballots are issued than voters are on the roll, and no more outside or by certificate than at all.',
    },
  },
  {
    id: 'C8',
    scope: 'protocol',
    formula: 'ballotsReceived <= votersOnRoll + roundUp(votersOnRoll / 100)',
    severity: 'warning',
    article: 'art. 37',
    words: {
      kk: 'Алынған бюллетеньдер тізімдегі сайлаушылар санынан бір пайыздан артық аспайды.',
      ru: 'Полученных бюллетеней не больше числа избирателей в списке и одного процента сверх него.',
      en: 'A precinct receives at most the number on its roll and one percent more, rounded up.',
    },
  },
  {
    id: 'C9',
    scope: 'protocol',
    formula: 'votersOnRoll <= 3000',
    severity: 'warning',
    article: 'art. 23',
    words: {
      kk: 'Учаскеде үш мыңнан аспайтын сайлаушы болады.',
      ru: 'На участке не более трёх тысяч избирателей.',
      en: 'A precinct has at most 3,000 voters.',
    },
  },
  {
    id: 'C10',
    scope: 'protocol',
    formula: 'figuresDifferingFromWords = 0',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Цифрмен жазылған сан сөзбен жазылғанмен сәйкес келеді.',
      ru: 'Число цифрами совпадает с числом прописью.',
      en: 'Each figure is the one that its words say.',
    },
  },
  {
    id: 'C11',
    scope: 'protocol',
    formula: 'signatures * 2 > members and officersSigned >= 1',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Хаттамаға комиссия мүшелерінің көпшілігі, оның ішінде төраға, төраға орынбасары немесе хатшы қол қойған.',
      ru: 'Протокол подписан большинством членов комиссии, среди них председатель, заместитель или секретарь.',
      en: 'A majority of the members signed, the chair, the deputy or the secretary among them.',
    },
  },
  {
    id: 'C12',
    scope: 'protocol',
    formula: 'linesMissing + linesStrange = 0',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Хаттамада бюллетеньдегі әр кандидатқа бір жол бар, басқа жол жоқ.',
      ru: 'В протоколе есть строка для каждого кандидата из бюллетеня, и никакой другой.',
      en: 'The protocol has a line for every candidate on the ballot, and no other.',
    },
  },
  {
    id: 'C13',
    scope: 'constituency',
    formula: 'constituency = sum(precincts)',
    severity: 'error',
    article: 'art. 44',
    words: {
      kk: 'Округ бойынша жиынтық есепке алынатын учаскелік хаттамалардың қосындысына тең.',
      ru: 'Итог по округу равен сумме учитываемых участковых протоколов.',
      en: 'The constituency’s total is the sum of those precinct protocols that count.',
    },
  },
  {
    id: 'C14',
    scope: 'line',
    formula: 'ballots = protocol',
    severity: 'error',
    article: 'art. 43',
    words: {
      kk: 'Тіркелген бюллетеньдер хаттаманың сандарымен әр кандидат бойынша сәйкес келеді.',
      ru: 'Записанные бюллетени совпадают с числами протокола по каждому кандидату.',
      en: 'The recorded ballots are the protocol’s figures, line by line.',
    },
  },
];

const byId = new Map(controlRelations.map((relation) => [relation.id, relation]));
const formulas = new Map<RelationId, Formula>(controlRelations.map(({ id, formula }) => [id, parseFormula(formula)]));

export function controlRelation(id: RelationId): ControlRelation {
  return byId.get(id)!;
}

/** A relation's formula, parsed. */
export function formulaOf(id: RelationId): Formula {
  return formulas.get(id)!;
}
