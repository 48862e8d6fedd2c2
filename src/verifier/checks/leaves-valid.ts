import { canonical } from '../../domain/canonical.ts';
import { catalogue, dataFault, metaFault } from '../../domain/event-catalogue.ts';
import { type Check, Faults } from '../check.ts';
import { exportNames } from '../export-files.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** (2) Each line is the canonical form of an event that its schema admits: there is one way to say each thing, and no more. */
export function leavesValid(): Check {
  const faults = new Faults();
  let leaves = 0;
  return {
    number: 2,
    title: 'every event is in canonical form and fits its schema',
    leaf({ line, leaf, fault, sameMeta }) {
      leaves += 1;
      if (fault !== undefined) faults.add({ index: line, message: fault });
      if (!leaf) return;
      const data = dataFault(leaf);
      if (data !== undefined) faults.add({ index: line, message: data });
      const meta = sameMeta ? undefined : metaFault(leaf.meta);
      if (meta !== undefined) faults.add({ index: line, message: `meta${meta}` });
      if (!uuid.test(leaf.id)) faults.add({ index: line, message: 'the id is no UUID' });
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
