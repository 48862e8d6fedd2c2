import { createReadStream, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ExportFiles } from '../../verifier/export-files.ts';
import { zippedExport } from '../../verifier/zip-export.ts';
import { CommandFailed } from '../surroundings.ts';

export interface OpenExport {
  readonly files: ExportFiles;
  /** Bytes of a file, where that is known beforehand; else 0. */
  sizeOf(name: string): number;
  close(): Promise<void>;
}

const pieceBytes = 1 << 18;

/** An export on this machine's disk. @throws CommandFailed when there is none */
export async function openExport(path: string): Promise<OpenExport> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CommandFailed(`There is no ${path}.`);
  return found.isDirectory() ? folder(path) : zip(path);
}

function folder(path: string): OpenExport {
  const names = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(path, sep).length).replaceAll(sep, '/'));
  return {
    files: { names, read: (name) => createReadStream(join(path, name), { highWaterMark: pieceBytes }) },
    sizeOf: (name) => statSync(join(path, name), { throwIfNoEntry: false })?.size ?? 0,
    close: async () => {},
  };
}

async function zip(path: string): Promise<OpenExport> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const files = await zippedExport({
      size,
      async slice(start, end) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      },
    });
    return { files, sizeOf: () => 0, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw new CommandFailed(`${path} cannot be read as a .zip: ${(error as Error).message}`);
  }
}
