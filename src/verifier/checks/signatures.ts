import { type Check, Faults, notChecked } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { parseCheckpoint } from '../formats/checkpoint.ts';
import { parseNote, signersOf } from '../formats/note.ts';
import { parsePolicy, type Policy, reachesQuorum } from '../formats/policy.ts';
import type { VerifierKey } from '../formats/verifier-key.ts';
import { keysOfLog } from './keys-of-log.ts';

/** (5) The log's key signed the checkpoint, and enough witnesses say that they were shown no other record. */
export function signatures(known: readonly VerifierKey[], trusted: Policy | undefined): Check {
  return {
    number: 5,
    title: 'the checkpoint is signed, and witnessed by the quorum',
    end({ documents }) {
      if (known.length === 0) return notChecked('no key was given (--key): anybody may have signed this');
      const text = documents.get(exportNames.checkpoint);
      if (text === undefined) return notChecked('the export has no checkpoint');
      const faults = new Faults();
      const words: string[] = [];
      try {
        const note = parseNote(text);
        const { origin } = parseCheckpoint(note.text);
        const { current } = keysOfLog(known, documents, origin);
        const signers = signersOf(
          note,
          current.filter(({ name }) => name === origin),
        );
        if (signers.length === 0) {
          const by = note.signatures.map(({ name, id }) => `${name}+${id}`).join(', ');
          faults.add({ file: exportNames.checkpoint, message: `is signed by ${by}, and by no key that was given` });
        }
        words.push(`signed by ${signers.map(({ name, id }) => `${name}+${id}`).join(', ')}`);
        const policy = trusted ?? ownPolicy(documents);
        words.push(...witnessed(policy, policy === trusted, note, faults));
      } catch (error) {
        faults.add({ file: exportNames.checkpoint, message: (error as Error).message });
      }
      return faults.finding(words.join('; '));
    },
  };
}

function ownPolicy(documents: ReadonlyMap<string, string>): Policy | undefined {
  const text = documents.get(exportNames.policy);
  return text === undefined ? undefined : parsePolicy(text);
}

function witnessed(
  policy: Policy | undefined,
  isTrusted: boolean,
  note: ReturnType<typeof parseNote>,
  faults: Faults,
): string[] {
  if (!policy || policy.quorum === 'none') return ['no witness is asked for'];
  const keys = policy.witnesses.map(({ key }) => key);
  const cosigners = signersOf(note, keys);
  const names = policy.witnesses.filter(({ key }) => cosigners.includes(key)).map(({ name }) => name);
  if (!reachesQuorum(policy, new Set(names))) {
    const found = names.length === 0 ? 'nobody' : names.join(', ');
    faults.add({ file: exportNames.checkpoint, message: `is witnessed by ${found}: no quorum (${policy.quorum})` });
  }
  return [
    `witnessed by ${names.join(', ')}${isTrusted ? '' : " (by the export's own policy: give yours with --policy)"}`,
  ];
}
