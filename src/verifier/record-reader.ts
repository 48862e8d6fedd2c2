import { canonical } from '../domain/canonical.ts';
import type { ReadLeaf } from './check.ts';
import { CompactRange } from './formats/compact-range.ts';
import { type Leaf, LeafWriter } from './formats/leaf.ts';
import { leafHash } from './formats/merkle.ts';
import type { Line } from './lines.ts';

const fields = ['data', 'id', 'index', 'log', 'meta', 'revision', 'stream', 'type', 'v', 'version'];
const allFields = fields.join();

/** Makes leaves of lines: parses each, holds it against its canonical form, and grows the tree by its hash. */
export class RecordReader {
  readonly tree: CompactRange;
  #writer: LeafWriter | undefined;
  #log: string | undefined;
  /** The meta of the leaf before, and its canonical text. */
  #meta: Leaf['meta'] | undefined;
  #metaText = '';
  readonly #rootHere = () => this.tree.root();

  constructor(tree: CompactRange) {
    this.tree = tree;
  }

  read(line: Line): ReadLeaf {
    const number = this.tree.size;
    const text = 'text' in line ? line.text : '';
    this.tree.append(leafHash('text' in line ? line.text : line.bytes));
    const parsed = 'text' in line ? this.#parse(line.text) : { leaf: undefined, fault: line.fault, sameMeta: false };
    return { line: number, text, ...parsed, rootHere: this.#rootHere };
  }

  #parse(text: string): Pick<ReadLeaf, 'leaf' | 'fault' | 'sameMeta'> {
    let leaf: Leaf;
    try {
      leaf = JSON.parse(text) as Leaf;
    } catch (error) {
      return { leaf: undefined, fault: `no JSON: ${(error as Error).message}`, sameMeta: false };
    }
    const fault = shapeFault(leaf);
    if (fault !== undefined) return { leaf: undefined, fault, sameMeta: false };
    if (this.#meta && this.#isWith(text, leaf, this.#meta)) {
      return { leaf, fault: undefined, sameMeta: true };
    }
    try {
      if (canonical(leaf) !== text) return { leaf, fault: 'not in canonical form (RFC 8785)', sameMeta: false };
    } catch (error) {
      return { leaf, fault: `${(error as Error).message} has no canonical form`, sameMeta: false };
    }
    this.#meta = leaf.meta;
    this.#metaText = `,"meta":${canonical(leaf.meta)},`;
    return { leaf, fault: undefined, sameMeta: false };
  }

  /** Whether a line is the canonical form of its leaf with the meta of the one before: ballots of a batch share theirs. */
  #isWith(text: string, leaf: Leaf, meta: Leaf['meta']): boolean {
    if (!text.includes(this.#metaText)) return false;
    if (leaf.log !== this.#log) {
      this.#log = leaf.log;
      this.#writer = new LeafWriter(leaf.log);
    }
    try {
      const { index: position, stream, revision, id, type, version, data } = leaf;
      return leaf.v === 1 && this.#writer!.text({ position, stream, revision, id, type, version, data, meta }) === text;
    } catch {
      return false;
    }
  }
}

function shapeFault(leaf: unknown): string | undefined {
  if (typeof leaf !== 'object' || leaf === null || Array.isArray(leaf)) return 'no JSON object';
  const found = leaf as Record<string, unknown>;
  const keys = Object.keys(found);
  if (keys.join() !== allFields) {
    const missing = fields.find((field) => !keys.includes(field));
    if (missing !== undefined) return `a leaf without ${missing}`;
    const extra = keys.find((field) => !fields.includes(field));
    if (extra !== undefined) return `a leaf with ${extra}`;
  }
  if (found['v'] !== 1) return `a leaf of layout ${JSON.stringify(found['v'])}`;
  for (const field of ['index', 'revision', 'version']) {
    if (!Number.isSafeInteger(found[field]) || Object.is(found[field], -0)) return `${field} is no whole number`;
  }
  for (const field of ['log', 'stream', 'id', 'type']) {
    if (typeof found[field] !== 'string') return `${field} is no text`;
  }
  return undefined;
}
