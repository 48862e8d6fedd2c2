import type { Fault, ReadExport, ReadLeaf } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { CompactRange } from '../formats/compact-range.ts';
import { hex } from '../formats/encoding.ts';
import { type Hash, leafHash } from '../formats/merkle.ts';
import { contentOf, Lines } from '../lines.ts';

/** A checkpoint that a result says it rests on. */
interface Named {
  readonly index: number;
  readonly type: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** Position of the last event that is added up in the result. */
  readonly position: number;
}

const naming: ReadonlySet<string> = new Set(['ResultTabulated', 'ResultCertified']);

/** The checkpoints that tabulations and certificates name, held against the tree as the record makes it. */
export class NamedCheckpoints {
  readonly #named: Named[] = [];

  get count(): number {
    return this.#named.length;
  }

  take({ line, leaf }: ReadLeaf): void {
    if (!leaf || !naming.has(leaf.type)) return;
    const { checkpoint, position } = leaf.data as { checkpoint?: Partial<Named> | null; position?: unknown };
    const { size, root } = checkpoint ?? {};
    // One of older versions names none; what is no checkpoint at all does not fit its schema.
    if (typeof size !== 'number' || typeof root !== 'string' || typeof position !== 'number') return;
    this.#named.push({ index: line, type: leaf.type, size, root, position });
  }

  /**
   * @param roots known so far, by size: mostly all that are asked for
   * @param signed size and root of each checkpoint that the export lists; absent: it lists none
   */
  async faults(read: ReadExport, roots: ReadonlyMap<number, Hash>, signed?: ReadonlySet<string>): Promise<Fault[]> {
    const lacking = this.#named.map(({ size }) => size).filter((size) => size <= read.size && !roots.has(size));
    const all = lacking.length === 0 ? roots : new Map([...roots, ...(await rootsOf(read, new Set(lacking)))]);
    return this.#named.flatMap((named) => {
      const fault = faultOf(named, all.get(named.size), signed);
      const { index, type, size } = named;
      return fault === undefined ? [] : [{ index, message: `${type} names a checkpoint of ${size} events ${fault}` }];
    });
  }
}

function faultOf(
  { index, size, root, position }: Named,
  own: Hash | undefined,
  signed: ReadonlySet<string> | undefined,
): string | undefined {
  if (!own || size > index) return 'before there were as many';
  if (hex(own) !== root) return `with the root ${root}: the record's was ${hex(own)}`;
  if (size <= position) return `that does not cover position ${position}, which is added up`;
  return signed && !signed.has(`${size} ${root}`) ? `that ${exportNames.checkpoints} does not list` : undefined;
}

/** The roots of the record at some sizes, which were not known while it streamed by: its events are hashed once more. */
async function rootsOf({ files }: ReadExport, sizes: ReadonlySet<number>): Promise<Map<number, Hash>> {
  const [lines, tree, roots] = [new Lines(), new CompactRange(), new Map<number, Hash>()];
  const last = Math.max(...sizes);
  for await (const piece of files.read(exportNames.record)) {
    for (const line of lines.push(piece)) {
      tree.append(leafHash(contentOf(line)));
      if (sizes.has(tree.size)) roots.set(tree.size, tree.root());
    }
    if (tree.size >= last) break;
  }
  return roots;
}
