/** A row as it stands in the file. */
export interface CsvRow {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Something that is no row. */
export interface CsvFault {
  readonly line: number;
  readonly fault: string;
}

/** A row longer than this is no row of any table here: bounds what one missing quote or line end can cost. */
const longestRow = 1 << 16;

/**
 * Rows of a CSV file by RFC 4180 (CRLF or LF), each with the line it begins on, whatever stands before it: after a
 * faulty row, reading goes on with the line that follows. Empty lines are passed over, and a byte order mark. Bytes that
 * are not UTF-8 come out as U+FFFD.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow | CsvFault> {
  const rows = new Rows();
  let line = 0;
  for await (const lines of linesOf(bytes)) {
    for (const text of lines) yield* rows.take(text, ++line);
  }
  yield* rows.end();
}

/** Makes rows of lines: a row is one line, but for one whose quoted cell goes on. */
class Rows {
  /** Text of a row whose quoted cell has not ended, and the line it began on; 0: there is none. */
  #open = '';
  #began = 0;

  *take(text: string, line: number): Generator<CsvRow | CsvFault> {
    const quotes = text.includes('"');
    if (this.#began === 0) {
      if (text === '') return;
      if (!quotes && text.length <= longestRow) return yield { line, cells: text.split(',') };
      [this.#open, this.#began] = [text, line];
    } else {
      this.#open += `\n${text}`;
      if (!quotes && this.#open.length <= longestRow) return;
    }
    const row = rowOf(this.#open, this.#began);
    if (row) yield* this.#settle(row);
  }

  *end(): Generator<CsvRow | CsvFault> {
    while (this.#began > 0) yield* this.#settle({ line: this.#began, fault: 'A quoted cell never ends.' });
  }

  /** A fault costs the line it was found on: the lines that were taken for a part of its row are taken again. */
  *#settle(row: CsvRow | CsvFault): Generator<CsvRow | CsvFault> {
    const rest = 'fault' in row ? this.#open.split('\n').slice(1) : [];
    this.#began = 0;
    yield row;
    for (const [i, text] of rest.entries()) yield* this.take(text, row.line + 1 + i);
  }
}

/** `undefined` while a quoted cell goes on. */
function rowOf(text: string, line: number): CsvRow | CsvFault | undefined {
  if (text.length > longestRow) {
    return { line, fault: `The row, or a quoted cell in it, does not end within ${longestRow} characters.` };
  }
  const cells: string[] = [];
  for (let at = 0; at <= text.length;) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at + 1) + 1 : nextComma(text, at);
    if (end === 0 && quoted) return undefined;
    const cell = text.slice(at, end);
    if (!quoted && cell.includes('"')) return { line, fault: 'A quote stands in a cell that does not begin with one.' };
    if (end < text.length && text[end] !== ',')
      return { line, fault: 'Something follows a closing quote; a comma must.' };
    cells.push(quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    at = end + 1;
  }
  return { line, cells };
}

/** Index of the quote that ends a cell, -1 when there is none; a doubled quote stands for itself. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function nextComma(text: string, from: number): number {
  const at = text.indexOf(',', from);
  return at < 0 ? text.length : at;
}

/** Lines without their ends, chunk by chunk. One that is too long to be a row is cut, so that memory stays flat. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!.slice(0, longestRow + 1);
    yield lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== '') yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
