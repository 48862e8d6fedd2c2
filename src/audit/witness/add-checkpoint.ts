import { base64, fromBase64, fromDecimal } from '../../verifier/formats/encoding.ts';
import { Malformed } from '../../verifier/formats/malformed.ts';
import type { Hash } from '../../verifier/formats/merkle.ts';

/** What a log asks of a witness: c2sp.org/tlog-witness, `add-checkpoint`. */
export interface AddCheckpoint {
  /** Size of the last checkpoint that the witness cosigned. */
  readonly old: number;
  readonly proof: readonly Hash[];
  /** A signed note. */
  readonly checkpoint: string;
}

const mostHashes = 63;

export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${base64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** @throws {@link Malformed} */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const split = body.indexOf('\n\n');
  const [first, ...lines] = body.slice(0, Math.max(split, 0)).split('\n');
  const old = fromDecimal(/^old (.+)$/.exec(first ?? '')?.[1] ?? '');
  if (split < 0 || old === undefined || lines.length > mostHashes) {
    throw new Malformed(
      'a request has the line "old <size>", at most 63 hashes, and an empty line before the checkpoint',
    );
  }
  const proof = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw new Malformed('a line of the proof is no hash');
    return hash;
  });
  return { old, proof, checkpoint: body.slice(split + 2) };
}
