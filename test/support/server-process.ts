import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** `dist/main.js` as a process of its own, as `npm start` runs it. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly stderr: Promise<string>;
  readonly #lines: AsyncIterator<string>;

  private constructor(environment: Record<string, string>) {
    this.child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#lines = createInterface(this.child.stdout!)[Symbol.asyncIterator]();
    this.stderr = text(this.child.stderr!);
  }

  static spawn(environment: Record<string, string>): ServerProcess {
    return new ServerProcess(environment);
  }

  /** The next line of the log with this message; throws when the log ends without one. */
  async logged(message: string): Promise<Record<string, string>> {
    for (let line = await this.#lines.next(); !line.done; line = await this.#lines.next()) {
      const entry = JSON.parse(line.value);
      if (entry.msg.startsWith(message)) return entry;
    }
    throw new Error(`never logged "${message}": ${await this.stderr}`);
  }

  /** Exit code, once the process has ended; `null` when a signal ended it. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }
}
