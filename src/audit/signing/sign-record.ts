import type { EventReader } from '../../event-store/port.ts';
import type { TreeKeeper } from '../tree/tree-keeper.ts';
import { InconsistentRecord, type Signed, SignedFurther, type Signer } from './signer.ts';

export interface RecordToSign {
  readonly keeper: TreeKeeper;
  readonly reader: EventReader;
  readonly signer: Signer;
  readonly warn: (words: string) => void;
}

/** Signs for all that the tree has come to. @throws {@link InconsistentRecord} once the record itself contradicts what was signed */
export async function signRecord(record: RecordToSign): Promise<Signed> {
  try {
    return await signTree(record);
  } catch (error) {
    if (!(error instanceof InconsistentRecord)) throw error;
    // Tiles are a cache: before the record is convicted, the tree is made from the record alone.
    record.warn(`${error.message}; the tree is made anew to see whether the record says so`);
    await record.keeper.remake();
    return signTree(record);
  }
}

async function signTree(record: RecordToSign): Promise<Signed> {
  const { keeper, reader, signer } = record;
  try {
    return await signer.sign(keeper.tree, Math.floor(Date.now() / 1_000));
  } catch (error) {
    if (!(error instanceof SignedFurther)) throw error;
    // Another server may have signed for what this one's tree has not come to yet, if the record has it.
    const head = (await reader.head())?.position ?? -1;
    if (error.size > head + 1) throw error;
    await keeper.whenReached(error.size - 1);
    return signTree(record);
  }
}
