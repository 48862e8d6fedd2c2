import { isLeafStream } from '../../domain/stream.ts';
import { type Check, Faults } from '../check.ts';

/** (3) Nothing was dropped, doubled, moved or put in between without saying so: places are counted twice, over all and by stream. */
export function orderUnbroken(): Check {
  const faults = new Faults();
  const revisions = new Map<string, number>();
  let [due, log]: [number, string | undefined] = [0, undefined];
  return {
    number: 3,
    title: 'indexes and revisions have no gap',
    leaf({ line, leaf }) {
      if (!leaf) {
        due += 1;
        return;
      }
      const { index, stream, revision } = leaf;
      log ??= leaf.log;
      if (leaf.log !== log) faults.add({ index: line, message: `is of the log ${leaf.log}, not of ${log}` });
      if (index !== due) faults.add({ index: line, message: `says index ${index} where ${due} is due` });
      due = index + 1;
      const next = (revisions.get(stream) ?? -1) + 1;
      if (revision !== next) {
        faults.add({ index: line, message: `says revision ${revision} of ${stream} where ${next} is due` });
      }
      revisions.set(stream, revision);
      if (!isLeafStream(stream)) faults.add({ index: line, message: `${stream} has no leaves` });
    },
    end: ({ size }) => faults.finding(`${size} events in ${revisions.size} streams`),
  };
}
