import { randomInt } from 'node:crypto';
import { basename } from 'node:path';

/** One thing a process asked of the disk, or told the world, in the order it did. */
export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'unlink'; readonly file: string }
  | { readonly kind: 'said'; readonly text: string };

/** What `strace` has to be told for {@link stepsOf}. */
export const straceArguments = [
  '--follow-forks',
  '--decode-fds=path',
  '--strings-in-hex=all',
  '--string-limit=1000000',
  '--trace=write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename',
  '--signal=none',
  '--quiet=attach,exit,personality',
];

const call = /^(?:\d+ +)?(\w+)\((?:(\d+)<([^>]*)>)?(.*)$/;
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const quoted = (rest: string) => String(bytesOf(rest.split('"')[1] ?? ''));

/**
 * The steps in a trace that concern the files of one folder, and what was said on standard output. A write counts from
 * its start, a sync only from its successful end.
 * @throws Error for a call whose effect on these files this model does not know
 */
export function* stepsOf(trace: Iterable<string>, folder: string): Generator<Step> {
  const syncing = new Map<string, string>();
  for (const line of trace) {
    const thread = line.slice(0, line.indexOf(' '));
    const resumed = /<\.\.\. (?:fsync|fdatasync) resumed>.* = 0$/.test(line) ? syncing.get(thread) : undefined;
    if (resumed) yield { kind: 'sync', file: resumed };
    const [, name, descriptor, of, rest = ''] = call.exec(line) ?? [];
    if (name === 'write' && descriptor === '1') yield { kind: 'said', text: quoted(rest) };
    const path = of === undefined ? quoted(rest) : String(bytesOf(of));
    if (!path.startsWith(folder)) continue;
    const file = basename(path);
    switch (name) {
      case 'pwrite64': {
        const [, hex, offset] = /^, "([^"]*)", \d+, (\d+)/.exec(rest)!;
        yield { kind: 'write', file, offset: Number(offset), bytes: bytesOf(hex!) };
        break;
      }
      case 'ftruncate':
        yield { kind: 'truncate', file, size: Number(/^, (\d+)/.exec(rest)![1]) };
        break;
      case 'fsync':
      case 'fdatasync':
        syncing.set(thread, file);
        if (rest.endsWith(' = 0')) yield { kind: 'sync', file };
        break;
      case 'unlink':
        yield { kind: 'unlink', file };
        break;
      default:
        throw new Error(`no model of ${line.slice(0, 200)}`);
    }
  }
}

type Change = Extract<Step, { kind: 'write' | 'truncate' }>;

interface File {
  /** What the last sync has put on the disk. */
  durable: Buffer;
  /** What was asked for since: the disk may have any of it, in any order, in part. */
  pending: Change[];
}

/** A disk that keeps what was synced and may keep, lose, reorder or tear anything written since. Its unit is 512 bytes. */
export class FickleDisk {
  readonly #files = new Map<string, File>();

  take(step: Step): void {
    if (step.kind === 'said') return;
    const file = this.#files.get(step.file) ?? { durable: Buffer.alloc(0), pending: [] };
    if (step.kind === 'unlink') {
      this.#files.delete(step.file);
      return;
    }
    this.#files.set(step.file, file);
    if (step.kind === 'sync') {
      file.durable = file.pending.reduce(change, file.durable);
      file.pending = [];
    } else file.pending.push(step);
  }

  /** What is found when the power comes back, by file name. */
  afterPowerLoss(): Map<string, Buffer> {
    return new Map([...this.#files].map(([name, { durable, pending }]) => [name, fates(pending).reduce(change, durable)]));
  }
}

/** Which of the pending changes the disk has made, how, and in which order. */
function fates(pending: readonly Change[]): Change[] {
  const luck = randomInt(5);
  if (luck === 0) return [];
  if (luck === 1) return [...pending.slice(0, -1), ...pending.slice(-1).map(torn)];
  const kept = pending.filter(() => randomInt(2) === 0).map((each) => (randomInt(4) === 0 ? torn(each) : each));
  if (luck > 2) kept.sort(() => randomInt(3) - 1);
  return kept;
}

function torn(step: Change): Change {
  if (step.kind === 'truncate') return step;
  return { ...step, bytes: step.bytes.subarray(0, 512 * randomInt(Math.ceil(step.bytes.length / 512) + 1)) };
}

function change(content: Buffer, step: Change): Buffer {
  if (step.kind === 'truncate') {
    const cut = Buffer.alloc(step.size);
    content.copy(cut);
    return cut;
  }
  const end = step.offset + step.bytes.length;
  const longer = end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : Buffer.from(content);
  step.bytes.copy(longer, step.offset);
  return longer;
}
