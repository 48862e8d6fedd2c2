import { hash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { StreamName } from '../../domain/stream.ts';
import type { Revision } from '../port.ts';
import type { CountedPositions, LogPlace } from './positions.ts';

/** Where an event of ours stands in the server's log. */
export interface Found {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly at: LogPlace;
}

/** What a process has counted of the record, up to and including one event. */
export interface Count {
  readonly positions: CountedPositions;
  readonly last: Found;
}

const layout = 1;
const digestBytes = 32;

/** A count that outlives its process, in a file. A cache: one that is missing, damaged or another record's is counted anew. */
export class KeptCount {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  read(): Count | undefined {
    try {
      const bytes = readFileSync(this.#file);
      const content = bytes.subarray(digestBytes);
      if (!bytes.subarray(0, digestBytes).equals(hash('sha256', content, 'buffer'))) return undefined;
      const kept = deserialize(content) as Count & { readonly layout: number };
      return kept.layout === layout ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  write(count: Count): void {
    const content = serialize({ layout, ...count });
    const aside = `${this.#file}.${randomUUID()}`;
    writeFileSync(aside, Buffer.concat([hash('sha256', content, 'buffer'), content]));
    renameSync(aside, this.#file);
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}
