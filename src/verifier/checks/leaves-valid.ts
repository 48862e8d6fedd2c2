import { canonical } from '../../domain/canonical.ts';
import { catalogue, dataFault, metaFault } from '../../domain/event-catalogue.ts';
import { type Check, Faults } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { uuid } from '../next-leaf.ts';

/** (2) Each line is the canonical form of an event that its schema admits: there is one way to say each thing, and no more. */
export function leavesValid(): Check {
  const faults = new Faults();
  /** Data of the leaves that follow each other now, by object. */
  const sound = new Set<unknown>();
  let [leaves, metaIsSound] = [0, false];
  return {
    number: 2,
    title: 'every event is in canonical form and fits its schema',
    leaf({ line, leaf, fault, follows }) {
      leaves += 1;
      if (fault !== undefined) faults.add({ index: line, message: fault });
      if (!leaf) return;
      if (!follows) sound.clear();
      if (!sound.has(leaf.data)) {
        const data = dataFault(leaf);
        if (data === undefined) sound.add(leaf.data);
        else faults.add({ index: line, message: data });
      }
      if (follows && metaIsSound) return;
      const meta = metaFault(leaf.meta);
      metaIsSound = meta === undefined;
      if (meta !== undefined) faults.add({ index: line, message: `meta${meta}` });
      if (!follows && !uuid.test(leaf.id)) faults.add({ index: line, message: 'the id is no UUID' });
    },
    end({ documents }) {
      const published = documents.get(exportNames.catalogue);
      for (const name of published === undefined ? [] : differences(published)) {
        faults.add({ file: exportNames.catalogue, message: `says of ${name} what this verifier does not` });
      }
      return faults.finding(`${leaves} events`);
    },
  };
}

/** Event types and versions that a published catalogue describes in another way than this verifier knows them. */
function differences(text: string): string[] {
  const own = catalogue();
  try {
    const { events } = JSON.parse(text) as { events: ReturnType<typeof catalogue> };
    return Object.entries(events).flatMap(([kind, types]) =>
      Object.entries(types).flatMap(([type, versions]) =>
        Object.entries(versions)
          .filter(([version, schema]) => canonical(own[kind]?.[type]?.[version] ?? null) !== canonical(schema))
          .map(([version]) => `${type} ${version} in ${kind} streams`),
      ),
    );
  } catch (error) {
    return [`everything (${(error as Error).message})`];
  }
}
