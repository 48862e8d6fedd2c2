import { canonical } from '../domain/canonical.ts';
import type { Leaf } from './formats/leaf.ts';

const [head, beforeId] = ['{"data":', ',"id":"'];
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuidLength = 36;
/** As many different data as are kept: a batch of ballots has some five. */
const mostData = 256;

/**
 * Reads a line that goes on where the last one ended: the next event of the same stream and type, with the same meta.
 * Most of a record are ballots of a batch, each of which is that. All but its id and its data is known beforehand, to the
 * letter, so the line is held against that and not parsed; what does not fit is read as any other line is.
 */
export class NextLeaf {
  #last: Leaf | undefined;
  /** What stands between the index and the revision, and behind that. */
  #middle = '';
  #tail = '';
  /** By the beginning of the line, up to its id. */
  #data = new Map<string, unknown>();

  /** A leaf that was read in its canonical form. */
  follow(leaf: Leaf): void {
    const { log, meta, stream, type, version } = leaf;
    this.#last = leaf;
    this.#middle = `,"log":${canonical(log)},"meta":${canonical(meta)},"revision":`;
    this.#tail = `,"stream":${canonical(stream)},"type":${canonical(type)},"v":1,"version":${version}}`;
    // Anew, here and below: what was cleared stays linked with what comes after it, and so with the texts that keys are of.
    this.#data = new Map();
  }

  /** The leaf, if the line is the one that follows: it is in canonical form, and its data may be an object given before. */
  read(text: string): Leaf | undefined {
    if (!this.#last) return undefined;
    const { log, stream, type, version, meta } = this.#last;
    const [index, revision] = [this.#last.index + 1, this.#last.revision + 1];
    const rest = `","index":${index}${this.#middle}${revision}${this.#tail}`;
    const atId = text.length - rest.length - uuidLength;
    // One comparison, and of slices: several times as quick as `endsWith`.
    if (atId <= 0 || text.slice(atId + uuidLength) !== rest) return undefined;
    if (!Number.isSafeInteger(index) || !Number.isSafeInteger(revision)) return undefined;
    const id = text.slice(atId, atId + uuidLength);
    const data = this.#dataIn(text.slice(0, atId));
    if (data === undefined || !uuid.test(id)) return undefined;
    this.#last = { v: 1, log, index, stream, revision, id, type, version, data, meta };
    return this.#last;
  }

  /** `undefined` for a beginning of no leaf, or one that is not canonical. */
  #dataIn(beginning: string): unknown {
    const known = this.#data.get(beginning);
    if (known !== undefined) return known;
    if (!beginning.startsWith(head) || !beginning.endsWith(beforeId)) return undefined;
    try {
      const text = beginning.slice(head.length, -beforeId.length);
      const data = JSON.parse(text) as unknown;
      if (canonical(data) !== text) return undefined;
      if (this.#data.size === mostData) this.#data = new Map();
      this.#data.set(beginning, data);
      return data;
    } catch {
      return undefined;
    }
  }
}
