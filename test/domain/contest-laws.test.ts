import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { majorityOf } from '../../src/domain/commission.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { contestEvents } from '../../src/domain/contest/events.ts';
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

  test('a result is certified, or a tie declared, by the majority voice for the last tabulation, and ends the contest', () => {
    const endings = new Set<string>();
    fc.assert(
      fc.property(walks, (acts) => {
        const events = walk(acts);
        const types = events.map(({ type }) => type);
        const end = types.findIndex((type) => type === 'ResultCertified' || type === 'TieDeclared');
        const tabulated = types.lastIndexOf('ResultTabulated', end < 0 ? undefined : end);
        const voices = events
          .slice(tabulated + 1)
          .flatMap((event) => (tabulated >= 0 && event.type === 'ResultApproved' ? [event.data.official] : []));
        expect(new Set(voices).size).toBe(voices.length);
        expect(voices.length).toBeLessThanOrEqual(majorityOf(members));
        expect(end >= 0).toBe(voices.length === majorityOf(members));
        if (end < 0) return;
        endings.add(types[end]!);
        const after = types.slice(end + 1);
        const admitted = types[end] === 'TieDeclared' ? ['', 'RepeatElectionCalled', 'RepeatVotingCalled'] : [''];
        expect(admitted).toContain(after.join());
      }),
      { numRuns: 300 },
    );
    expect([...endings].toSorted()).toEqual(['ResultCertified', 'TieDeclared']);
  });

  test('the winner has more votes than any other who stands, and "against all" is none', () => {
    fc.assert(
      fc.property(walks, (acts) => {
        const events = walk(acts);
        const certified = events.find((event) => event.type === 'ResultCertified');
        if (!certified) return;
        const tabulated = events.findLast((event) => event.type === 'ResultTabulated')!.data;
        const stands = new Set(
          events.flatMap((event) => (event.type === 'CandidateRegistered' ? event.data.candidate : [])),
        );
        for (const event of events) if (event.type === 'CandidateWithdrawn') stands.delete(event.data.candidate);
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
