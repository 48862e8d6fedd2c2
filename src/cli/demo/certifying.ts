import { addDays } from '../../domain/clock.ts';
import type { Contest, Stage } from './stage.ts';

/** How many of the seven members approve each result: the fewest that certify it. */
const voices = 4;

/** Each contest tabulated and put to the vote; the result published and the akim registered. */
export async function certify(stage: Stage, contests: readonly Contest[]): Promise<void> {
  for (const contest of contests) {
    const recorded = await approve(stage, contest);
    if (recorded.includes('ResultCertified')) await publish(stage, contest);
    if (recorded.includes('TieDeclared')) await repeat(stage, contest);
  }
}

/** A contest whose protocols are not settled is not certified: what the commission is told. */
export async function tryToCertify(stage: Stage, contest: Contest): Promise<void> {
  const code = await approve(stage, contest).then(
    () => undefined,
    (error: Error) => /"code":"(\w+)"/.exec(error.message)?.[1],
  );
  if (code === undefined) throw new Error(`${contest.locality.code} was certified in spite of its discrepancies`);
  stage.say(`${nameOf(contest)}: the result cannot be certified as it stands (${code}).`);
}

async function approve(stage: Stage, { district, locality }: Contest): Promise<readonly string[]> {
  const contest = ['contests', locality.code];
  await stage.territorial(district, [...contest, 'tabulation'], { at: stage.at(-1, '16:00') });
  const { tabulation } = await stage.read<{ tabulation: { position: number } }>(contest);
  const body = { position: tabulation.position, at: stage.at(-1, '17:00') };
  let recorded: readonly string[] = [];
  for (let member = 0; member < voices; member++) {
    recorded = (await stage.territorial(district, [...contest, 'approvals'], body, member)).events;
  }
  return recorded;
}

async function publish(stage: Stage, contest: Contest): Promise<void> {
  const { district, locality } = contest;
  const own = ['contests', locality.code];
  const { certified } = await stage.read<{ certified: { winner: string; votes: number } }>(own);
  const where = 'The district’s newspaper';
  await stage.territorial(district, [...own, 'publication'], { where, at: stage.at(-2, '10:00') });
  await stage.territorial(district, [...own, 'akim'], { candidate: certified.winner, at: stage.at(-2, '12:00') });
  const name = candidate(contest, certified.winner);
  stage.say(
    `${nameOf(contest)}: ${name} is elected with ${certified.votes} votes, certified by ${voices} of 7 members.`,
  );
}

async function repeat(stage: Stage, contest: Contest): Promise<void> {
  const { district, locality } = contest;
  const { tie } = await stage.read<{ tie: { candidates: string[]; votes: number } }>(['contests', locality.code]);
  const votingDay = addDays(stage.day, 28);
  await stage.territorial(district, ['contests', locality.code, 'repeat'], { votingDay, at: stage.at(-1, '18:00') });
  const names = tie.candidates.map((code) => candidate(contest, code)).join(' and ');
  stage.say(
    `${nameOf(contest)}: ${names} have ${tie.votes} votes each. A tie: repeat voting is called for ${votingDay}.`,
  );
}

const nameOf = ({ locality }: Contest) => `${locality.name.kk} (${locality.name.en})`;

const candidate = ({ locality }: Contest, code: string) =>
  locality.candidates.find((each) => each.code === code)?.name ?? code;
