import type { EventReader, EventWriter } from '../event-store/port.ts';
import { sameBytes } from '../verifier/formats/encoding.ts';
import type { Agreements } from './agreements.ts';
import { CheckpointStream, type Published } from './checkpoint-stream.ts';
import { signRecord } from './signing/sign-record.ts';
import { InconsistentRecord, type Signer } from './signing/signer.ts';
import { UnusableSigningKey } from './signing/signing-key.ts';
import type { MerkleTree } from './tree/merkle-tree.ts';
import type { TreeKeeper } from './tree/tree-keeper.ts';
import type { Witnesses } from './witness/witnesses.ts';

export interface CheckpointOptions {
  readonly keeper: TreeKeeper;
  readonly reader: EventReader;
  readonly writer: EventWriter;
  readonly signer: Signer;
  /** The statement by which the signer's keys took over from others, if they did. */
  readonly rotation: string | undefined;
  /** Which keys may take over. */
  readonly agreements: Agreements;
  readonly witnesses: Witnesses;
  /** A checkpoint after so many events, and so many seconds after the first that none covers. */
  readonly every: { readonly events: number; readonly seconds: number };
  readonly warn: (words: string) => void;
}

/** Milliseconds that an orderly end waits for the tree, so that the last checkpoint covers all that was recorded. */
const patienceAtEnd = 10_000;

/**
 * Signs, has cosigned, records and publishes checkpoints: when there is enough news, when some news is old enough, when
 * somebody rests a decision on one, and the latest again until its quorum of witnesses is reached. Once the record
 * contradicts an earlier checkpoint, nothing is signed any more.
 */
export class CheckpointLog {
  readonly #options: CheckpointOptions;
  readonly #recorded: CheckpointStream;
  #failure: Error | undefined;
  /** One checkpoint at a time. */
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #compared: MerkleTree | undefined;

  constructor(options: CheckpointOptions) {
    this.#options = options;
    this.#recorded = new CheckpointStream(options.reader, options.writer, options.signer.origin);
  }

  get latest(): Published | undefined {
    return this.#recorded.latest;
  }

  /** Why nothing is signed any more, if so. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Reads what was signed before, and begins to sign. @throws UnusableSigningKey */
  async start(): Promise<void> {
    const { signer, rotation, keeper } = this.#options;
    const rotated = await this.#recorded.takeUp();
    const isTakingOver = rotation !== undefined && rotation !== rotated && (this.latest || signer.isTakingOver);
    if (isTakingOver) await this.#checkConfirmed(rotation);
    if (this.latest) await signer.remember(this.latest.note);
    if (isTakingOver && this.latest) await this.#recordRotation(rotation);
    keeper.grown = () => this.#considerNews();
    this.#considerNews();
  }

  /** See the port `commands/checkpoints.ts`. */
  async current(atLeast: number): Promise<{ readonly size: number; readonly root: string }> {
    const latest = this.latest;
    if (latest && latest.size > atLeast && !this.#failure) return { size: latest.size, root: latest.root };
    const head = (await this.#options.reader.head())?.position ?? -1;
    if (atLeast > head) throw new RangeError(`The record ends at position ${head}.`);
    await this.#options.keeper.whenReached(atLeast);
    const { size, root } = await this.#next(atLeast + 1);
    return { size, root };
  }

  /** Signs for everything recorded, as far as the tree gets there in time, and signs no more. */
  async stop(): Promise<void> {
    const { keeper, reader } = this.#options;
    keeper.grown = () => {};
    clearTimeout(this.#timer);
    const head = (await reader.head().catch(() => undefined))?.position ?? -1;
    if (head >= (this.latest?.size ?? 0) && !this.#failure && !keeper.failure) {
      const reached = keeper.whenReached(head).then(
        () => true,
        () => false,
      );
      const { promise: late, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(resolve, patienceAtEnd, false);
      if (await Promise.race([reached, late])) await this.#next(head + 1).catch(() => {});
      clearTimeout(timer);
    }
    await this.#last.catch(() => {});
    clearTimeout(this.#timer);
  }

  #considerNews(): void {
    const { keeper, every } = this.#options;
    if (this.#failure) return;
    if (keeper.failure) {
      this.#fail(keeper.failure);
      return;
    }
    if (keeper.caughtUp && keeper.tree !== this.#compared) {
      this.#compared = keeper.tree;
      if (this.#contradicts(keeper.tree)) return void this.#next(Infinity).catch(() => {});
    }
    const news = keeper.tree.size - (this.latest?.size ?? 0);
    if (news >= every.events) void this.#next(keeper.tree.size).catch(() => {});
    else if (news > 0 || this.#isWanting) this.#soon();
  }

  /** Whether the latest checkpoint was published without its quorum: witnesses that were away are asked again. */
  get #isWanting(): boolean {
    return this.latest?.quorum === 'missed';
  }

  #soon(): void {
    const { seconds } = this.#options.every;
    this.#timer ??= setTimeout(() => void this.#next(1).catch(() => {}), seconds * 1_000).unref();
  }

  /** Whether a tree just taken up or made is not what was signed for: said at once, not when there is news to sign. */
  #contradicts(tree: MerkleTree): boolean {
    const { last } = this.#options.signer;
    return last !== undefined && (tree.size < last.size || !sameBytes(tree.rootAt(last.size), last.root));
  }

  /** The next checkpoint, of `size` leaves at least; the latest where that has them. */
  #next(size: number): Promise<Published> {
    const mine = this.#last.then(async () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      if (this.#failure) throw this.#failure;
      if (size > 1 && this.latest && this.latest.size >= size) return this.latest;
      try {
        return await this.#publish();
      } catch (error) {
        if (error instanceof InconsistentRecord) this.#fail(error);
        else this.#options.warn(`no checkpoint could be made: ${(error as Error).message}`);
        throw error;
      }
    });
    this.#last = mine.catch(() => {});
    return mine;
  }

  async #publish(): Promise<Published> {
    const { keeper, witnesses } = this.#options;
    const signed = await signRecord(this.#options);
    const { size, root } = signed;
    const proofFrom = (from: number) => keeper.tree.consistencyProof(from, size);
    const { note, quorum } = await witnesses.cosign(signed.note, size, proofFrom);
    if (quorum === 'missed' && this.latest?.size !== size) {
      this.#options.warn(`checkpoint ${size} is published without its quorum of witnesses`);
    }
    const latest = await this.#recorded.publish({ size, root, note, quorum });
    if (this.#isWanting) this.#soon();
    return latest;
  }

  /** The old key's word is one thing; that two people want it is another. */
  async #checkConfirmed(statement: string): Promise<void> {
    const { agreements, signer } = this.#options;
    await agreements.takeUp();
    if (agreements.confirms(signer.handover(statement).to)) return;
    throw new UnusableSigningKey(
      'these keys would take over, and no two people of the central commission have confirmed them: sign with those ' +
        'before until one has proposed them (POST /log/keys/proposal) and another confirmed (POST /log/keys/confirmation)',
    );
  }

  async #recordRotation(statement: string): Promise<void> {
    const { from, to } = this.#options.signer.handover(statement);
    await this.#recorded.record({ type: 'SigningKeyRotated', data: { from: [...from], to: [...to], statement } });
  }

  #fail(error: Error): void {
    this.#failure = error;
    clearTimeout(this.#timer);
    this.#options.warn(`nothing is signed any more: ${error.message}`);
  }
}
