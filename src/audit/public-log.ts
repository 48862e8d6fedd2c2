import { StoreUnavailable } from '../event-store/port.ts';
import { base64, utf8 } from '../verifier/formats/encoding.ts';
import { formatTlogProof, type TlogProof } from '../verifier/formats/tlog-proof.ts';
import { entryBundle, type TileName, tileWidth } from '../verifier/formats/tile-path.ts';
import type { AgreementHistory } from './agreement-history.ts';
import type { Agreements } from './agreements.ts';
import type { Published } from './checkpoint-stream.ts';
import type { CheckpointLog } from './checkpoints.ts';
import { receipt, receiptAsSvg } from './receipt.ts';
import type { TreeKeeper } from './tree/tree-keeper.ts';

/** What the public may ask of the log. Everything is answered from a few tiles: none of it reads the record through. */
export class PublicLog {
  readonly #keeper: TreeKeeper;
  readonly #checkpoints: CheckpointLog;
  /** The published keys that it signs with, Ed25519 first: `name+id+key`, the name being the origin. */
  readonly keys: readonly string[];
  readonly #agreements: Agreements;

  constructor(keeper: TreeKeeper, checkpoints: CheckpointLog, keys: readonly string[], agreements: Agreements) {
    this.#keeper = keeper;
    this.#checkpoints = checkpoints;
    this.keys = keys;
    this.#agreements = agreements;
  }

  get origin(): string {
    return this.#keeper.log.origin;
  }

  /** The latest checkpoint. */
  checkpoint(): Published | undefined {
    return this.#checkpoints.latest;
  }

  /** What is proposed and was ever agreed on about the log; `policy` is the text in force, that names the witnesses. */
  async agreements(): Promise<AgreementHistory & { readonly policy: string }> {
    await this.#agreements.takeUp();
    return { ...this.#agreements.history, policy: this.#agreements.policyAt(Infinity) };
  }

  /** Position of an act by its event's id; ballots are not found by theirs. */
  positionOf(id: string): number | undefined {
    return this.#keeper.positionOf(id);
  }

  /** A tile of hashes, or a bundle of entries; `undefined` for one that the log does not have yet. */
  async tile({ level, index, width }: TileName): Promise<Uint8Array | undefined> {
    if (level !== 'entries') return this.#keeper.tree.tile({ level, index, width });
    if (index * tileWidth + width > this.#keeper.tree.size) return undefined;
    return entryBundle((await this.#keeper.leaves(index, width)).map(utf8));
  }

  /** A tlog-proof of the leaf at a position; `undefined` for one that no checkpoint covers yet. */
  proof(position: number): string | undefined {
    const proof = this.#proof(position);
    return proof && formatTlogProof(proof);
  }

  /** The same with the leaf itself, so that nothing else is needed to check it. */
  async receipt(position: number): Promise<string | undefined> {
    const proof = this.#proof(position);
    return proof && receipt(await this.#leaf(position), proof);
  }

  /** As a QR code. @throws TooLongForQr */
  async receiptAsSvg(position: number): Promise<string | undefined> {
    const proof = this.#proof(position);
    return proof && receiptAsSvg(await this.#leaf(position), proof);
  }

  /** The hashes, in base64, that show the tree of `from` leaves to begin that of `to`; `undefined` where no proof can be. */
  consistency(from: number, to: number): string[] | undefined {
    if (from < 1 || from > to || to > this.#keeper.tree.size) return undefined;
    return this.#keeper.tree.consistencyProof(from, to).map(base64);
  }

  #proof(position: number): Omit<TlogProof, 'extra'> | undefined {
    const latest = this.#checkpoints.latest;
    if (!latest || position >= latest.size) return undefined;
    const { tree } = this.#keeper;
    if (tree.size < latest.size) throw new StoreUnavailable('The tree is being made from the record.');
    return { index: position, proof: tree.inclusionProof(position, latest.size), checkpoint: latest.note };
  }

  async #leaf(position: number): Promise<string> {
    const at = position % tileWidth;
    const leaves = await this.#keeper.leaves((position - at) / tileWidth, at + 1);
    return leaves[at]!;
  }
}
