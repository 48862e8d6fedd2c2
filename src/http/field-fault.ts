import type { TLocalizedValidationError } from 'typebox/error';

/** What is wrong at one place of a request. */
export interface FieldFault {
  /** JSON pointer (RFC 6901). */
  readonly field: string;
  readonly code: 'UNKNOWN_FIELD' | 'MISSING' | 'INVALID';
  readonly message: string;
}

/** A name as a step of a JSON pointer. */
export function pointer(...names: string[]): string {
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export const unknownField = (field: string): FieldFault => ({
  field,
  code: 'UNKNOWN_FIELD',
  message: 'is not known here',
});
const missing = (field: string): FieldFault => ({ field, code: 'MISSING', message: 'is missing' });

/** The faults of a value in words, one a place; pointers start at the value. */
export function faultsOf(value: unknown, errors: readonly TLocalizedValidationError[]): FieldFault[] {
  if (value === undefined) return [missing('')];
  const unknown = errors.flatMap((error) => (error.keyword === 'additionalProperties' ? unknownOf(error) : []));
  const others = errors.filter(({ instancePath }) => !unknown.some(({ field }) => field === instancePath));
  const absent = others.flatMap((error) => (error.keyword === 'required' ? missingOf(error) : []));
  const wrong = others.filter(({ keyword }) => !['required', 'additionalProperties', 'anyOf'].includes(keyword));
  const places = Map.groupBy(wrong, (error) => error.instancePath);
  const invalid = [...places].map(([field, found]): FieldFault => ({ field, code: 'INVALID', message: words(found) }));
  return unknown.concat(absent, invalid);
}

function unknownOf({ instancePath, params }: TLocalizedValidationError): FieldFault[] {
  const { additionalProperties } = params as { additionalProperties: readonly string[] };
  return additionalProperties.map((name) => unknownField(instancePath + pointer(name)));
}

function missingOf({ instancePath, params }: TLocalizedValidationError): FieldFault[] {
  const { requiredProperties } = params as { requiredProperties: readonly string[] };
  return requiredProperties.map((name) => missing(instancePath + pointer(name)));
}

function words(errors: readonly TLocalizedValidationError[]): string {
  const allowed = errors.flatMap((error) => (error.keyword === 'const' ? [String(error.params.allowedValue)] : []));
  const others = errors.filter(({ keyword }) => keyword !== 'const').map(({ message }) => message);
  return [...(allowed.length > 0 ? [`must be one of: ${allowed.join(', ')}`] : []), ...new Set(others)].join(', or ');
}
