import type { EventReader } from '../../src/event-store/port.ts';

/** One event that a store has said is durable. */
export interface Acknowledged {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
  readonly position: number;
}

/** Whole lines of a writer's output; the last one may have been cut off by its death. */
export function acknowledgedIn(output: string): Acknowledged[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledged);
}

/** What of the acknowledged events a record has lost, doubled or moved, and where its numbers have gaps. */
export async function faultsOf(record: EventReader, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const faults: string[] = [];
  const found = new Map<string, Acknowledged>();
  const revisions = new Map<string, number>();
  let position = -1;
  for await (const event of record.readAll()) {
    position += 1;
    if (event.position !== position) faults.push(`position ${event.position} where ${position} is due`);
    const revision = (revisions.get(event.stream) ?? -1) + 1;
    if (event.revision !== revision) faults.push(`${event.stream}: revision ${event.revision}, not ${revision}`);
    if (found.has(event.id)) faults.push(`${event.id} stands twice`);
    revisions.set(event.stream, revision);
    found.set(event.id, event);
  }
  for (const { id, stream, revision, position: place } of acknowledged) {
    const event = found.get(id);
    if (!event) faults.push(`acknowledged and lost: ${stream} ${revision}`);
    else if (event.stream !== stream || event.revision !== revision || event.position !== place) {
      faults.push(`acknowledged as ${stream} ${revision} at ${place}, stands elsewhere`);
    }
  }
  return faults;
}
