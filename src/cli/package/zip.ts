import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UnusablePackage } from './fault.ts';
import { type PackageFile, packageFiles, type PackageFiles } from './files.ts';

/**
 * A zipped package, read where it lies: nothing is unpacked to disk, so that no path in it can lead anywhere, and
 * entries are streamed, never longer than the archive's directory says.
 * @throws {@link UnusablePackage}
 */
export async function openZip(path: string): Promise<PackageFiles> {
  const fault = (error: unknown) =>
    new UnusablePackage(`${path} cannot be read as a .zip: ${(error as Error).message}`);
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true });
  } catch (error) {
    throw fault(error);
  }
  try {
    const entries = await entriesOf(zip);
    return {
      sizes: new Map([...entries].map(([file, entry]) => [file, entry.uncompressedSize])),
      async *read(file) {
        try {
          yield* contentOf(zip, entries.get(file)!);
        } catch (error) {
          throw fault(error);
        }
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw fault(error);
  }
}

/** The package's files, at the top of the archive or in the one folder that was zipped. */
async function entriesOf(zip: ZipFile): Promise<Map<PackageFile, Entry>> {
  const all = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(entry.fileName.lastIndexOf('/') + 1);
    if (!packageFiles.includes(name as PackageFile)) continue;
    if (all.has(entry.fileName)) throw new Error(`it holds ${entry.fileName} twice`);
    all.set(entry.fileName, entry);
  }
  const folders = new Set([...all.keys()].map((name) => name.slice(0, name.lastIndexOf('/') + 1)));
  if (folders.size > 1) throw new Error(`it holds package files in ${folders.size} folders`);
  return new Map([...all].map(([name, entry]) => [name.slice(name.lastIndexOf('/') + 1) as PackageFile, entry]));
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncIterable<Uint8Array> {
  if (entry.isEncrypted()) throw new Error(`${entry.fileName} is encrypted`);
  let sum = 0;
  for await (const bytes of await zip.openReadStreamPromise(entry)) {
    sum = crc32(bytes as Uint8Array, sum);
    yield bytes as Uint8Array;
  }
  if (sum !== entry.crc32) throw new Error(`${entry.fileName} is damaged: its checksum differs`);
}
