import { type Fault, UnusablePackage } from '../package/fault.ts';
import { openPackage } from '../package/open.ts';
import type { Requests } from '../requests.ts';
import type { Terminal } from '../terminal.ts';
import { type Loaded, load, readPackage } from './load.ts';
import type { Others } from './papers.ts';

/** Where a package is recorded, and in whose names. */
export interface Recorders extends Others {
  readonly requests: Requests;
  close(): Promise<void>;
}

/**
 * Loads a package and prints what came of it: each refused row as it is met, then a summary. As JSON it is one object,
 * whose list of refused rows is written while it grows.
 * @returns true when nothing was refused
 */
export async function loadPackage(
  path: string,
  open: () => Promise<Recorders>,
  terminal: Terminal,
  json: boolean,
): Promise<boolean> {
  const report = json ? new JsonReport(terminal) : new WordsReport(terminal);
  try {
    const files = await openPackage(path);
    try {
      const read = await readPackage(files);
      const application = await open();
      try {
        const loaded = await load(read, application.requests, application, terminal, (fault) => report.refused(fault));
        await report.end(loaded);
        return loaded.refused === 0;
      } finally {
        await application.close();
      }
    } finally {
      files.close();
    }
  } catch (error) {
    await report.stopped(error as Error);
    throw error;
  }
}

interface Report {
  refused(fault: Fault): void;
  end(loaded: Loaded): Promise<void>;
  /** Nothing more is recorded; what was refused until then has been told. */
  stopped(error: Error): Promise<void>;
}

class WordsReport implements Report {
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  refused({ file, line, column, code, reason }: Fault): void {
    const place = [file, ...(line > 0 ? [line] : []), ...(column === undefined ? [] : [column])].join(':');
    void this.#terminal.print(`${place}  ${code}  ${reason}`);
  }

  async end({ election, package: digest, before, position, taken, refused, presumed }: Loaded): Promise<void> {
    const { areas, precincts, contests, candidates, boxes, ballots, protocols, copies } = taken;
    const papers =
      (ballots === undefined ? '' : `, ${ballots} ballots in ${boxes} boxes`) +
      (protocols === undefined ? '' : `, ${protocols} protocols`) +
      (copies ? `, ${copies} copies of observers` : '');
    const lines = [
      `${election}: ${areas} areas, ${precincts} precincts, ${contests} contests, ${candidates} candidates${papers}`,
      position > before
        ? `recorded up to position ${position} (before: ${before})`
        : `everything was recorded before; position ${position}`,
      `package ${digest}`,
      ...presumed.map((sentence) => `presumed: ${sentence}`),
      ...(refused > 0 ? [`${refused} refused: see above`] : []),
    ];
    await this.#terminal.print(lines.join('\n'));
  }

  async stopped(error: Error): Promise<void> {
    if (error instanceof UnusablePackage) for (const fault of error.faults) this.refused(fault);
  }
}

class JsonReport implements Report {
  readonly #terminal: Terminal;
  #any = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  refused(fault: Fault): void {
    void this.#terminal.print(`${this.#any ? ',' : '{"refused":['}${JSON.stringify(fault)}`);
    this.#any = true;
  }

  async end({ election, package: digest, before, position, taken, presumed }: Loaded): Promise<void> {
    await this.#close({ election, package: digest, before, position, taken, presumed });
  }

  async stopped(error: Error): Promise<void> {
    if (error instanceof UnusablePackage) for (const fault of error.faults) this.refused(fault);
    await this.#close({ stopped: error.message });
  }

  async #close(rest: object): Promise<void> {
    await this.#terminal.print(`${this.#any ? '],' : '{"refused":[],'}${JSON.stringify(rest).slice(1)}`);
  }
}
