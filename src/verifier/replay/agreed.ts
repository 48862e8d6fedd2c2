import { areConfirmed, type LogState, noWitnesses } from '../../domain/log/decider.ts';
import type { Fault } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { parseCheckpoint } from '../formats/checkpoint.ts';
import { parseNote } from '../formats/note.ts';
import { parseRotation, type Rotation } from '../formats/rotation.ts';
import { namesOf } from '../formats/verifier-key.ts';

type AgreementsOn = (log: string) => LogState;

/**
 * What an export brings along of the log itself that no two people have agreed on in the record: another policy, or keys that
 * took over. A checkpoint or a statement that cannot be read is the finding of those checks that read it first.
 */
export function unagreed(documents: ReadonlyMap<string, string>, agreementsOn: AgreementsOn): Fault[] {
  return [...policyFault(documents, agreementsOn), ...rotationFaults(documents, agreementsOn)];
}

function policyFault(documents: ReadonlyMap<string, string>, agreementsOn: AgreementsOn): Fault[] {
  const policy = documents.get(exportNames.policy);
  const origin = ifReadable(() => parseCheckpoint(parseNote(documents.get(exportNames.checkpoint)!).text).origin);
  if (policy === undefined || origin === undefined) return [];
  const { policy: agreed = noWitnesses } = agreementsOn(origin);
  if (policy === agreed) return [];
  return [{ file: exportNames.policy, message: 'is not the policy that two people settled in the record' }];
}

function rotationFaults(documents: ReadonlyMap<string, string>, agreementsOn: AgreementsOn): Fault[] {
  const statements = ifReadable(() => JSON.parse(documents.get(exportNames.rotations)!) as string[]) ?? [];
  const rotations = statements.flatMap((statement) => ifReadable(() => parseRotation(parseNote(statement))) ?? []);
  const isUnagreed = ({ origin, to }: Rotation) => !areConfirmed(agreementsOn(origin), to);
  return rotations.filter(isUnagreed).map(({ to }) => ({
    file: exportNames.rotations,
    message: `${namesOf(to)} took over, which no two people have confirmed`,
  }));
}

function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
