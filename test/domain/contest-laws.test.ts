import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { majorityOf } from '../../src/domain/commission.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { type ContestEvent, contestEvents } from '../../src/domain/contest/events.ts';
import { isRefusal } from '../../src/domain/decider.ts';
import type { EventDefinitions } from '../../src/domain/event-definition.ts';
import { anyAct, members, walk, walks } from './contest-walks.ts';

describe('whatever is asked of a contest, in whatever order', () => {
  test('is answered without an error, with events that their schemas admit', () => {
    const schemas = new Map(
      Object.entries(contestEvents as EventDefinitions).map(([type, { schema }]) => [type, Compile(schema)]),
    );
    fc.assert(
      fc.property(walks, (acts) => {
        for (const event of walk(acts)) expect(schemas.get(event.type)!.Check(event.data)).toBe(true);
      }),
    );
  });

  test('is refused, if so, by a code that machines read, with the field at fault where the act itself is faulty', () => {
    fc.assert(
      fc.property(walks, anyAct, (before, act) => {
        const refusal = contestDecider.decide(
          act,
          walk(before).reduce(contestDecider.evolve, contestDecider.initialState),
        );
        if (!isRefusal(refusal)) return;
        expect(refusal.code).toMatch(/^[A-Z_]{4,}$/);
        expect(refusal.message).toMatch(/\.$/);
        if (refusal.kind === 'input')
          expect([refusal.code, refusal.where.field]).toEqual([refusal.code, expect.stringMatching(/^\//)]);
        // A code that is taken, and a limit that the rule set does not have, are no matter of the law.
        const ofTheRecord = ['CONTEST_CALLED', 'CANDIDATE_NOMINATED', 'NOMINATION_HAS_NO_END', 'NO_PROLONGATION'];
        if (refusal.kind === 'state' && !ofTheRecord.includes(refusal.code))
          expect([refusal.code, refusal.where.article]).toEqual([refusal.code, expect.stringMatching(/^(art|ch)\. /)]);
      }),
      { numRuns: 300 },
    );
  });

  test('gets the same answer when it is asked again: deciding changes nothing', () => {
    fc.assert(
      fc.property(walks, anyAct, (before, act) => {
        const state = walk(before).reduce(contestDecider.evolve, contestDecider.initialState);
        const untouched = structuredClone(state);
        expect(contestDecider.decide(act, state)).toEqual(contestDecider.decide(structuredClone(act), state));
        expect(state).toEqual(untouched);
      }),
    );
  });

  test('a result is certified, or a tie declared, by the majority voice for a tabulation, and by no other', () => {
    const endings = new Set<string>();
    fc.assert(
      fc.property(walks, (acts) => {
        for (const events of tabulations(walk(acts))) {
          const types = events.map(({ type }) => type);
          const end = types.findIndex((type) => type === 'ResultCertified' || type === 'TieDeclared');
          const voices = events.flatMap((event) => (event.type === 'ResultApproved' ? [event.data.official] : []));
          expect(new Set(voices).size).toBe(voices.length);
          expect(voices.length).toBeLessThanOrEqual(majorityOf(members));
          expect(end >= 0).toBe(voices.length === majorityOf(members));
          if (end < 0) continue;
          endings.add(types[end]!);
          for (const type of types.slice(end + 1)) expect(afterwards).toContain(type);
        }
      }),
      { numRuns: 300 },
    );
    expect([...endings].toSorted()).toEqual(['ResultCertified', 'TieDeclared']);
  });

  test('nothing is recorded of a contest whose repeat is called, and of one that is published its akim alone', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(walks, (acts) => {
        const types = walk(acts).map(({ type }) => type);
        const repeated = types.findIndex((type) => type.startsWith('Repeat'));
        if (repeated >= 0) expect(types.length).toBe(repeated + 1);
        const published = types.indexOf('ResultPublished');
        const after = published < 0 ? [] : types.slice(published + 1);
        expect(['', 'AkimRegistered']).toContain(after.join());
        if (repeated >= 0) seen.add('repeated');
        if (published >= 0) seen.add('published');
      }),
      { numRuns: 300 },
    );
    expect([...seen].toSorted()).toEqual(['published', 'repeated']);
  });

  test('a contest is void because two people say so', () => {
    fc.assert(
      fc.property(walks, (acts) => {
        for (const event of walk(acts)) {
          if (event.type === 'ContestInvalidated') expect(event.data.official).not.toBe(event.data.proposedBy);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the winner has more votes than any other who stands, and "against all" is none', () => {
    fc.assert(
      fc.property(walks, (acts) => {
        const events = walk(acts);
        const end = events.findIndex(({ type }) => type === 'ResultCertified');
        const certified = events[end];
        if (certified?.type !== 'ResultCertified') return;
        const before = events.slice(0, end);
        const tabulated = before.findLast((event) => event.type === 'ResultTabulated')!.data;
        const stands = new Set<string>();
        for (const { type, data } of before) {
          if (type === 'CandidateRegistered') stands.add(data.candidate);
          if (type === 'CandidateWithdrawn' || type === 'NominationRevoked' || type === 'RegistrationCancelled')
            stands.delete(data.candidate);
        }
        const { winner, votes } = certified.data;
        expect(stands).toContain(winner);
        expect(tabulated.votes[winner]).toBe(votes);
        const others = [...stands].filter((other) => other !== winner).map((other) => tabulated.votes[other]!);
        expect(Math.max(-1, ...others)).toBeLessThan(votes);
      }),
      { numRuns: 300 },
    );
  });
});

/** What may follow a certificate or a tie before the result is added up again. */
const afterwards = [
  'ResultPublished',
  'AkimRegistered',
  'InvalidationProposed',
  'ContestInvalidated',
  'RepeatElectionCalled',
  'RepeatVotingCalled',
];

/** The events from each tabulation up to the next. */
function tabulations(events: readonly ContestEvent[]): ContestEvent[][] {
  const parts: ContestEvent[][] = [];
  for (const event of events) {
    if (event.type === 'ResultTabulated') parts.push([]);
    parts.at(-1)?.push(event);
  }
  return parts;
}
