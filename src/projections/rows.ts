import { Digested } from './digested.ts';

/** Which page of a list: what stands behind the code `after`, at most `limit` of it. */
export interface PageOptions {
  /** At least 1; default 100. */
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

export interface Page<C> {
  readonly rows: readonly C[];
  /** The code to give as `after` for the next page; `null` on the last. */
  readonly next: string | null;
}

/** A page of what stands in the order of its keys' UTF-16 code units. */
export function pageOf<C>(
  inOrder: Iterable<C>,
  keyOf: (item: C) => string,
  { limit = 100, after }: PageOptions,
  fits: (item: C) => boolean = () => true,
): Page<C> {
  const rows: C[] = [];
  for (const item of inOrder) {
    if ((after !== undefined && keyOf(item) <= after) || !fits(item)) continue;
    if (rows.length === limit) return { rows, next: keyOf(rows.at(-1)!) };
    rows.push(item);
  }
  return { rows, next: null };
}

/** A row and its own digest. */
export class Row<C> extends Digested {
  constructor(
    whole: Digested,
    public value: C,
  ) {
    super(whole);
  }

  content(): C {
    return this.value;
  }
}

/**
 * A list of rows that answers give as they stand, by code, in the order of the codes' UTF-16 code units. A row's value
 * is never changed, only replaced: an answer that is still being written out stays what it was when it was given.
 */
export class Rows<C extends { readonly code: string }> extends Digested {
  readonly #rows = new Map<string, Row<C>>();
  #sorted: readonly Row<C>[] | undefined;

  /** @throws Error when there is one of that code */
  add(value: C): void {
    if (this.#rows.has(value.code)) throw new Error(`${value.code} is there already`);
    this.#sorted = undefined;
    this.#rows.set(value.code, new Row(this, value));
  }

  /** Replaces what `change` names of a row. @throws Error when there is none of that code */
  update(code: string, change: (value: C) => Partial<C>): void {
    const row = this.#rows.get(code);
    if (!row) throw new Error(`nothing was recorded of ${code} before`);
    row.value = { ...row.value, ...change(row.value) };
    row.touch();
  }

  get(code: string): C | undefined {
    return this.#rows.get(code)?.value;
  }

  /** One row and its own digest. */
  find(code: string): { value: C; digest: string } | undefined {
    const row = this.#rows.get(code);
    return row && { value: row.value, digest: row.digest };
  }

  /** The rows that `fits` lets through, a page of them. */
  page(options: PageOptions, fits?: (value: C) => boolean): Page<C> {
    const values = this.all().map(({ value }) => value);
    return pageOf(values, ({ code }) => code, options, fits);
  }

  /** The list of the rows' digests. */
  content(): string[] {
    return this.all().map((row) => row.digest);
  }

  all(): readonly Row<C>[] {
    this.#sorted ??= [...this.#rows.values()].toSorted((a, b) => (a.value.code < b.value.code ? -1 : 1));
    return this.#sorted;
  }

  *save(): Iterable<C> {
    for (const row of this.#rows.values()) yield row.value;
  }

  restore(saved: C): void {
    this.add(saved);
  }
}
