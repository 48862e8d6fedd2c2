import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnusablePackage } from './fault.ts';
import { type PackageFile, packageFiles, type PackageFiles } from './files.ts';

/** A package that lies in a folder. */
export async function openFolder(path: string): Promise<PackageFiles> {
  const sizes = new Map<PackageFile, number>();
  for (const file of packageFiles) {
    const found = await stat(join(path, file)).catch(() => undefined);
    if (found?.isFile()) sizes.set(file, found.size);
  }
  return {
    sizes,
    async *read(file) {
      try {
        yield* createReadStream(join(path, file), { highWaterMark: 1 << 18 });
      } catch (error) {
        throw new UnusablePackage(`${file} cannot be read: ${(error as Error).message}`);
      }
    },
    close: () => undefined,
  };
}
