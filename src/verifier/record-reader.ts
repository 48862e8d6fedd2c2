import { canonical } from '../domain/canonical.ts';
import type { ReadLeaf } from './check.ts';
import { CompactRange } from './formats/compact-range.ts';
import type { Leaf } from './formats/leaf.ts';
import { leafHash } from './formats/merkle.ts';
import { contentOf, type Line } from './lines.ts';
import { NextLeaf } from './next-leaf.ts';

const fields = ['data', 'id', 'index', 'log', 'meta', 'revision', 'stream', 'type', 'v', 'version'];
const allFields = fields.join();

/** Makes leaves of lines: parses each, holds it against its canonical form, and grows the tree by its hash. */
export class RecordReader {
  readonly tree: CompactRange;
  readonly #next = new NextLeaf();
  readonly #rootHere = () => this.tree.root();

  constructor(tree: CompactRange) {
    this.tree = tree;
  }

  read(line: Line): ReadLeaf {
    const number = this.tree.size;
    const isText = typeof line === 'string';
    this.tree.append(leafHash(contentOf(line)));
    const { leaf, fault, follows } = isText
      ? this.#parse(line)
      : { leaf: undefined, fault: line.fault, follows: false };
    return { line: number, text: isText ? line : '', leaf, fault, follows, rootHere: this.#rootHere };
  }

  #parse(text: string): Pick<ReadLeaf, 'leaf' | 'fault' | 'follows'> {
    const next = this.#next.read(text);
    if (next) return { leaf: next, fault: undefined, follows: true };
    let leaf: Leaf;
    try {
      leaf = JSON.parse(text) as Leaf;
    } catch (error) {
      return { leaf: undefined, fault: `no JSON: ${(error as Error).message}`, follows: false };
    }
    const fault = shapeFault(leaf);
    if (fault !== undefined) return { leaf: undefined, fault, follows: false };
    try {
      if (canonical(leaf) !== text) return { leaf, fault: 'not in canonical form (RFC 8785)', follows: false };
    } catch (error) {
      return { leaf, fault: `${(error as Error).message} has no canonical form`, follows: false };
    }
    this.#next.follow(leaf);
    return { leaf, fault: undefined, follows: false };
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
