import type { EventReader, RecordedEvent } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { areas } from '../../src/projections/areas/projection.ts';
import { listAreas } from '../../src/projections/areas/query.ts';
import { contests } from '../../src/projections/contests/projection.ts';
import { listContests } from '../../src/projections/contests/query.ts';
import { deadlines } from '../../src/projections/deadlines/projection.ts';
import { listDeadlines } from '../../src/projections/deadlines/query.ts';
import { elections } from '../../src/projections/elections/projection.ts';
import { listElections } from '../../src/projections/elections/query.ts';
import { Fold } from '../../src/projections/fold.ts';
import { precincts } from '../../src/projections/precincts/projection.ts';
import { listPrecincts } from '../../src/projections/precincts/query.ts';
import { progress } from '../../src/projections/progress/projection.ts';
import { progressOf } from '../../src/projections/progress/query.ts';
import type { Part, Projection, View } from '../../src/projections/projection.ts';
import { allProjections, type ReadModels } from '../../src/projections/read-models.ts';
import { results } from '../../src/projections/results/projection.ts';
import { resultsOf } from '../../src/projections/results/query.ts';
import { turnout } from '../../src/projections/turnout/projection.ts';
import { turnoutOf } from '../../src/projections/turnout/query.ts';
import { type Happened, record } from '../support/history.ts';

interface Ask<A> {
  <P extends Part>(projection: Projection<P>, query: (view: View<P>) => object | undefined): A;
}

/** All that can be asked about the elections of a generated history. */
function askAll<A>(ask: Ask<A>): A[] {
  return [
    ask(elections, (view) => listElections(view)),
    ...['e1', 'e2'].flatMap((election) => [
      ask(areas, (view) => listAreas(view, election)),
      ask(precincts, (view) => listPrecincts(view, election)),
      ask(contests, (view) => listContests(view, election)),
      ask(deadlines, (view) => listDeadlines(view, election, '2021-08-01T00:00:00Z')),
      ask(turnout, (view) => turnoutOf(view, election)),
      ask(progress, (view) => progressOf(view, election)),
      ask(results, (view) => resultsOf(view, election)),
    ]),
  ];
}

/** The answers of views, each with their position, as an API would give them. */
export function allAnswers(views: {
  readonly position: number;
  view<P extends Part>(projection: Projection<P>): View<P>;
}): unknown {
  const answers = askAll((projection, query) => {
    const answer = query(views.view(projection));
    return answer ? { position: views.position, ...answer } : null;
  });
  return JSON.parse(JSON.stringify(answers)) as unknown;
}

/** The same as of a position. */
export async function allAnswersAsOf(models: ReadModels, at: number): Promise<unknown> {
  const answers = await Promise.all(
    askAll(async (projection, query) => (await models.read(projection, query, at)) ?? null),
  );
  return JSON.parse(JSON.stringify(answers)) as unknown;
}

export async function eventsOf(store: EventReader): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

/** A history as a store gives it back. */
export async function recorded(history: readonly Happened[]): Promise<RecordedEvent[]> {
  const store = await openSqliteStore(':memory:');
  await record(store, history);
  const events = await eventsOf(store);
  await store.close();
  return events;
}

/** All read models, folded afresh. */
export function foldOf(events: Iterable<RecordedEvent>): Fold {
  const fold = new Fold(allProjections);
  for (const event of events) fold.apply(event);
  return fold;
}
