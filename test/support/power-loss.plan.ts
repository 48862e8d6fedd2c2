import type { Append } from '../../src/event-store/sqlite/log-file.ts';

/** What is appended while the power may go: the same in every run, so that any image can be compared with it. */
export const groups = 90;
const streams = 3;
const batch = 4;

const idOf = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** One append to each of the streams, each of `batch` events. */
export function appendsOf(group: number): Append[] {
  return Array.from({ length: streams }, (_, stream) => ({
    stream: `ballotbox-e1/c1/p${stream}`,
    expected: group * batch - 1,
    events: Array.from({ length: batch }, (_event, i) => {
      const id = idOf((group * streams + stream) * batch + i + 1);
      return { id, type: 'BallotCast', version: 1, data: `{"batch":"${id}","choice":"n${i}"}`, meta: '{}' };
    }),
  }));
}

/** Events that one transaction adds. */
export const groupSize = streams * batch;

/** The events of the whole plan, in order. */
export function planned(): { stream: string; revision: number; id: string; position: number; data: unknown }[] {
  return Array.from({ length: groups }, (_, group) => appendsOf(group))
    .flat()
    .flatMap(({ stream, expected, events }) =>
      events.map(({ id, data }, i) => ({ stream, revision: expected + 1 + i, id, data: JSON.parse(data) as unknown })),
    )
    .map((event, position) => Object.assign(event, { position }));
}
