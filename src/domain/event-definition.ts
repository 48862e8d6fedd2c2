import type { Static, TSchema } from 'typebox';

/**
 * One event type as stored: the schema of its current version, and each older version with the step that brings its data
 * one version further. Names and versions are data, independent of any class; stored events are never rewritten.
 */
export interface EventDefinition<S extends TSchema = TSchema> {
  readonly version: number;
  readonly schema: S;
  readonly older: readonly OlderVersion[];
}

export interface OlderVersion {
  readonly version: number;
  readonly schema: TSchema;
  /** Data of this version -> data of the next one. Pure; total over what `schema` admits. */
  readonly upcast: (data: never) => unknown;
}

/** A type that has had one version so far. */
export function event<S extends TSchema>(schema: S): EventDefinition<S> {
  return { version: 1, schema, older: [] };
}

/** A type with a history: `older` in ascending order, from version 1, without a gap. */
export function revised<S extends TSchema>(schema: S, older: readonly OlderVersion[]): EventDefinition<S> {
  return { version: older.length + 1, schema, older };
}

export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

/** The discriminated union `{ type, data }` that a table of definitions describes, at the current versions. */
export type EventOf<D extends EventDefinitions> = {
  [T in keyof D & string]: { readonly type: T; readonly data: Static<D[T]['schema']> };
}[keyof D & string];
