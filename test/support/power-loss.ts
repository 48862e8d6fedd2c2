/** A program's writes to a database's files, as strace saw them, and what a power cut may leave of them. */

/** The files that a crash is survived with; the index beside them (`-shm`) is made anew by whoever opens the record. */
const endings = ['', '-wal'] as const;
type Ending = (typeof endings)[number];

export type Step =
  | { readonly kind: 'write'; readonly file: Ending; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: Ending; readonly size: number }
  | { readonly kind: 'sync'; readonly file: Ending }
  | { readonly kind: 'said'; readonly text: string };

const unhex = (quoted: string) => Buffer.from(quoted.replaceAll('\\x', ''), 'hex');

/** Whole calls, in the order of their ends: a call that other threads interrupted is put together again. */
function* callsOf(trace: string): Generator<{ name: string; args: string; result: number }> {
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const [, thread, rest] = /^(\d+) +(.*)$/s.exec(line) ?? [];
    if (!thread || !rest) continue;
    if (rest.endsWith(' <unfinished ...>')) {
      begun.set(thread, rest.slice(0, -' <unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest);
    const whole = resumed ? `${begun.get(thread) ?? ''}${resumed[1]}` : rest;
    const [, name, args, result] = /^(\w+)\((.*)\) += (-?\d+)/s.exec(whole) ?? [];
    if (name && args !== undefined) yield { name, args, result: Number(result) };
  }
}

/**
 * What `strace -f -xx -e trace=openat,pwrite64,write,ftruncate,fdatasync,fsync,close` saw of the database at `path`, and
 * what the program said on its standard output.
 */
export function stepsOf(trace: string, path: string): Step[] {
  const steps: Step[] = [];
  const open = new Map<number, Ending>();
  for (const { name, args, result } of callsOf(trace)) {
    const fd = Number.parseInt(args, 10);
    const file = open.get(fd);
    const [, quoted = '', numbers = ''] = /"([^"]*)"(?:\.\.\.)?(.*)$/s.exec(args) ?? [];
    if (name === 'openat') {
      const opened = unhex(quoted).toString();
      const ending = endings.find((each) => opened === `${path}${each}`);
      if (ending !== undefined && result >= 0) open.set(result, ending);
    } else if (name === 'close') {
      open.delete(fd);
    } else if (name === 'write' && fd === 1) {
      steps.push({ kind: 'said', text: unhex(quoted).toString() });
    } else if (file !== undefined) {
      if (name === 'pwrite64') {
        const at = Number(numbers.split(',').at(-1));
        steps.push({ kind: 'write', file, at, bytes: unhex(quoted).subarray(0, result) });
      } else if (name === 'ftruncate') {
        steps.push({ kind: 'truncate', file, size: Number(args.split(',')[1]) });
      } else if (name === 'fsync' || name === 'fdatasync') {
        steps.push({ kind: 'sync', file });
      }
    }
  }
  return steps;
}

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sector = 512;

/** The content of one file that grows and shrinks. */
class Disk {
  #content = Buffer.alloc(1 << 20);
  #size = 0;

  write(at: number, bytes: Buffer): void {
    const end = at + bytes.length;
    while (end > this.#content.length) this.#content = Buffer.concat([this.#content, Buffer.alloc(1 << 20)]);
    bytes.copy(this.#content, at);
    this.#size = Math.max(this.#size, end);
  }

  truncate(size: number): void {
    this.#content.fill(0, size);
    this.#size = size;
  }

  get bytes(): Buffer {
    return this.#content.subarray(0, this.#size);
  }
}

/**
 * The files as the disk may hold them when the power goes before step `cut`: all that was synced, and of what came later
 * any part, in any order, torn at the disk's sectors.
 */
export function imageAt(steps: readonly Step[], cut: number, random: () => number): Map<Ending, Buffer> {
  const image = new Map<Ending, Buffer>();
  for (const file of endings) {
    const own = steps.slice(0, cut).filter((step) => step.kind !== 'said' && step.file === file);
    const synced = own.findLastIndex(({ kind }) => kind === 'sync') + 1;
    const disk = new Disk();
    for (const step of own.slice(0, synced)) apply(disk, step);
    const kept = [0, 0.1, 0.5, 0.9, 1][Math.floor(random() * 5)]!;
    const pending = own.slice(synced).map((step) => ({ step, order: random() }));
    if (random() < 0.5) pending.sort((a, b) => a.order - b.order);
    for (const { step } of pending) {
      if (random() < kept) apply(disk, step);
      else if (step.kind === 'write' && random() < 0.3) tear(disk, step, random);
    }
    image.set(file, Buffer.from(disk.bytes));
  }
  return image;
}

function apply(disk: Disk, step: Step): void {
  if (step.kind === 'write') disk.write(step.at, step.bytes);
  else if (step.kind === 'truncate') disk.truncate(step.size);
}

function tear(disk: Disk, { at, bytes }: Step & { kind: 'write' }, random: () => number): void {
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector));
    if (random() < 0.5) disk.write(at + from, bytes.subarray(from, to));
    from = to;
  }
}
