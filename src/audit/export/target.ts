import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';

/** Where an export is written: one file after the other. */
export interface ExportTarget {
  /** Begins the next file. */
  file(name: string): ExportedFile;
  /** Everything is written. */
  end(): Promise<void>;
}

export interface ExportedFile {
  /** Resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** There is something already, or it is too large for where it should go. */
export class CannotExport extends Error {
  override readonly name = 'CannotExport';
}

/** A new folder, or an empty one. @throws {@link CannotExport} */
export function folderTarget(folder: string): ExportTarget {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new CannotExport(`${folder} is not empty: export into another folder`);
  return {
    file(name) {
      const stream = createWriteStream(join(folder, name), { flags: 'wx' });
      return {
        async write(bytes) {
          if (!stream.write(bytes)) await once(stream, 'drain');
        },
        async end() {
          stream.end();
          await finished(stream);
        },
      };
    },
    end: async () => {},
  };
}

/** The most that a .zip without extensions can say of a file or of its own length. */
const mostBytes = 0xffff_ffff;

/** A new .zip archive. @throws {@link CannotExport} when it is there, or comes to more than 4 GiB */
export function zipTarget(file: string): ExportTarget {
  return zipInto(createWriteStream(file, { flags: 'wx' }));
}

/** When the files of an archive are said to be from: always the same, so that the same record gives the same bytes. */
const mtime = '2000-01-01T00:00:00';

/**
 * A .zip archive, written into a stream no faster than it takes it.
 * @param signal given up when aborted, as when nobody reads any more
 * @throws {@link CannotExport} when it comes to more than 4 GiB
 */
export function zipInto(out: Writable, signal?: AbortSignal): ExportTarget {
  const until = signal ? { signal } : {};
  let fault: Error | undefined;
  out.on('error', (error) => (fault = error));
  let packed = 0;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    packed += chunk.length;
    out.write(chunk);
  });
  const settle = async (): Promise<void> => {
    if (packed > mostBytes) fault ??= new CannotExport('A .zip holds 4 GiB at most: export into a folder.');
    if (fault) throw fault;
    signal?.throwIfAborted();
    await setImmediate(); // deflating takes its time: whoever else asks this process has a turn
    if (out.writableNeedDrain) await once(out, 'drain', until);
  };
  return {
    file(name) {
      const entry = new ZipDeflate(name, { level: 6 });
      entry.mtime = mtime;
      zip.add(entry);
      let length = 0;
      return {
        async write(bytes) {
          length += bytes.length;
          if (length > mostBytes) throw new CannotExport('A .zip holds files of 4 GiB at most: export into a folder.');
          entry.push(bytes.slice(), false);
          await settle();
        },
        async end() {
          entry.push(new Uint8Array(), true);
          await settle();
        },
      };
    },
    async end() {
      zip.end();
      out.end();
      await finished(out, until);
    },
  };
}
