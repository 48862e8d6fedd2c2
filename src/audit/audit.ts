import type { EventReader, EventWriter } from '../event-store/port.ts';
import { Agreements } from './agreements.ts';
import { CheckpointLog } from './checkpoints.ts';
import { PublicLog } from './public-log.ts';
import { findSigningKeys, type KeySource } from './signing/key-source.ts';
import { Signer } from './signing/signer.ts';
import { logKeys } from './signing/signing-key.ts';
import { TreeKeeper } from './tree/tree-keeper.ts';
import { Witnesses } from './witness/witnesses.ts';

/** What a running audit is made of. */
export interface AuditOptions {
  readonly store: EventReader & EventWriter;
  /** The log's name: the first line of every checkpoint, and part of every leaf. */
  readonly origin: string;
  /** Where tiles are kept; absent: in memory. */
  readonly tiles?: string;
  readonly keys: KeySource;
  readonly every: { readonly events: number; readonly seconds: number };
  readonly warn: (words: string) => void;
}

/** Milliseconds that witnesses have before a checkpoint is published without them. */
const witnessPatience = 2_000;

/** An observer of the record that keeps its tree, signs checkpoints, and answers for both. */
export class Audit {
  readonly keeper: TreeKeeper;
  readonly checkpoints: CheckpointLog;
  readonly log: PublicLog;
  /** The published keys it signs with. */
  readonly keys: readonly string[];

  private constructor(keeper: TreeKeeper, checkpoints: CheckpointLog, keys: readonly string[], agreements: Agreements) {
    this.keeper = keeper;
    this.checkpoints = checkpoints;
    this.log = new PublicLog(keeper, checkpoints, keys, agreements);
    this.keys = keys;
  }

  /** Begins to follow the record and to sign. @throws UnusableSigningKey, Malformed */
  static async start({ store, origin, tiles, keys: source, every, warn }: AuditOptions): Promise<Audit> {
    const { keys, stateFile, warning } = findSigningKeys(source);
    if (warning !== undefined) warn(warning);
    const signer = new Signer(origin, logKeys(keys, origin), stateFile, keys.rotation);
    const agreements = new Agreements(store, origin);
    const keeper = new TreeKeeper({ reader: store, origin, ...(tiles !== undefined && { folder: tiles }) });
    keeper.warn = warn;
    const checkpoints = new CheckpointLog({
      keeper,
      reader: store,
      writer: store,
      signer,
      rotation: keys.rotation,
      agreements,
      witnesses: new Witnesses(agreements, witnessPatience, warn),
      every,
      warn,
    });
    await checkpoints.start();
    await keeper.follow();
    return new Audit(keeper, checkpoints, signer.keys, agreements);
  }

  /** Signs for all that was recorded, and follows no more. To be called before the store closes. */
  async stop(): Promise<void> {
    await this.checkpoints.stop();
    await this.keeper.stop();
  }
}
