import Type from 'typebox';
import { Code, Count } from '../../domain/fields.ts';
import { Field } from '../field.ts';
import { MomentQuery } from '../page.dto.ts';
import { kindNames } from './kind-names.ts';

const one = `(${kindNames.join('|')})`;
const Kinds = Type.String({ pattern: `^${one}(,${one}){0,${kindNames.length - 1}}$` });

/** Which figures. */
export class FiguresQuery extends MomentQuery {
  /** Only those of this area and of what lies directly below it, or of this precinct. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only those of this contest, and of the places that vote in it. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only these kinds, with commas between them. */
  @Field(Kinds, { optional: true, example: 'turnout,overview' })
  readonly kinds?: string;
}

export class LiveQuery {
  /** Only what concerns this area and what lies directly below it, or this precinct. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only what concerns this contest, and the places that vote in it. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only messages of these kinds, with commas between them. */
  @Field(Kinds, { optional: true, example: 'turnout,overview' })
  readonly kinds?: string;

  /** Position of an answer that the reader holds: only what changed after it is told. `Last-Event-ID` goes before it. */
  @Field(Count, { optional: true })
  readonly after?: number;
}
