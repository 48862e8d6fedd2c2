import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PassThrough } from 'node:stream';
import { Terminal } from '../../src/cli/terminal.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What a command left behind. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the built command line as a process of its own, over the record in `data`. */
export function startCli(data: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    env: { PATH: process.env['PATH'], VOTE_RECORD_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the built command line to its end. */
export async function runCli(data: string, ...args: readonly string[]): Promise<Ran> {
  const child = startCli(data, ...args);
  const [out, err] = [textOf(child.stdout!), textOf(child.stderr!)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out(), err: err() };
}

/** A terminal whose two streams are kept as text. */
export function terminalKept(): { readonly terminal: Terminal; out(): string; err(): string } {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const [outText, errText] = [textOf(out), textOf(err)];
  return { terminal: new Terminal(out, err), out: outText, err: errText };
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (text += chunk));
  return () => text;
}
