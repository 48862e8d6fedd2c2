import { type FileHandle, open } from 'node:fs/promises';

type Cell = string | number | boolean | null;

/** Characters kept before they are written. */
const chunk = 1 << 18;

/** A CSV file that is written row by row; little of it is in memory at any time. */
export class TableWriter {
  readonly #file: FileHandle;
  #text: string;

  private constructor(file: FileHandle, header: string) {
    this.#file = file;
    this.#text = header;
  }

  static async create(path: string, columns: readonly string[]): Promise<TableWriter> {
    return new TableWriter(await open(path, 'wx'), line(columns));
  }

  async row(...cells: readonly Cell[]): Promise<void> {
    await this.lines(line(cells));
  }

  /** Rows that are written out already, line ends and all. */
  async lines(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length < chunk) return;
    const full = this.#text;
    this.#text = '';
    await this.#file.appendFile(full);
  }

  async end(): Promise<void> {
    await this.#file.appendFile(this.#text);
    this.#text = '';
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** A row of RFC 4180 with its line end; `null` is an empty cell. */
function line(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quoted(String(cell ?? ''))).join(',')}\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
