import { base64, fromBase64, fromDecimal } from './encoding.ts';
import { Malformed } from './malformed.ts';
import type { Hash } from './merkle.ts';

/** Everything that shows one leaf to be in the tree of a checkpoint, offline: c2sp.org/tlog-proof. */
export interface TlogProof {
  /** In this record the leaf itself. Nothing vouches for it but the proof. */
  readonly extra?: Uint8Array;
  readonly index: number;
  readonly proof: readonly Hash[];
  /** A signed note, as it was published. */
  readonly checkpoint: string;
}

const firstLine = 'c2sp.org/tlog-proof@v1';

export function formatTlogProof({ extra, index, proof, checkpoint }: TlogProof): string {
  const lines = [firstLine, ...(extra ? [`extra ${base64(extra)}`] : []), `index ${index}`, ...proof.map(base64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** @throws {@link Malformed} */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  if (split < 0) throw new Malformed('a proof has an empty line before its checkpoint');
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== firstLine) throw new Malformed(`a proof begins with ${firstLine}`);
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift()!.slice('extra '.length) : undefined;
  const extra = extraLine === undefined ? undefined : fromBase64(extraLine);
  if (extraLine !== undefined && !extra) throw new Malformed('the line of extra data is no base64');
  const index = fromDecimal(/^index (.+)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined) throw new Malformed('the line of the index is not "index" and a whole number');
  const proof = lines.map((line, i) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw new Malformed(`hash ${i + 1} of the proof is none`);
    return hash;
  });
  return { ...(extra && { extra }), index, proof, checkpoint: text.slice(split + 2) };
}
