import { hash } from 'node:crypto';
import { ballotsOf, type Precinct } from './country.ts';
import { entryOf, type Paper, paperOf } from './paper.ts';
import type { Contest, Stage } from './stage.ts';

/** How many votes the commission of one precinct writes down for the wrong candidate. */
const moved = 33;

/** The count in its order, and a protocol from each precinct: read twice, signed, posted, copied for an observer. */
export async function countAndWrite(stage: Stage): Promise<void> {
  const progress = stage.terminal.progress('protocols', stage.contests.length * 3);
  for (const [c, contest] of stage.contests.entries()) {
    const lines = await linesOf(stage, contest);
    for (const [p, precinct] of contest.locality.precincts.entries()) {
      const paper = paperOf(contest.locality, precinct, ballotsIn(stage, precinct), lines);
      await countSteps(stage, contest, precinct, paper);
      const stated = c === 2 && p === 0 ? withVotesMoved(paper) : c === 1 && p === 0 ? withOneUnusedMore(paper) : paper;
      await readTwice(stage, contest, precinct, stated, c === 0 && p === 1);
      if (c === 1 && p === 0) await explainUnused(stage, contest, precinct);
      await signAndPost(stage, contest, precinct);
      await submitCopy(stage, contest, precinct, c === 2 ? paper : stated);
      if (stated !== paper && c === 2) stage.say(copyWords(contest, precinct));
      progress.advance();
    }
  }
  progress.end('each read by two people, signed by its commission and posted; an observer holds a copy of each');
}

function ballotsIn(stage: Stage, { code }: Precinct): readonly string[] {
  return stage.boxes((locality) => ballotsOf(locality, stage.chance)).get(code)!;
}

async function linesOf(stage: Stage, { locality }: Contest): Promise<readonly string[]> {
  const { ballot } = await stage.read<{ ballot: readonly string[] }>(['contests', locality.code]);
  return ballot;
}

const protocol = ({ locality }: Contest, { code }: Precinct, step: string) => [
  'contests',
  locality.code,
  'protocols',
  code,
  step,
];

/** Signatures, unused ballots, the mobile box, the stationary box: in this order and in no other. */
async function countSteps(stage: Stage, contest: Contest, precinct: Precinct, { figures, issuedByMember }: Paper) {
  const {
    ballotsIssued,
    ballotsUnused,
    ballotsSpoiled,
    ballotsInMobileBoxes: ballots,
    ballotsInBoxes,
  } = figures as Record<string, number>;
  const steps: [string, string, object][] = [
    ['signatures-count', '20:20', { ballotsIssued, issuedByMember }],
    ['unused-ballots', '20:40', { ballotsUnused, ballotsSpoiled }],
    ['mobile-boxes', '20:55', { box: 'mobile-1', requests: ballots, ballots }],
    ['stationary-boxes', '21:05', { box: 'stationary-1', ballots: ballotsInBoxes! - ballots! }],
  ];
  for (const [step, time, body] of steps) {
    await stage.precinct(precinct, protocol(contest, precinct, step), { ...body, at: stage.at(0, time) });
  }
}

/** Two people read the paper; where the first slips, a third discards that reading, and it is read again. */
async function readTwice(
  stage: Stage,
  contest: Contest,
  precinct: Precinct,
  paper: Paper,
  slip: boolean,
): Promise<void> {
  const parts = protocol(contest, precinct, 'entries');
  const first = slip ? withFigure(paper, 'ballotsValid', swapped) : paper;
  await stage.precinct(precinct, parts, entryOf(first, stage.at(0, '23:00')), 1);
  const { events } = await stage.precinct(precinct, parts, entryOf(paper, stage.at(0, '23:10')), 2);
  if (!events.includes('ProtocolEntriesDiffered')) return;
  const reason = 'The first reading swapped two digits.';
  await stage.precinct(
    precinct,
    protocol(contest, precinct, 'discards'),
    { entry: 1, reason, at: stage.at(0, '23:20') },
    0,
  );
  await stage.precinct(precinct, parts, entryOf(paper, stage.at(0, '23:25')), 3);
  stage.say(
    `The two readings of precinct ${precinct.code} differed in one figure: one was discarded by a third person.`,
  );
}

async function explainUnused(stage: Stage, contest: Contest, precinct: Precinct): Promise<void> {
  const explanation = 'One unused ballot was counted twice; recounted before witnesses, an act is attached.';
  const body = { kind: 'C1', explanation, at: stage.at(0, '23:30') };
  await stage.precinct(precinct, protocol(contest, precinct, 'explanations'), body, 0);
  stage.say(
    `The protocol of precinct ${precinct.code} does not add up (C1): accepted as a fact, flagged, and explained.`,
  );
}

async function signAndPost(stage: Stage, contest: Contest, precinct: Precinct): Promise<void> {
  for (const member of [0, 1, 2]) {
    await stage.precinct(precinct, protocol(contest, precinct, 'signatures'), { at: stage.at(0, '23:40') }, member);
  }
  const place = 'At the entrance of the polling station';
  await stage.precinct(precinct, protocol(contest, precinct, 'posting'), { place, at: stage.at(0, '23:45') });
  await stage.precinct(precinct, protocol(contest, precinct, 'copies'), {
    copy: `K-${precinct.code}`,
    to: 'observer',
    at: stage.at(0, '23:50'),
  });
}

/** What the observer's certified copy says: the count as it was, in public. */
async function submitCopy(
  stage: Stage,
  contest: Contest,
  precinct: Precinct,
  { figures, votes }: Paper,
): Promise<void> {
  const copy = `K-${precinct.code}`;
  const body = { copy, figures, votes, sha256: hash('sha256', `${copy} ${stage.day}`), at: stage.at(-1, '09:00') };
  await stage.observer(
    `observer.${precinct.code}`,
    precinct.code,
    protocol(contest, precinct, 'observer-copies'),
    body,
  );
}

function copyWords({ locality }: Contest, { code }: Precinct): string {
  return `The observer’s copy of precinct ${code} (${locality.name.kk}) says something else than the protocol, and so do the recorded ballots.`;
}

/** The higher commission orders a recount where a copy differs: two people, a reason, evidence; then it is read again. */
export async function recount(stage: Stage): Promise<void> {
  const contest = stage.contests[2]!;
  const { district, locality } = contest;
  const precinct = locality.precincts[0]!;
  const correction = 'recount-by-order';
  const reason = 'A certified copy and the recorded ballots differ from the protocol.';
  const evidence = hash('sha256', `complaint about ${precinct.code}`);
  const proposal = { correction, reason, evidence, at: stage.at(-1, '11:00') };
  await stage.territorial(district, protocol(contest, precinct, 'corrections'), proposal, 0);
  const confirmation = [...protocol(contest, precinct, 'corrections'), correction, 'confirmation'];
  await stage.territorial(district, confirmation, { at: stage.at(-1, '11:10') }, 1);
  const paper = paperOf(locality, precinct, ballotsIn(stage, precinct), await linesOf(stage, contest));
  const entries = protocol(contest, precinct, 'entries');
  await stage.precinct(precinct, entries, entryOf(paper, stage.at(-1, '13:00')), 1);
  await stage.precinct(precinct, entries, entryOf(paper, stage.at(-1, '13:05')), 2);
  for (const member of [0, 1, 2]) {
    await stage.precinct(precinct, protocol(contest, precinct, 'signatures'), { at: stage.at(-1, '13:20') }, member);
  }
  const posting = { place: 'At the entrance of the polling station', at: stage.at(-1, '13:30') };
  await stage.precinct(precinct, protocol(contest, precinct, 'posting'), posting);
  stage.say(`A recount of precinct ${precinct.code} is ordered by two members and read twice: ${moved} votes go back.`);
}

/** Votes of the first candidate written down for the second. */
function withVotesMoved({ votes, ...rest }: Paper): Paper {
  const [first, second] = Object.keys(votes) as [string, string];
  return { ...rest, votes: { ...votes, [first]: votes[first]! - moved, [second]: votes[second]! + moved } };
}

const withOneUnusedMore = (paper: Paper) => withFigure(paper, 'ballotsUnused', (n) => n + 1);

function withFigure(paper: Paper, name: string, change: (n: number) => number): Paper {
  return { ...paper, figures: { ...paper.figures, [name]: change(paper.figures[name]!) } };
}

/** Its last two digits the other way round; one more, where they are the same. */
function swapped(n: number): number {
  const [tens, unit] = [Math.floor(n / 10) % 10, n % 10];
  return tens === unit ? n + 1 : n - tens * 10 - unit + unit * 10 + tens;
}
