import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { type ValidationError, validateSync } from 'class-validator';
import { type FieldFault, pointer, unknownField } from './field-fault.ts';
import { type FieldContext, fieldConstraint } from './field.ts';

/** A part of a request that its DTO does not admit. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(
    readonly part: 'body' | 'path' | 'query',
    readonly faults: readonly FieldFault[],
  ) {
    super(`The ${part} is not as this operation takes it.`);
  }
}

/** Faults told of one request; the rest are found when these are mended. */
const maxFaults = 20;

/** Turns body, path and query into their DTOs, whole or not at all: what the DTO does not name is refused, not dropped. */
@Injectable()
export class CheckedRequestPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined) return value;
    const part = type === 'param' ? 'path' : type;
    const fields = part === 'body' ? (value ?? {}) : value;
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      throw new InvalidRequest(part, [{ field: '', code: 'INVALID', message: 'must be an object' }]);
    }
    const inherited = Object.keys(fields).filter((name) => name in Object.prototype);
    if (inherited.length > 0) {
      const faults = inherited.map((name) => unknownField(pointer(name)));
      throw new InvalidRequest(part, faults);
    }
    const request = new metatype() as object;
    Object.assign(request, part === 'query' ? withNumbers(fields, request) : fields);
    const errors = validateSync(request, {
      whitelist: true,
      forbidNonWhitelisted: true,
      validationError: { target: false },
    });
    if (errors.length > 0) throw new InvalidRequest(part, errors.flatMap(faultsIn).slice(0, maxFaults));
    return request;
  }
}

function faultsIn({ property, value, contexts }: ValidationError): FieldFault[] {
  const context = contexts?.[fieldConstraint] as FieldContext | undefined;
  if (!context) return [unknownField(pointer(property))];
  const below = pointer(property);
  return context.faults(value).map(({ field, code, message }) => ({ field: below + field, code, message }));
}

/** A query has strings only: what its DTO declares as a number, and what reads as one, becomes one. */
function withNumbers(fields: object, request: object): object {
  const read = (name: string, value: unknown): unknown =>
    Reflect.getMetadata('design:type', request, name) === Number &&
    typeof value === 'string' &&
    /^(0|[1-9]\d{0,14})$/.test(value)
      ? Number(value)
      : value;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(name, value)]));
}
