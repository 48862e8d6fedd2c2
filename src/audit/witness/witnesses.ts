import { fromDecimal } from '../../verifier/formats/encoding.ts';
import type { Hash } from '../../verifier/formats/merkle.ts';
import {
  formatNote,
  type NoteSignature,
  parseNote,
  parseSignatureLines,
  signersOf,
} from '../../verifier/formats/note.ts';
import { parsePolicy, type PolicyKey, reachesQuorum } from '../../verifier/formats/policy.ts';
import type { Agreements } from '../agreements.ts';
import { formatAddCheckpoint } from './add-checkpoint.ts';

type Asked = PolicyKey & { readonly name: string };

/** A checkpoint with the cosignatures that came in time. */
export interface Cosigned {
  readonly note: string;
  readonly quorum: 'reached' | 'missed' | 'none';
}

/** Longest answer that is read, in bytes: a witness sends a line or two. */
const longestAnswer = 64 * 1024;

/** The witnesses that the policy in force names, asked for their cosignatures before a checkpoint is published. */
export class Witnesses {
  readonly #agreements: Agreements;
  readonly #patience: number;
  readonly #warn: (words: string) => void;
  /** By name: the size that each cosigned last, as far as is known. */
  readonly #sizes = new Map<string, number>();

  /** @param patience milliseconds that all of them have together */
  constructor(agreements: Agreements, patience: number, warn: (words: string) => void) {
    this.#agreements = agreements;
    this.#patience = patience;
    this.#warn = warn;
  }

  /**
   * Asks all of them at once; one that refuses, or is late, is done without and named in a warning.
   * @param proofFrom the consistency proof from a smaller size
   * @throws StoreUnavailable; Malformed for a policy that no request could have brought in
   */
  async cosign(signed: string, size: number, proofFrom: (size: number) => Hash[]): Promise<Cosigned> {
    await this.#agreements.takeUp();
    const policy = parsePolicy(this.#agreements.policyAt(size));
    const note = parseNote(signed);
    const deadline = AbortSignal.timeout(this.#patience);
    const cosigned = new Set<string>();
    const lines: NoteSignature[] = [];
    const asked = policy.witnesses.filter(({ url }) => url !== undefined);
    await Promise.all(
      asked.map(async (witness) => {
        try {
          const answer = await this.#ask(witness, signed, size, proofFrom, deadline);
          const mine = parseSignatureLines(answer).filter(
            ({ name, id }) => name === witness.key.name && id === witness.key.id,
          );
          if (signersOf({ text: note.text, signatures: mine }, [witness.key]).length === 0) {
            throw new Error('its answer has no signature by its key');
          }
          this.#sizes.set(witness.name, size);
          lines.push(mine[0]!);
          cosigned.add(witness.name);
        } catch (error) {
          this.#warn(`witness ${witness.name} did not cosign ${size}: ${(error as Error).message}`);
        }
      }),
    );
    const quorum = policy.quorum === 'none' ? 'none' : reachesQuorum(policy, cosigned) ? 'reached' : 'missed';
    return { note: formatNote({ ...note, signatures: [...note.signatures, ...lines] }), quorum };
  }

  async #ask(
    witness: Asked,
    checkpoint: string,
    size: number,
    proofFrom: (size: number) => Hash[],
    signal: AbortSignal,
  ): Promise<string> {
    const url = `${witness.url!.replace(/\/+$/, '')}/add-checkpoint`;
    for (const again of [false, true]) {
      const old = this.#sizes.get(witness.name) ?? 0;
      const body = formatAddCheckpoint({ old, proof: old === 0 ? [] : proofFrom(old), checkpoint });
      const response = await fetch(url, { method: 'POST', body, signal, redirect: 'error' });
      const answer = await shortText(response);
      if (response.status === 200) return answer;
      const known = response.status === 409 ? fromDecimal(answer.trimEnd()) : undefined;
      if (known === undefined || again) throw new Error(`${response.status} ${answer.slice(0, 200).trim()}`);
      if (known > size) throw new Error(`it has cosigned ${known} events of this log`);
      this.#sizes.set(witness.name, known);
    }
    throw new Error('it contradicts itself');
  }
}

async function shortText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) throw new Error('its answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
