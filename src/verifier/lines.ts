const newline = 0x0a;
/** Twice the longest leaf: what is longer is no line of a record, and is not kept. */
const longestLine = 131_072;

/** A line of a file: its text, or its bytes where those are no UTF-8 or more than any line has. */
export type Line = string | { readonly bytes: Uint8Array; readonly fault: string };

/** What is hashed of a line. */
export function contentOf(line: Line): string | Uint8Array {
  return typeof line === 'string' ? line : line.bytes;
}

/** Takes lines out of pieces of a file; flat memory, whatever the file. */
export class Lines {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #rest: Uint8Array = new Uint8Array();

  /** The lines that are whole with this piece. */
  push(piece: Uint8Array): Line[] {
    const end = piece.lastIndexOf(newline);
    if (end < 0 && this.#rest.length + piece.length <= longestLine) {
      this.#rest = joined(this.#rest, piece);
      return [];
    }
    const whole = joined(this.#rest, piece.subarray(0, end + 1));
    this.#rest = piece.slice(end + 1);
    if (end < 0) {
      this.#rest = new Uint8Array();
      return [{ bytes: joined(whole, piece), fault: 'longer than any line of a record' }];
    }
    return this.#split(whole);
  }

  /** What stands behind the last newline, if anything does. */
  end(): Line | undefined {
    if (this.#rest.length === 0) return undefined;
    return { bytes: this.#rest, fault: 'not ended by a newline' };
  }

  #split(whole: Uint8Array): Line[] {
    try {
      const lines = this.#decoder.decode(whole).split('\n');
      lines.pop();
      return lines;
    } catch {
      return this.#splitOneByOne(whole);
    }
  }

  #splitOneByOne(whole: Uint8Array): Line[] {
    const lines: Line[] = [];
    for (let start = 0; start < whole.length;) {
      const end = whole.indexOf(newline, start);
      const bytes = whole.subarray(start, end);
      try {
        lines.push(this.#decoder.decode(bytes));
      } catch {
        lines.push({ bytes, fault: 'not UTF-8' });
      }
      start = end + 1;
    }
    return lines;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
