import { type Check, Faults, notChecked } from '../check.ts';
import { exportNames, type Manifest } from '../export-files.ts';

/** (1) Nothing was damaged or left out on the way. The manifest is not signed: against intent only the signed root helps. */
export function filesMatch(): Check {
  return {
    number: 1,
    title: 'the files are those of the manifest',
    end({ documents, digests, size }) {
      const text = documents.get(exportNames.manifest);
      if (text === undefined) return notChecked('the export has no manifest.json');
      const faults = new Faults();
      let manifest: Manifest;
      try {
        manifest = JSON.parse(text) as Manifest;
        if (typeof manifest.files !== 'object' || manifest.files === null) throw new Error('it lists no files');
      } catch (error) {
        faults.add({ file: exportNames.manifest, message: `cannot be read: ${(error as Error).message}` });
        return faults.finding('');
      }
      for (const [file, listed] of Object.entries(manifest.files)) {
        const found = digests.get(file);
        if (!found) faults.add({ file, message: 'is missing' });
        else if (found.sha256 !== listed.sha256) faults.add({ file, message: `has the SHA-256 ${found.sha256}` });
        else if (found.bytes !== listed.bytes) faults.add({ file, message: `has ${found.bytes} bytes` });
      }
      const said: [name: string, said: unknown, found: unknown][] = [
        ['v', manifest.v, 1],
        ['size', manifest.size, size],
        ['log', manifest.log, documents.get(exportNames.checkpoint)?.split('\n', 1)[0] ?? manifest.log],
        ['election', manifest.election, electionOf(documents.get(exportNames.results)) ?? manifest.election],
      ];
      for (const [name, words, found] of said) {
        if (words === found) continue;
        const message = `says ${name} ${JSON.stringify(words)}, the files ${JSON.stringify(found)}`;
        faults.add({ file: exportNames.manifest, message });
      }
      for (const file of digests.keys()) {
        if (file !== exportNames.manifest && !Object.hasOwn(manifest.files, file)) {
          faults.add({ file, message: 'is not in the manifest' });
        }
      }
      return faults.finding(`${Object.keys(manifest.files).length} files`);
    },
  };
}

/** Which election the published results are of; `undefined` where they do not say. */
function electionOf(results: string | undefined): unknown {
  try {
    return (JSON.parse(results ?? '{}') as { election?: unknown }).election;
  } catch {
    return undefined;
  }
}
