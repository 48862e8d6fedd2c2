import { randomUUID } from 'node:crypto';
import { members } from '../support/server-election.ts';
import type { TestServer } from '../support/server.ts';

/** Regions by their KATO codes; all places and people are invented, or only named. */
const regions = {
  '10': { kk: 'Абай облысы', ru: 'Область Абай', en: 'Abai Region' },
  '27': { kk: 'Батыс Қазақстан облысы', ru: 'Западно-Казахстанская область', en: 'West Kazakhstan Region' },
  '35': { kk: 'Қарағанды облысы', ru: 'Карагандинская область', en: 'Karaganda Region' },
  '59': { kk: 'Солтүстік Қазақстан облысы', ru: 'Северо-Казахстанская область', en: 'North Kazakhstan Region' },
  '63': { kk: 'Шығыс Қазақстан облысы', ru: 'Восточно-Казахстанская область', en: 'East Kazakhstan Region' },
  '71': { kk: 'Астана қаласы', ru: 'Город Астана', en: 'Astana' },
};
export const code = (ab: string, rest = '0000000') => `${ab}${rest}`;
export const district = code('63', '2800000');
export const locality = code('63', '2810000');
export const contest = `akim-${locality}`;
export const candidates = [
  { code: 'c-1', name: 'Айгүл Серікқызы Қалиева', nominatedBy: 'self' },
  { code: 'c-2', name: 'Ерлан Оспанов', nominatedBy: 'party', party: '«Береке» партиясы' },
  { code: 'c-3', name: 'Үміт Ысқақова', nominatedBy: 'self' },
];
export const precincts = ['0411', '0412', '0413'];
const e = '/elections/akim';

/** A country with a few regions; in one of them a district with a locality, whose akim is elected in three precincts. */
export async function callAkimElection(server: TestServer): Promise<void> {
  await server.record('/elections', {
    id: 'akim',
    name: {
      kk: 'Ауылдық округ әкімдерін сайлау',
      ru: 'Выборы акимов сельских округов',
      en: 'Election of rural akims',
    },
    votingDay: '2021-07-25',
    ruleSet: 'plurality',
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 2,
  });
  const area = (areaCode: string, level: string, parent: string | null, name: object) =>
    server.record(`${e}/areas`, { code: areaCode, level, parent, name });
  await area('kz', 'country', null, { kk: 'Қазақстан', ru: 'Казахстан', en: 'Kazakhstan' });
  for (const [ab, name] of Object.entries(regions)) await area(code(ab), 'region', 'kz', name);
  await area(district, 'district', code('63'), {
    kk: 'Ақбұлақ ауданы',
    ru: 'Акбулакский район',
    en: 'Aqbulaq District',
  });
  await area(locality, 'locality', district, {
    kk: 'Жаңаөмір ауылдық округі',
    ru: 'Жанаомирский сельский округ',
    en: 'Jañaömir rural district',
  });
  await server.record(`${e}/areas/${locality}/commission`, { members });
  for (const [i, precinct] of precincts.entries()) {
    await server.record(`${e}/precincts`, {
      code: precinct,
      area: locality,
      name: `№ ${i + 1} орта мектеп / Средняя школа № ${i + 1}`,
      votersOnRoll: 700 + i * 10,
    });
  }
  await callContest(server, contest, locality);
}

async function callContest(server: TestServer, called: string, constituency: string): Promise<void> {
  await server.record(`${e}/contests`, {
    code: called,
    area: constituency,
    name: { kk: 'Жаңаөмір ауылдық округінің әкімі', ru: 'Аким Жанаомирского сельского округа', en: 'Akim of Jañaömir' },
    againstAll: true,
  });
  for (const candidate of candidates) {
    await server.record(`${e}/contests/${called}/candidates`, candidate);
    await server.record(`${e}/contests/${called}/candidates/${candidate.code}/registration`);
  }
}

/** Polls open and close; two of three precincts have been counted, the third is being counted. */
export async function voteAndCount(server: TestServer): Promise<void> {
  await server.record(`${e}/contests/${contest}/ballot-text`, {});
  for (const precinct of precincts) {
    await server.record(`${e}/contests/${contest}/ballot-boxes`, { precinct });
    await server.record(`${e}/precincts/${precinct}/opening`);
  }
  for (const [i, hour] of [10, 12, 14, 16].entries()) {
    for (const precinct of precincts.slice(0, hour === 16 ? 2 : 3)) {
      await server.record(`${e}/precincts/${precinct}/turnout`, { hour, ballotsIssued: 90 * (i + 1) });
    }
  }
  for (const precinct of precincts) await server.record(`${e}/precincts/${precinct}/closing`);
  await cast(server, '0411', { 'c-1': 180, 'c-2': 120, 'c-3': 40, 'against-all': 12, 'invalid:unsigned': 3 });
  await cast(server, '0412', { 'c-1': 110, 'c-2': 160, 'c-3': 33, 'against-all': 7 });
  await cast(server, '0413', { 'c-1': 20, 'c-2': 11 });
  for (const precinct of precincts.slice(0, 2)) {
    await server.record(`${e}/contests/${contest}/ballot-boxes/${precinct}/closing`);
  }
}

/** Ballots found in a precinct's box. @returns the position of the last */
export async function cast(
  server: TestServer,
  precinct: string,
  found: Readonly<Record<string, number>>,
): Promise<number> {
  const choices = Object.entries(found).flatMap(([choice, times]) => Array.from({ length: times }, () => choice));
  const path = `${e}/contests/${contest}/ballot-boxes/${precinct}/ballots`;
  const { status, body } = await server.post(path, { batch: randomUUID(), choices });
  if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body.position;
}
