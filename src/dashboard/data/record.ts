import type {
  Area,
  Contest,
  CopyTotals,
  Deadline,
  Discrepancy,
  Election,
  Precinct,
  Protocol,
  Relation,
  TrailRow,
} from './answers.ts';

/** The API did not answer as asked. */
export class NotAnswered extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type At = number | undefined;
type Answer = { readonly position: number; readonly digest: string };

/**
 * Asks the API. The browser keeps answers by their ETag, and asks again whether they still hold.
 * @throws {@link NotAnswered}, or TypeError when the server cannot be reached
 */
export async function ask<A>(
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): Promise<A & Answer> {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const response = await fetch(`${path}?${new URLSearchParams(given)}`, { cache: 'no-cache' });
  const body = await response.json();
  if (!response.ok) throw new NotAnswered(response.status, body.detail ?? response.statusText);
  return body;
}

const step = encodeURIComponent;
const of = (election: string) => `/elections/${step(election)}`;

export const electionsOf = async (at: At) =>
  (await ask<{ elections: Election[] }>('/elections', { at, limit: 1000 })).elections;
export const electionOf = (election: string, at: At) => ask<Election>(of(election), { at });
export const areaOf = (election: string, code: string, at: At) =>
  ask<Area>(`${of(election)}/areas/${step(code)}`, { at });
export const contestOf = (election: string, code: string, at: At) =>
  ask<Contest>(`${of(election)}/contests/${step(code)}`, { at });
export const precinctOf = (election: string, code: string, at: At) =>
  ask<Precinct>(`${of(election)}/precincts/${step(code)}`, { at });

/** Areas directly below one; all, where none is named. */
export const areasOf = (election: string, at: At, parent?: string) =>
  pages<Area>(`${of(election)}/areas`, 'areas', { at, parent });
/** Precincts directly below an area; all, where none is named. */
export const precinctsOf = (election: string, at: At, area?: string) =>
  pages<Precinct>(`${of(election)}/precincts`, 'precincts', { at, area });
export const contestsOf = (election: string, at: At) => pages<Contest>(`${of(election)}/contests`, 'contests', { at });

/** What a contest comes to by observers' copies, beside the official figures. */
export const copyTotalsOf = (election: string, contest: string, at: At) =>
  ask<CopyTotals>(`${of(election)}/contests/${step(contest)}/observer-copies`, { at });
export const discrepanciesOf = (election: string, contest: string, at: At) =>
  pages<Discrepancy>(`${of(election)}/discrepancies`, 'discrepancies', { at, contest });
/** A protocol with all that became of it. */
export const protocolOf = (election: string, contest: string, precinct: string, at: At) =>
  ask<Protocol>(`${of(election)}/contests/${step(contest)}/protocols/${step(precinct)}`, { at });
/** The acts of one stream, such as `protocol-<election>/<contest>/<precinct>`: its first thousand. */
export const actsIn = async (election: string, stream: string, at: At) =>
  (await ask<{ rows: TrailRow[] }>(`${of(election)}/trail`, { stream, at, limit: 1000 })).rows;
/** What the figures of a protocol are held against. */
export const relationsOf = async () => (await ask<{ relations: Relation[] }>('/control-relations')).relations;
/** The deadlines of a contest, as they stood when the position was recorded. */
export async function deadlinesOf(election: string, contest: string, at: At): Promise<Deadline[]> {
  const on = at === undefined ? undefined : await recordedAt(election, at);
  return pages<Deadline>(`${of(election)}/deadlines`, 'deadlines', { at, contest, on });
}

async function pages<R>(
  path: string,
  name: string,
  query: Readonly<Record<string, string | number | undefined>>,
): Promise<R[]> {
  const rows: R[] = [];
  for (let after: string | undefined; ;) {
    const page = await ask<{ next: string | null }>(path, { ...query, after, limit: 1000 });
    rows.push(...(page as unknown as Record<string, R[]>)[name]!);
    if (page.next === null) return rows;
    after = page.next;
  }
}

/** An area and those it lies in, from the country down. */
export async function wayTo(election: string, code: string, at: At): Promise<Area[]> {
  const way: Area[] = [];
  for (let above: string | null = code; above !== null; above = way[0]!.parent) {
    way.unshift(await areaOf(election, above, at));
  }
  return way;
}

/** The area that all others lie in; without a code where none is registered yet. */
export async function rootOf(election: string, at: At): Promise<Partial<Area>> {
  for (const level of ['country', 'region', 'district', 'locality'] as const) {
    const { areas } = await ask<{ areas: Area[] }>(`${of(election)}/areas`, { at, level, limit: 1000 });
    const root = areas.find(({ parent }) => parent === null);
    if (root) return root;
  }
  return {};
}

/** Some contests of an election: one by one when they are few, else out of the list of all. */
export async function contestsNamed(election: string, codes: readonly string[], at: At): Promise<Contest[]> {
  if (codes.length <= 20) return Promise.all(codes.map((code) => contestOf(election, code, at)));
  const all = await contestsOf(election, at);
  return all.filter(({ code }) => codes.includes(code));
}

/** The same of areas. */
export async function areasNamed(election: string, codes: readonly string[], at: At): Promise<Area[]> {
  if (codes.length <= 20) return Promise.all(codes.map((code) => areaOf(election, code, at)));
  const all = await areasOf(election, at);
  return all.filter(({ code }) => codes.includes(code));
}

/** When the last act up to a position was recorded, where one stands near: checkpoints and other elections lie between. */
export async function recordedAt(election: string, position: number): Promise<string | undefined> {
  for (const look of [10, 100, 1000]) {
    const after = position < look ? undefined : position - look;
    const { rows } = await ask<{ rows: TrailRow[] }>(`${of(election)}/trail`, { at: position, after, limit: look });
    if (rows.length > 0) return rows.at(-1)!.recordedAt;
  }
  return undefined;
}
