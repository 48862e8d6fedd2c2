import { createHash, hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { UnusablePackage } from './fault.ts';
import { type PackageFile, packageFiles, type PackageFiles } from './files.ts';
import { openFolder } from './folder.ts';
import { openZip } from './zip.ts';

/** Set-up is kept in memory while it is loaded; papers are streamed. A real country's set-up is some 2 MB. */
const limits = { setUp: 128 * 2 ** 20, papers: 16 * 2 ** 30 };

/**
 * Opens a folder, or a .zip of one.
 * @throws {@link UnusablePackage}
 */
export async function openPackage(path: string): Promise<PackageFiles> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UnusablePackage(`There is no ${path}.`);
  const files = found.isDirectory() ? await openFolder(path) : await openZip(path);
  for (const [file, size] of files.sizes) {
    const limit = /^(ballots|protocols|votes|copies|copy-votes)/.test(file) ? limits.papers : limits.setUp;
    if (size <= limit) continue;
    files.close();
    throw new UnusablePackage(`${file} has ${size} bytes; at most ${limit} are read.`);
  }
  return files;
}

/** SHA-256 over the names and the original bytes of a package's files: the same for a folder and for its .zip. */
export async function packageDigest(files: PackageFiles): Promise<string> {
  return digestOfFiles(await fileDigests(files));
}

/** The same, of digests that are known. */
export function digestOfFiles(digests: ReadonlyMap<PackageFile, string>): string {
  return hash('sha256', JSON.stringify([...digests]));
}

/** SHA-256 of the original bytes of each file that is there, in hex: what a paper read from it is recorded with. */
export async function fileDigests(files: PackageFiles): Promise<Map<PackageFile, string>> {
  const digests = new Map<PackageFile, string>();
  for (const file of packageFiles.filter((each) => files.sizes.has(each))) {
    const sha256 = createHash('sha256');
    for await (const bytes of files.read(file)) sha256.update(bytes);
    digests.set(file, sha256.digest('hex'));
  }
  return digests;
}
