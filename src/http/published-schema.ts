import type { TSchema } from 'typebox';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A schema of the domain as the document's builder takes it: a choice of constants becomes an `enum`, which tools
 * display, and one between something and `null` the `nullable` that OpenAPI 3.0 had, which it writes as 3.1 does.
 */
export function published(schema: TSchema): JsonSchema {
  return show(schema) as JsonSchema;
}

function show(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(show);
  if (typeof part !== 'object' || part === null) return part;
  const { anyOf, ...rest } = part as { anyOf?: { const?: unknown; type?: string }[] } & Record<string, unknown>;
  const [something, nothing] = anyOf ?? [];
  if (anyOf?.length === 2 && nothing?.type === 'null')
    return { ...rest, ...(show(something) as object), nullable: true };
  if (anyOf?.every((choice) => 'const' in choice)) {
    return { ...rest, type: something?.type, enum: anyOf.map((choice) => choice.const) };
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, show(value)]));
}
