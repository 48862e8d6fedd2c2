/**
 * The language in which control relations are written: comparisons of sums of named figures, joined by `and`.
 *
 *     relation   = comparison { "and" comparison }
 *     comparison = sum ( "=" | "<=" | ">=" | "<" | ">" ) sum
 *     sum        = product { ( "+" | "-" ) product }
 *     product    = value { ( "*" | "/" ) value }
 *     value      = number | name | "sum(" name ")" | "roundUp(" sum ")"
 */
export type Formula = readonly Comparison[];

interface Comparison {
  readonly sign: Sign;
  readonly left: Expression;
  readonly right: Expression;
}
type Sign = '=' | '<=' | '>=' | '<' | '>';

type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'figure'; readonly name: string }
  | { readonly kind: 'sum'; readonly name: string }
  | { readonly kind: 'round-up'; readonly of: Expression }
  | { readonly kind: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression };

/** Figures by name: a count, a list of counts for `sum()`, or `null` where the form has no such figure. */
export type FormulaFigures = Readonly<Record<string, number | null | readonly number[]>>;

/** What a relation comes to. `not-applicable`: a figure that it speaks of is not there. */
export type Outcome =
  | { readonly holds: true }
  | { readonly holds: false; readonly left: number; readonly right: number }
  | { readonly holds: 'not-applicable' };

/**
 * Evaluates a relation over a form's figures. Comparisons that lack a figure are passed over; both sides of the first
 * one that fails are told.
 * @throws Error for a name that `figures` does not list at all: the formula then belongs to another form
 */
export function evaluate(formula: Formula, figures: FormulaFigures): Outcome {
  let applicable = false;
  for (const { sign, left, right } of formula) {
    const [a, b] = [valueOf(left, figures), valueOf(right, figures)];
    if (a === null || b === null) continue;
    applicable = true;
    if (!compare(a, sign, b)) return { holds: false, left: a, right: b };
  }
  return { holds: applicable || 'not-applicable' };
}

/** Both sides of a relation's first comparison; `null` where a figure is lacking. */
export function sidesOf([first]: Formula, figures: FormulaFigures): { left: number | null; right: number | null } {
  return { left: valueOf(first!.left, figures), right: valueOf(first!.right, figures) };
}

function compare(a: number, sign: Sign, b: number): boolean {
  switch (sign) {
    case '=':
      return a === b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    case '>':
      return a > b;
  }
}

function valueOf(expression: Expression, figures: FormulaFigures): number | null {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'figure': {
      const figure = named(expression.name, figures);
      if (figure === null || typeof figure === 'number') return figure;
      throw new Error(`${expression.name} is a list of figures`);
    }
    case 'sum': {
      const figure = named(expression.name, figures);
      if (typeof figure === 'number') throw new Error(`${expression.name} is one figure`);
      return figure === null ? null : figure.reduce((sum, each) => sum + each, 0);
    }
    case 'round-up': {
      const value = valueOf(expression.of, figures);
      return value === null ? null : Math.ceil(value);
    }
    default: {
      const [a, b] = [valueOf(expression.left, figures), valueOf(expression.right, figures)];
      return a === null || b === null ? null : calculate(a, expression.kind, b);
    }
  }
}

function calculate(a: number, sign: '+' | '-' | '*' | '/', b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
  }
}

function named(name: string, figures: FormulaFigures): number | null | readonly number[] {
  const figure = figures[name];
  if (figure === undefined) throw new Error(`the form knows no figure ${name}`);
  return figure;
}

/** @throws Error for text that is not a relation, with the place of the fault */
export function parseFormula(text: string): Formula {
  const words = [...text.matchAll(/\s*([A-Za-z]\w*|\d+|<=|>=|[-+*/=<>()]|\S)/g)].map((match) => match[1]!);
  let next = 0;
  const fault = (): never => {
    throw new Error(`"${text}" is no relation: word ${next + 1}, "${words[next] ?? 'end'}"`);
  };
  const takeIf = (...those: readonly string[]): string | undefined =>
    next < words.length && those.includes(words[next]!) ? words[next++]! : undefined;
  const take = (...those: readonly string[]): string => takeIf(...those) ?? fault();

  const name = (): string => {
    const word = words[next];
    if (word === undefined || word === 'and' || !/^[A-Za-z]/.test(word)) return fault();
    next += 1;
    return word;
  };
  const closed = (inner: Expression): Expression => {
    take(')');
    return inner;
  };
  const value = (): Expression => {
    if (/^\d/.test(words[next] ?? '')) return { kind: 'number', value: Number(words[next++]) };
    const word = name();
    if (word === 'sum' && takeIf('(')) return closed({ kind: 'sum', name: name() });
    if (word === 'roundUp' && takeIf('(')) return closed({ kind: 'round-up', of: sum() });
    return { kind: 'figure', name: word };
  };
  const chain = (part: () => Expression, first: '+' | '*', second: '-' | '/') => (): Expression => {
    let left = part();
    for (let sign = takeIf(first, second); sign; sign = takeIf(first, second)) {
      left = { kind: sign as '+', left, right: part() };
    }
    return left;
  };
  const product = chain(value, '*', '/');
  const sum: () => Expression = chain(product, '+', '-');

  const comparisons: Comparison[] = [];
  do {
    const left = sum();
    const sign = take('=', '<=', '>=', '<', '>') as Sign;
    comparisons.push({ left, sign, right: sum() });
  } while (takeIf('and'));
  return next === words.length ? comparisons : fault();
}
