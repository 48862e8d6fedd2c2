import type { TestServer } from './server.ts';

export const members = ['chair', 'deputy', 'secretary'].map((office) => ({
  official: `m.${office}`,
  name: `The ${office}`,
  office,
}));

export const election = {
  id: 'e',
  name: { en: 'Election of the village head' },
  votingDay: '2021-07-25',
  ruleSet: 'plurality',
  timeZone: 'Asia/Almaty',
  minimumBallotBatch: 2,
};

/** An election without a calendar in one locality: two precincts, one contest, candidates a and b. */
export async function callElection(server: TestServer): Promise<void> {
  await server.record('/elections', election);
  await server.record('/elections/e/areas', { code: 'kz', level: 'country', parent: null, name: { en: 'Country' } });
  await server.record('/elections/e/areas', {
    code: 'village',
    level: 'locality',
    parent: 'kz',
    name: { en: 'Village' },
  });
  await server.record('/elections/e/areas/village/commission', { members });
  for (const code of ['p1', 'p2']) {
    await server.record('/elections/e/precincts', { code, area: 'village', name: `School ${code}`, votersOnRoll: 100 });
  }
  const contest = { code: 'c', area: 'village', name: { en: 'Head' }, againstAll: true };
  await server.record('/elections/e/contests', contest);
  for (const code of ['a', 'b']) {
    await server.record('/elections/e/contests/c/candidates', { code, name: `Candidate ${code}`, nominatedBy: 'self' });
    await server.record(`/elections/e/contests/c/candidates/${code}/registration`);
  }
}

/** The ballot approved, and a sealed box in each precinct whose polls are open. */
export async function openPolls(server: TestServer): Promise<void> {
  await server.record('/elections/e/contests/c/ballot-text', { order: ['a', 'b'] });
  for (const precinct of ['p1', 'p2']) {
    await server.record('/elections/e/contests/c/ballot-boxes', { precinct });
    await server.record(`/elections/e/precincts/${precinct}/opening`);
  }
}
