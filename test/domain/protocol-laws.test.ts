import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { isRefusal } from '../../src/domain/decider.ts';
import type { EventDefinitions } from '../../src/domain/event-definition.ts';
import type { ProtocolCommand } from '../../src/domain/protocol/commands.ts';
import { protocolDecider } from '../../src/domain/protocol/decider.ts';
import { corrections, type ProtocolEvent, protocolEvents } from '../../src/domain/protocol/events.ts';
import { findings } from '../../src/domain/protocol/findings.ts';
import { discrepancyKey, type ProtocolState, stageOf } from '../../src/domain/protocol/state.ts';
import { plurality } from './elections.ts';
import { actsWith, content, corrected, count, facts, hash, night, reading } from './protocol-acts.ts';

const official = fc.constantFrom('m1', 'm2', 'm3', 'clerk-1');
const paper = fc.constantFrom(
  content,
  reading({}),
  reading({ ballotsInBoxes: 403, ballotsReceived: 510 }),
  reading({ ballotsIssued: null }),
  reading({}, { votes: { a: 210, constructor: 1 } }),
);
const elsewhere = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { election: plurality },
      { election: undefined },
      { precinct: undefined },
      { precinct: { ...facts.precinct!, closedAt: undefined } },
      { inConstituency: false },
      { lines: undefined },
      { lines: ['a', 'b', 'constructor'] },
      { decided: true },
      { decided: true, published: true },
      { ballots: new Map([['a', 210]]) },
    ),
  },
);
const when = fc.oneof(
  { weight: 12, arbitrary: fc.constant(night) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2021-07-26T08:00:01+06:00', '2031-01-01T00:00:00Z', '2021-02-31T00:00:00Z'),
  },
);

/** Any act, sensible or not: few people, boxes and copies, so that acts meet each other often. */
const anyAct: fc.Arbitrary<ProtocolCommand> = fc
  .tuple(elsewhere, when, official, paper, fc.nat(99))
  .chain(([change, at, who, what, n]) => {
    const acts = actsWith(change, at);
    const [entry, correction] = [n % 2 ? 1 : 2, corrections[n % 3]!] as const;
    const row = n % 5 === 0 ? { file: hash, line: n } : null;
    const often = [acts.enter(who, content, row), acts.enter(who, what, row), acts.discard(who, entry)];
    return fc.constantFrom(
      ...often,
      ...often,
      acts.countSignatures(),
      acts.cancelUnused(),
      acts.openMobile(`box-${n % 2}`, 5, n % 10, n % 3 ? hash : null),
      acts.openStationary(`box-${n % 3}`),
      acts.examine(),
      acts.explain('C1'),
      acts.explain('observer-copy', 'copy-1'),
      acts.sign(who),
      acts.post(),
      acts.issueCopy(`copy-${n % 2}`),
      acts.submitCopy({ a: 200 + n }, {}, `copy-${n % 3}`),
      acts.attachAct(`act-${n % 2}`),
      acts.propose(correction, who),
      acts.propose(correction, who),
      acts.confirm(correction, who),
      acts.confirm(correction, who),
    );
  });

const { enter, openMobile } = actsWith();
const overfull = [...count.slice(0, 2), openMobile('box-9', 1, 2, hash)];
const read = [...count, enter('m1'), enter('m2')];
const walks = fc.tuple(
  fc.constantFrom<readonly ProtocolCommand[]>([], overfull, count, read, [...read, ...corrected('recount-by-order')]),
  fc.array(anyAct, { minLength: 1, maxLength: 60, size: 'max' }),
);

interface Step {
  readonly act: ProtocolCommand;
  readonly before: ProtocolState;
  readonly recorded: readonly ProtocolEvent[];
  readonly after: ProtocolState;
}

/** The acts that something was recorded for. */
function walk([before, acts]: readonly [readonly ProtocolCommand[], readonly ProtocolCommand[]]): Step[] {
  const steps: Step[] = [];
  let state = protocolDecider.initialState;
  for (const act of [...before, ...acts]) {
    const decision = protocolDecider.decide(act, state);
    if (isRefusal(decision)) continue;
    const after = decision.reduce(protocolDecider.evolve, state);
    steps.push({ act, before: state, recorded: decision, after });
    state = after;
  }
  return steps;
}

const stands = ({ type }: ProtocolEvent) => type === 'ProtocolAccepted' || type === 'RecountCompleted';

describe('whatever is asked of a protocol, in whatever order', () => {
  test('is answered without an error, with events that their schemas admit', () => {
    const schemas = new Map(
      Object.entries(protocolEvents as EventDefinitions).map(([type, { schema }]) => [type, Compile(schema)]),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(walks, (acts) => {
        for (const { recorded } of walk(acts)) {
          for (const event of recorded) {
            expect([event, schemas.get(event.type)!.Check(event.data)]).toEqual([event, true]);
            seen.add(event.type);
          }
        }
      }),
      { numRuns: 250 },
    );
    expect([...seen].toSorted()).toEqual(Object.keys(protocolEvents).toSorted());
  });

  test('gets the same answer when it is asked again: deciding and folding change nothing', () => {
    fc.assert(
      fc.property(walks, anyAct, (acts, act) => {
        const state = walk(acts).at(-1)?.after ?? protocolDecider.initialState;
        const untouched = structuredClone(state);
        const decision = protocolDecider.decide(act, state);
        expect(protocolDecider.decide(act, structuredClone(state))).toEqual(decision);
        if (!isRefusal(decision)) decision.reduce(protocolDecider.evolve, state);
        expect(state).toEqual(untouched);
      }),
    );
  });

  test('any events fold into a state, whatever order they stand in', () => {
    fc.assert(
      fc.property(fc.array(walks, { maxLength: 3 }), fc.infiniteStream(fc.nat()), (several, chance) => {
        const events = several.flatMap(walk).flatMap(({ recorded }) => recorded);
        const jumbled = events
          .map((event) => ({ event, key: chance.next().value as number }))
          .toSorted((a, b) => a.key - b.key);
        const state = jumbled.reduce(
          (folded, { event }) => protocolDecider.evolve(folded, event),
          protocolDecider.initialState,
        );
        expect(typeof stageOf(state)).toBe('string');
      }),
    );
  });

  test('a paper stands on readings of two people that agree, or on an import that stands for both', () => {
    let stood = 0;
    fc.assert(
      fc.property(walks, (acts) => {
        for (const { act, after, recorded } of walk(acts)) {
          if (!recorded.some(stands) || act.type !== 'EnterProtocol') continue;
          stood += 1;
          const { first, second, accepted } = after;
          expect(accepted).toEqual(act.content);
          if (act.imported && act.facts.election === plurality && !(first && second)) continue;
          expect(first!.official).not.toBe(second!.official);
          expect(first!.content).toEqual(second!.content);
        }
      }),
      { numRuns: 150 },
    );
    expect(stood).toBeGreaterThan(50);
  });

  test('whatever fails when a paper comes to stand is flagged, with its figures', () => {
    fc.assert(
      fc.property(walks, (acts) => {
        for (const { act, after, recorded } of walk(acts)) {
          if (!recorded.some(stands)) continue;
          const { election, lines, ballots } = act.facts;
          const found = findings(election!.rules.protocol.relations, {
            content: after.accepted!,
            lines: lines!,
            mobileBoxes: after.mobileBoxes,
            ballots,
          });
          expect([...after.discrepancies.keys()]).toEqual(found.map(discrepancyKey));
          for (const each of found) expect(after.discrepancies.get(discrepancyKey(each))).toMatchObject(each);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a paper that stands changes by two people’s word alone', () => {
    fc.assert(
      fc.property(walks, (acts) => {
        for (const { act, before, after, recorded } of walk(acts)) {
          if (!before.accepted || (after.accepted === before.accepted && after.invalidated === before.invalidated))
            continue;
          expect(['RecountOrdered', 'PrecinctResultInvalidated']).toContain(recorded[0]!.type);
          expect(act.type).toBe('ConfirmCorrection');
          const { proposedBy, official: confirmedBy } = recorded[0]!.data as { proposedBy: string; official: string };
          expect(proposedBy).not.toBe(confirmedBy);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the boxes are opened in the order of the law, and none after the paper is read', () => {
    fc.assert(
      fc.property(walks, (acts) => {
        const steps = walk(acts).filter(({ act }) => act.facts.election !== plurality);
        for (const { act, before } of steps) {
          if (act.type === 'CancelUnusedBallots') expect(before.signaturesCounted).toBe(true);
          if (act.type === 'OpenMobileBox') expect(before.stationaryBoxes).toEqual([]);
          if (act.type === 'OpenMobileBox' || act.type === 'OpenStationaryBox') {
            expect([before.unusedCancelled, stageOf(before)]).toEqual([true, 'count']);
          }
        }
      }),
    );
  });
});
