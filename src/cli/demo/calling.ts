import { addDays } from '../../domain/clock.ts';
import { region, type Official } from './country.ts';
import { type Contest, election, type Stage, timeZone } from './stage.ts';

/** The election called, its areas, commissions, precincts and contests, then who stands: weeks before the vote. */
export async function call(stage: Stage): Promise<void> {
  const called = {
    id: election,
    name: { kk: 'Ауыл әкімдерін сайлау', ru: 'Выборы сельских акимов', en: 'Election of rural akims' },
    votingDay: stage.day,
    ruleSet: 'kz-akim-2026',
    timeZone,
    at: stage.at(60, '10:00'),
  };
  await stage.region([], called);
  await stage.region([election, 'areas'], { code: region.code, level: 'region', parent: null, name: region.name });
  for (const district of stage.districts) {
    const { code, name, commission } = district;
    await stage.region([election, 'areas'], { code, level: 'district', parent: region.code, name });
    await stage.region([election, 'areas', code, 'commission'], composition(commission));
    for (const locality of district.localities) await callContest(stage, { district, locality });
  }
  const precincts = stage.contests.flatMap(({ locality }) => locality.precincts);
  stage.say(
    `${stage.day} is the voting day: ${stage.contests.length} contests in ${stage.districts.length} districts, ${precincts.length} precincts.`,
  );
}

async function callContest(stage: Stage, { district, locality }: Contest): Promise<void> {
  const { code, name } = locality;
  await stage.region([election, 'areas'], { code, level: 'locality', parent: district.code, name });
  for (const { code: precinct, name: words, votersOnRoll, commission } of locality.precincts) {
    await stage.region([election, 'precincts'], { code: precinct, area: code, name: words, votersOnRoll });
    await stage.region([election, 'precincts', precinct, 'commission'], composition(commission));
  }
  const dated = { termEnds: addDays(stage.day, 20), at: stage.at(58, '11:00') };
  await stage.territorial(district, ['contests'], { code, area: code, name, againstAll: true, ...dated });
}

function composition(people: readonly Official[]) {
  const members = people.map((member, i) => ({
    ...member,
    office: i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
  }));
  return { members };
}

/** Nominated, checked, registered or refused, and gone again; then the ballot text. */
export async function nominate(stage: Stage): Promise<void> {
  for (const contest of stage.contests) {
    const { district, locality } = contest;
    for (const candidate of locality.candidates) await standOrFall(stage, contest, candidate);
    await stage.territorial(district, ['contests', locality.code, 'ballot-text'], { at: stage.at(15, '12:00') });
  }
  stage.say('Ballot texts are approved, candidates in the order of the Kazakh alphabet, "against all" last.');
}

async function standOrFall(
  stage: Stage,
  { district, locality }: Contest,
  { code, name, nominatedBy, party, fate }: Contest['locality']['candidates'][number],
): Promise<void> {
  const candidates = ['contests', locality.code, 'candidates'];
  const about = (step: string, body: object) => stage.territorial(district, [...candidates, code, step], body);
  await stage.territorial(district, candidates, { code, name, nominatedBy, party, at: stage.at(30, '12:00') });
  if (nominatedBy === 'self') {
    const votersInConstituency = locality.precincts.reduce((sum, { votersOnRoll }) => sum + votersOnRoll, 0);
    const valid = Math.ceil(votersInConstituency / 100) + stage.chance.between(0, 9);
    const settlements = { all: 3, represented: 2 };
    await about('signatures', { valid, votersInConstituency, settlements, at: stage.at(26, '15:00') });
  }
  await about('eligibility', { eligible: fate !== 'refused', at: stage.at(24, '16:00') });
  if (fate === 'refused') {
    const reason = 'The candidate is younger than 25.';
    await about('refusal', { ground: 'ELIGIBILITY_MISMATCH', reason, at: stage.at(23, '10:00') });
    stage.say(`${name} is refused registration in ${locality.name.kk}: younger than 25.`);
    return;
  }
  await about('registration', { at: stage.at(22, '10:00') });
  if (fate !== 'withdraws') return;
  await about('withdrawal', { at: stage.at(18, '09:00') });
  stage.say(`${name} withdraws in ${locality.name.kk}.`);
}
