import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Milliseconds between two pictures of a progress bar. */
const pause = 100;
const barWidth = 24;

/** Where a command prints: its answer on `out`, everything about its work on `err`. */
export class Terminal {
  readonly #out: Output;
  readonly #err: Output;
  #bar = '';
  #drawnAt = 0;
  #closed = false;

  constructor(out: Output, err: Output) {
    this.#out = out;
    this.#err = err;
    // Whoever reads has left (`| head`): nothing to report, and nothing more to print.
    const left = (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.#closed = true;
    };
    out.on('error', left);
    err.on('error', left);
  }

  /** True when nobody reads the answer any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Prints a line, or several, of the answer. Resolves when there is room for more. */
  async print(text: string): Promise<void> {
    if (this.#closed) return;
    this.#wipe();
    if (!this.#out.write(`${text}\n`))
      await Promise.race([once(this.#out, 'drain'), once(this.#out, 'close')]).catch(() => undefined);
  }

  /** Says something about the work. */
  say(text: string): void {
    this.#wipe();
    this.#err.write(`${text}\n`);
  }

  /** A bar on a terminal; elsewhere nothing but a line when it is done. */
  progress(label: string, total: number): Progress {
    return new Progress(label, total, (text, done) => {
      if (!this.#err.isTTY) {
        if (done) this.say(text);
        return;
      }
      if (!done && Date.now() - this.#drawnAt < pause) return;
      this.#drawnAt = Date.now();
      this.#wipe();
      this.#bar = text.slice(0, (this.#err.columns ?? 80) - 1);
      this.#err.write(this.#bar);
      if (done) this.#err.write('\n');
      if (done) this.#bar = '';
    });
  }

  #wipe(): void {
    if (this.#bar !== '') this.#err.write('\r\x1b[2K');
    this.#bar = '';
  }
}

/** How far one piece of work is. */
export class Progress {
  readonly #label: string;
  readonly #total: number;
  readonly #draw: (text: string, done: boolean) => void;
  #done = 0;

  constructor(label: string, total: number, draw: (text: string, done: boolean) => void) {
    this.#label = label;
    this.#total = total;
    this.#draw = draw;
  }

  advance(by = 1): void {
    this.#done += by;
    const share = this.#total === 0 ? 1 : Math.min(1, this.#done / this.#total);
    const full = Math.round(share * barWidth);
    const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
    this.#draw(`${this.#label.padEnd(12)} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %`, false);
  }

  /** @param outcome what came of it, e.g. `117 of 117` */
  end(outcome: string): void {
    this.#draw(`${this.#label.padEnd(12)} ${outcome}`, true);
  }
}
