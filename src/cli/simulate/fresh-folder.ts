import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandFailed } from '../surroundings.ts';

/**
 * Makes a folder that is there whole or not at all: it is filled under another name beside its place.
 * @param fill writes into the path it is given
 * @throws {@link CommandFailed} when something is there already; whatever `fill` throws
 */
export async function freshFolder(path: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const place = resolve(path);
  const found = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new CommandFailed(error.code === 'ENOTDIR' ? `${path} is no folder.` : `${path}: ${error.message}`);
  });
  if (found.length > 0) throw new CommandFailed(`${path} is not empty: name a folder that is new.`);
  const folder = `${place}.${process.pid}.partial`;
  const above = await mkdir(dirname(place), { recursive: true });
  try {
    await mkdir(folder);
    await fill(folder);
    await rename(folder, place);
  } catch (error) {
    await rm(above ?? folder, { recursive: true, force: true });
    throw error;
  }
}
