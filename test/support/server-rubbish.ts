import * as fc from 'fast-check';
import { publicKeyPattern, sha256Pattern, signaturePattern, verifierKeyPattern } from '../../src/domain/fields.ts';

/** The part of a JSON Schema that this API's requests are described with. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Fields of any name that a pattern admits. */
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** Codes that stand in the record, codes that could, and codes that every JavaScript object answers to. */
export const codes = fc.oneof(
  fc.constantFrom('e', 'kz', 'village', 'p1', 'p2', 'c', 'a', 'b', 'nobody', 'x'.repeat(64), '0', '-1', '1e3'),
  fc.constantFrom('constructor', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'then', 'null'),
);

const instants = fc.oneof(
  fc.constantFrom('2021-07-25T07:00:00+06:00', '2021-07-25T20:00:00Z', '2021-02-30T12:00:00Z', '2021-07-25T23:59:60Z'),
  fc.constantFrom('0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59'),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
);
const days = fc.constantFrom('2021-07-25', '2021-02-30', '0000-01-01', '9999-12-31', '2026-08-02');
const text = fc.string({ unit: 'binary', maxLength: 40 });

/** Strings of patterns that nothing else happens to match. */
const keys = fc.constantFrom('A'.repeat(43) + '=', `${'b'.repeat(42)}A=`);
const signatures = fc.constantFrom('A'.repeat(86) + '==', `${'b'.repeat(85)}g==`);
const verifierKeys = fc.constantFrom(
  `vote-record.local+00000000+${'A'.repeat(44)}`,
  'vote-record.local+9c081282+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
);
const hashes = fc.constantFrom('0'.repeat(64), '0a'.repeat(32));

/** Strings that a pattern admits, but that a rule may yet stumble over. */
function matching(pattern: string): fc.Arbitrary<string> {
  if (pattern === publicKeyPattern) return keys;
  if (pattern === signaturePattern) return signatures;
  if (pattern === sha256Pattern) return hashes;
  if (pattern === verifierKeyPattern) return verifierKeys;
  const candidates = fc.oneof(
    codes,
    instants,
    days,
    text,
    fc.uuid(),
    fc.constantFrom(
      'plurality',
      'kz-akim-2021',
      'kz-akim-2026',
      'Asia/Almaty',
      'Etc/GMT+12',
      'invalid:unsigned',
      'against-all',
      'turnout,overview',
    ),
  );
  const expression = new RegExp(pattern, 'u');
  return candidates.filter((candidate) => expression.test(candidate));
}

/** JSON of any kind and size. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
  text,
  fc.constantFrom<unknown>(
    null,
    true,
    [],
    {},
    '',
    -1,
    0,
    1.5,
    1e21,
    2 ** 53,
    '\u0000',
    '\ud800',
    '💥'.repeat(500),
    '../../etc',
  ),
  fc.array(fc.constant('a'), { minLength: 1001, maxLength: 1200 }),
);

/** What a schema admits, for the most part: now and then some field is something else, missing, or one too many. */
export function nearly(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: admitted(schema) }, { weight: 1, arbitrary: anything });
}

function admitted(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(admitted));
  if ('const' in schema) return fc.constant(schema.const);
  const [type, orNull] = [schema.type].flat();
  if (orNull === 'null') return fc.option(admitted({ ...schema, type: type! }), { freq: 4, nil: null });
  switch (type) {
    case 'string':
      return schema.pattern ? matching(schema.pattern) : text;
    case 'integer':
      return fc.oneof(
        fc.constantFrom(0, 1, 2, 10, 12, schema.maximum ?? 999),
        fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 999 }),
      );
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(nearly(schema.items!), { minLength: schema.minItems ?? 0, maxLength: 12 });
    default:
      return object(schema);
  }
}

function object({ properties = {}, required = [], patternProperties }: Schema): fc.Arbitrary<unknown> {
  if (patternProperties) return fc.dictionary(codes, nearly(Object.values(patternProperties)[0]!), { maxKeys: 4 });
  const known = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, nearly(field)]));
  const whole = fc.record(known, { requiredKeys: [...required] });
  return fc.oneof(
    { weight: 12, arbitrary: whole },
    { weight: 1, arbitrary: fc.record(known, { requiredKeys: [] }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, fc.oneof(text, codes), anything)
        .map(([fields, name, value]) => ({ ...fields, [name]: value })),
    },
  );
}

/** A body as it goes over the wire: mostly JSON near the schema, else any JSON, broken JSON, or bytes. */
export function bodies(schema: Schema): fc.Arbitrary<Buffer> {
  return fc.oneof(
    { weight: 24, arbitrary: nearly(schema).map((value) => Buffer.from(JSON.stringify(value))) },
    { weight: 2, arbitrary: anything.map((value) => Buffer.from(JSON.stringify(value))) },
    { weight: 1, arbitrary: nearly(schema).map((value) => Buffer.from(JSON.stringify(value).slice(0, -1))) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 9_999 }).map((depth) => Buffer.from('[{"x":'.repeat(depth))) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 2 ** 10, max: 2 ** 19 }).map((size) => Buffer.from(`"${'é'.repeat(size / 2)}"`)),
    },
  );
}

/** A value of a header as Node's client would send it. */
const headerValue = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff }))
    .map((code) => String.fromCharCode(code)),
  maxLength: 300,
});

/** Headers of a request, some of them rubbish; `undefined` ones are not sent. */
export function headers(token: string): fc.Arbitrary<Record<string, string>> {
  const rarely = (...values: string[]): fc.Arbitrary<string | undefined> =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: fc.constantFrom(...values) },
      { weight: 1, arbitrary: headerValue },
    );
  const good = (value: string): fc.Arbitrary<string | undefined> =>
    fc.oneof(
      { weight: 19, arbitrary: fc.constant(value) },
      { weight: 1, arbitrary: fc.option(headerValue, { nil: undefined }) },
    );
  return fc
    .record({
      authorization: good(`Bearer ${token}`),
      'content-type': good('application/json'),
      'idempotency-key': rarely('k1', 'k2'),
      'if-match': rarely('"0"', '"7"', '"999999999999999"'),
      'if-none-match': rarely('*', '"x"'),
      'x-correlation-id': rarely('desk-7'),
      accept: rarely('*/*'),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined)),
    );
}

/** What the parameters of paths name in the election that the tests call. */
const standing: Readonly<Record<string, readonly string[]>> = {
  election: ['e'],
  area: ['kz', 'village'],
  precinct: ['p1', 'p2'],
  contest: ['c'],
  candidate: ['a', 'b'],
};

/** A path with its parameters filled in: mostly with codes that stand, else with anything, escaped or as it is. */
export function paths(template: string): fc.Arbitrary<string> {
  const steps = template.split('/').map((step) => {
    const known = standing[step.slice(1, -1)];
    if (!known) return fc.constant(step);
    return fc.oneof(
      { weight: 24, arbitrary: fc.constantFrom(...known) },
      { weight: 4, arbitrary: codes },
      { weight: 1, arbitrary: text.map((value) => encodeURIComponent(value.toWellFormed())) },
      { weight: 1, arbitrary: fc.constantFrom('%', '%00', '%ff', '..', '%2e%2e', '%2F', '*', '()', 'x'.repeat(500)) },
    );
  });
  return fc.tuple(...steps).map((filled) => filled.join('/'));
}

/** A query string: mostly what the operation knows, else anything. */
export function queries(known: Readonly<Record<string, Schema>>): fc.Arbitrary<string> {
  const names = Object.keys(known);
  const one = fc
    .oneof({ weight: 12, arbitrary: fc.constantFrom(...names, 'x') }, { weight: 1, arbitrary: fc.oneof(codes, text) })
    .chain((name) =>
      (known[name] ? nearly(known[name]) : anything).map(
        (value) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
      ),
    );
  return fc
    .array(one, { maxLength: 3 })
    .map((pairs) =>
      pairs.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join('=')).join('&'),
    )
    .map((query) => (query === '' ? '' : `?${query}`));
}
