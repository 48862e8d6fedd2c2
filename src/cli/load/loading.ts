import type { Fault } from '../package/fault.ts';
import type { PackageFile, PackageFiles } from '../package/files.ts';
import { digestOfFiles } from '../package/open.ts';
import type { SetUp } from '../package/set-up.ts';
import type { Requests } from '../requests.ts';
import type { Terminal } from '../terminal.ts';
import { Acts } from './acts.ts';
import { Lanes } from './lanes.ts';
import { type Act, type Receipt, Recording } from './recording.ts';

/** A package being loaded: what all its parts are recorded with, and how it went so far. */
export class Loading {
  readonly acts: Acts;
  readonly lanes = new Lanes();
  /** SHA-256 of the package. */
  readonly digest: string;
  /** Refused rows so far. */
  refused = 0;
  /** Position of the last event that the load recorded, or found recorded. */
  position = -1;
  readonly #recording: Recording;
  readonly #report: (fault: Fault) => void;

  constructor(
    readonly files: PackageFiles,
    /** SHA-256 of each file's original bytes. */
    readonly digests: ReadonlyMap<PackageFile, string>,
    readonly setUp: SetUp,
    readonly terminal: Terminal,
    requests: Requests,
    report: (fault: Fault) => void,
  ) {
    this.digest = digestOfFiles(digests);
    this.acts = new Acts(setUp, new Date().toISOString());
    this.#report = report;
    this.#recording = new Recording(requests, (fault) => this.refuse(fault));
  }

  refuse(fault: Fault): void {
    this.refused++;
    this.#report(fault);
  }

  /**
   * Records one act after the other. The last receipt; none when one was refused, after which the others are not tried.
   * @throws LoadStopped
   */
  async record(...acts: readonly Act[]): Promise<Receipt | undefined> {
    let receipt: Receipt | undefined;
    for (const act of acts) {
      receipt = await this.#recording.record(act);
      if (!receipt) return undefined;
      this.position = Math.max(this.position, receipt.position);
    }
    return receipt;
  }

  /**
   * Records rows side by side, those of one lane in order, with progress. Gives those that were taken.
   * @param acts what a row asks for, in order
   */
  async recordRows<R>(
    label: string,
    rows: readonly R[],
    acts: (row: R) => readonly Act[],
    lane?: (row: R) => string,
  ): Promise<R[]> {
    const progress = this.terminal.progress(label, rows.length);
    const taken: R[] = [];
    for (const row of rows) {
      await this.lanes.begin(async () => {
        if (await this.record(...acts(row))) taken.push(row);
        progress.advance();
      }, lane?.(row));
    }
    await this.lanes.done();
    progress.end(`${taken.length} of ${rows.length}`);
    return taken;
  }
}
