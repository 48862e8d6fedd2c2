import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type FieldFault, faultsOf } from './field-fault.ts';
import { published } from './published-schema.ts';

/** What is known of a field that a request fills wrongly: how to say what is wrong with it. */
export interface FieldContext {
  readonly faults: (value: unknown) => FieldFault[];
}

/** Name of the one constraint that fields are under. */
export const fieldConstraint = 'field';

/**
 * A field of a request, checked against one of the domain's schemas and published in the OpenAPI document as that same
 * schema: so a limit is stated once. An optional field may be left out; `null` is a value like any other.
 */
export function Field<S extends TSchema>(
  schema: S,
  { optional = false, example }: { readonly optional?: boolean; readonly example?: Static<S> } = {},
): PropertyDecorator {
  const compiled = Compile(schema);
  const context: FieldContext = { faults: (value) => faultsOf(value, compiled.Errors(value)) };
  const shown = published(schema);
  return applyDecorators(
    ValidateBy(
      { name: fieldConstraint, validator: { validate: (value) => compiled.Check(value) } },
      {
        context,
        message: 'is not as it should be', // never shown, but without one there is no context
      },
    ),
    // Said of a required field too: it may stand in the place of an optional one that its class inherits.
    ValidateIf((_, value) => !optional || value !== undefined),
    ApiProperty({
      ...shown,
      // An object's own `required` is the list of its fields.
      ...('properties' in shown ? { selfRequired: !optional } : { required: !optional }),
      ...(example === undefined ? {} : { example }),
    } as ApiPropertyOptions),
  );
}
