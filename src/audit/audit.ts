import { readFileSync } from 'node:fs';
import type { EventReader, EventWriter } from '../event-store/port.ts';
import { parsePolicy } from '../verifier/formats/policy.ts';
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
  /** A tlog-policy file that names the witnesses; absent: nobody is asked. */
  readonly policyFile: string | undefined;
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
  /** Text of the policy that names the witnesses; absent: none are asked. */
  readonly policy: string | undefined;

  private constructor(
    keeper: TreeKeeper,
    checkpoints: CheckpointLog,
    keys: readonly string[],
    policy: string | undefined,
  ) {
    this.keeper = keeper;
    this.checkpoints = checkpoints;
    this.log = new PublicLog(keeper, checkpoints, keys);
    this.keys = keys;
    this.policy = policy;
  }

  /** Begins to follow the record and to sign. @throws UnusableSigningKey, Malformed */
  static async start({ store, origin, tiles, keys: source, policyFile, every, warn }: AuditOptions): Promise<Audit> {
    const { keys, stateFile, warning } = findSigningKeys(source);
    if (warning !== undefined) warn(warning);
    const signer = new Signer(origin, logKeys(keys, origin), stateFile, keys.rotation);
    const policyText = policyFile === undefined ? undefined : readFileSync(policyFile, 'utf8');
    const policy = policyText === undefined ? undefined : parsePolicy(policyText);
    const keeper = new TreeKeeper({ reader: store, origin, ...(tiles !== undefined && { folder: tiles }) });
    keeper.warn = warn;
    const checkpoints = new CheckpointLog({
      keeper,
      reader: store,
      writer: store,
      signer,
      rotation: keys.rotation,
      ...(policy && { witnesses: new Witnesses(policy, witnessPatience, warn) }),
      every,
      warn,
    });
    await checkpoints.start();
    await keeper.follow();
    return new Audit(keeper, checkpoints, signer.keys, policyText);
  }

  /** Signs for all that was recorded, and follows no more. To be called before the store closes. */
  async stop(): Promise<void> {
    await this.checkpoints.stop();
    await this.keeper.stop();
  }
}
