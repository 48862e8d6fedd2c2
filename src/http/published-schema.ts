import type { TSchema } from 'typebox';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema of the domain as the OpenAPI document shows it: a choice of constants becomes an `enum`, which tools display. */
export function published(schema: TSchema): JsonSchema {
  return show(schema) as JsonSchema;
}

function show(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(show);
  if (typeof part !== 'object' || part === null) return part;
  const { anyOf, ...rest } = part as { anyOf?: { const?: unknown; type?: string }[] } & Record<string, unknown>;
  if (anyOf && anyOf.every((choice) => 'const' in choice)) {
    return { ...rest, type: anyOf[0]!.type, enum: anyOf.map((choice) => choice.const) };
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, show(value)]));
}
