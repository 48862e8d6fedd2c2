import { randomUUID } from 'node:crypto';
import { type StreamName, streams } from '../../src/domain/stream.ts';
import type { EventStore, NewEvent } from '../../src/event-store/port.ts';

/** A country as large as Kazakhstan on the day its rural akims were elected: 20 regions, 200 districts, 1,000 localities. */
const [regions, districts, localities] = [20, 10, 5];
/** Two in each locality. */
export const precincts = 2_000;

const election = 'national';
const at = '2021-07-25T21:00:00+06:00';
const name = { en: 'Name' };
const choices = ['a', 'b', 'c', 'against-all', 'invalid:unsigned'];

type Fact = Pick<NewEvent, 'type' | 'data'>;

async function append(store: EventStore, stream: StreamName, last: number, facts: Fact[]): Promise<number> {
  const id = randomUUID();
  const meta = {
    actor: 'official-1',
    role: 'precinct-commission',
    commandId: id,
    correlationId: id,
    recordedAt: '2021-07-25T16:00:00.000Z',
  };
  const events = facts.map((fact) => ({ id: randomUUID(), ...fact, meta }));
  return (await store.append(stream, last < 0 ? 'no-stream' : last, events)).revision;
}

const area = (store: EventStore, code: string, level: string, parent: string | null) =>
  append(store, streams.area(election, code), -1, [{ type: 'AreaRegistered', data: { level, parent, name } }]);

/** Everything before the count: areas, a contest in each locality, precincts, sealed boxes. */
export async function setUpCountry(store: EventStore): Promise<void> {
  const called = {
    name,
    votingDay: '2021-07-25',
    ruleSet: 'plurality',
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 1,
    personalSignatures: false,
    at,
  };
  await append(store, streams.election(election), -1, [{ type: 'ElectionCalled', data: called }]);
  await area(store, 'kz', 'country', null);
  for (let r = 0; r < regions; r += 1) {
    await area(store, `r${r}`, 'region', 'kz');
    for (let d = 0; d < districts; d += 1) {
      await area(store, `d${r}-${d}`, 'district', `r${r}`);
      await Promise.all(
        Array.from({ length: localities }, (_, l) =>
          setUpLocality(store, `d${r}-${d}`, (r * districts + d) * localities + l),
        ),
      );
    }
  }
}

async function setUpLocality(store: EventStore, district: string, number: number): Promise<void> {
  const locality = `l${number}`;
  await area(store, locality, 'locality', district);
  const contest = { area: locality, commission: district, name, againstAll: true, termEnds: null, repeats: null, at };
  await append(store, streams.contest(election, locality), -1, [
    { type: 'ContestCalled', data: contest },
    { type: 'BallotTextApproved', data: { lines: ['a', 'b', 'c', 'against-all'], at } },
  ]);
  for (const precinct of [2 * number, 2 * number + 1]) {
    await append(store, streams.precinct(election, `p${precinct}`), -1, [
      { type: 'PrecinctFormed', data: { area: locality, name: 'Name', votersOnRoll: 2_000 } },
      { type: 'PollsOpened', data: { at } },
      { type: 'PollsClosed', data: { at } },
    ]);
    await append(store, boxOf(precinct), -1, [{ type: 'BallotBoxSealed', data: { at } }]);
  }
}

const boxOf = (precinct: number) => streams.ballotBox(election, `l${Math.floor(precinct / 2)}`, `p${precinct}`);

/** Reads 500 ballots from each box into the record, after those of `rounds` earlier rounds. */
export async function castBallots(store: EventStore, rounds: number): Promise<void> {
  const inFlight = 8;
  for (let first = 0; first < precincts; first += inFlight) {
    const boxes = Array.from({ length: inFlight }, (_, i) => first + i);
    await Promise.all(
      boxes.map((precinct) => {
        const batch = randomUUID();
        const ballots = Array.from({ length: 500 }, (_, i) => ({
          type: 'BallotCast',
          data: { choice: choices[(i * i + precinct) % choices.length], batch },
        }));
        return append(store, boxOf(precinct), rounds * 500, ballots);
      }),
    );
  }
}
