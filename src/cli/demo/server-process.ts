import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { environmentWith } from '../../config/config.ts';
import { CommandFailed } from '../surroundings.ts';

export interface ServerProcess {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  /** Asks it to finish what it has accepted, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts the server as a process of its own over a data folder; on any free port when the one asked for is taken.
 * @throws CommandFailed with the server's own words when it does not come up
 */
export async function startServer(program: string, data: string, port: number): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: environmentWith({ data, port }),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches all of a terminal's processes at once: the server is asked to stop by us alone, and once.
    detached: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = once(child, 'exit');
  const url = await Promise.race([addressOf(child), ended.then(() => undefined)]);
  if (url !== undefined) return { url, ended, stop: () => stop(child, ended) };
  if (port !== 0 && complaint.includes('is in use')) return startServer(program, data, 0);
  throw new CommandFailed(`The server did not start: ${complaint.trim()}`);
}

/** The address the server says in its log; the rest of the log is read on, so that it never has to wait for us. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const [, address] = /"address":"([^"]+)"/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}
