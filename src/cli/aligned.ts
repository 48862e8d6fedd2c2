/** How a column stands: words to the left, figures to the right. */
export type Side = 'left' | 'right';

/** Lines of a table whose columns are as wide as their widest cell; `indent` spaces before each. */
export function aligned(rows: readonly (readonly string[])[], sides: readonly Side[], indent = 0): string[] {
  const widths = sides.map((_, i) => Math.max(0, ...rows.map((row) => widthOf(row[i] ?? ''))));
  return rows.map((row) => {
    const cells = sides.map((side, i) => {
      const cell = row[i] ?? '';
      const space = ' '.repeat(widths[i]! - widthOf(cell));
      return side === 'left' ? cell + space : space + cell;
    });
    return (' '.repeat(indent) + cells.join('  ')).trimEnd();
  });
}

/** Letters with their accents, each one column wide. */
function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...segmenter.segment(text)].length;
}

const segmenter = new Intl.Segmenter();

/** 28935 -> `28,935`; a dash where there is no figure. */
export function figure(value: number | null): string {
  return value === null ? '-' : value.toLocaleString('en-US');
}

/** A share in per cent, two digits: `36.55`; a dash of nothing. */
export function share(part: number, whole: number | null): string {
  return whole ? ((100 * part) / whole).toFixed(2) : '-';
}
