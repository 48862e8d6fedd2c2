import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { areaDecider } from '../../src/domain/area/decider.ts';
import { areaEvents } from '../../src/domain/area/events.ts';
import { ballotBoxDecider } from '../../src/domain/ballot-box/decider.ts';
import { ballotBoxEvents } from '../../src/domain/ballot-box/events.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { contestEvents } from '../../src/domain/contest/events.ts';
import type { Decider } from '../../src/domain/decider.ts';
import type { EventDefinitions } from '../../src/domain/event-definition.ts';
import { precinctDecider } from '../../src/domain/precinct/decider.ts';
import { precinctEvents } from '../../src/domain/precinct/events.ts';
import { members, walk, walks } from './contest-walks.ts';

const at = '2021-06-01T10:00:00+06:00';

describe('folding', () => {
  /** Events of one kind, each valid by itself, in an order that no decider would have recorded. */
  const contestEvent = fc.array(walks, { minLength: 1, maxLength: 3 }).chain((each) => {
    const events = each.flatMap((one) => walk(one));
    return fc.shuffledSubarray(
      events.length > 0 ? events : [{ type: 'CandidateWithdrawn', data: { candidate: 'a', at } } as const],
    );
  });
  test.each([
    [
      'a contest',
      contestDecider as Decider<never, unknown, never>,
      contestEvents as EventDefinitions,
      contestEvent as fc.Arbitrary<{ type: string; data: unknown }[]>,
    ],
    [
      'a precinct',
      precinctDecider as Decider<never, unknown, never>,
      precinctEvents as EventDefinitions,
      anyOf([
        ['PrecinctFormed', { area: '63', name: 'School', votersOnRoll: null }],
        ['CommissionComposed', { members }],
        ['RollReceived', { votersOnRoll: 3, at }],
        ['PollsOpened', { at }],
        ['TurnoutReported', { hour: 10, ballotsIssued: 3, at }],
        ['PollsClosed', { at }],
      ]),
    ],
    [
      'an area',
      areaDecider as Decider<never, unknown, never>,
      areaEvents as EventDefinitions,
      anyOf([
        ['AreaRegistered', { level: 'region', parent: null, name: { kk: 'Абай' } }],
        ['CommissionComposed', { members }],
      ]),
    ],
    [
      'a ballot box',
      ballotBoxDecider as Decider<never, unknown, never>,
      ballotBoxEvents as EventDefinitions,
      anyOf([
        ['BallotBoxSealed', { at }],
        ['BallotCast', { choice: 'a', batch: '00000000-0000-4000-8000-000000000001' }],
        ['BallotBoxClosed', { ballots: 1, at }],
      ]),
    ],
  ])(
    '%s is total: no order of valid events breaks it, nor touches the state that others start from',
    (_, decider, definitions, orders) => {
      const schemas = new Map(Object.entries(definitions).map(([type, { schema }]) => [type, Compile(schema)]));
      const before = structuredClone(decider.initialState);
      fc.assert(
        fc.property(orders, (events) => {
          for (const { type, data } of events) expect(schemas.get(type)!.Check(data)).toBe(true);
          expect(() =>
            events.reduce((state, event) => decider.evolve(state, event as never), decider.initialState),
          ).not.toThrow();
          expect(decider.initialState).toEqual(before);
        }),
      );
    },
  );
});

function anyOf(events: readonly (readonly [string, unknown])[]): fc.Arbitrary<{ type: string; data: unknown }[]> {
  return fc.array(
    fc.constantFrom(...events).map(([type, data]) => ({ type, data })),
    { maxLength: 12 },
  );
}
