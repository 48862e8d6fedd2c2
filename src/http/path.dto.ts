import Type from 'typebox';
import { Code } from '../domain/fields.ts';
import { type Correction, corrections } from '../domain/protocol/events.ts';
import { Field } from './field.ts';

/** What a path names. Codes that nothing can have are refused before anything is looked up. */
export class ElectionPath {
  /** The election's id. */
  @Field(Code, { example: 'akim-2021' })
  readonly election!: string;
}

export class AreaPath extends ElectionPath {
  /** The area's code: KATO, 9 digits, in Kazakhstan. */
  @Field(Code, { example: '632810000' })
  readonly area!: string;
}

export class PrecinctPath extends ElectionPath {
  /** The precinct's code. */
  @Field(Code, { example: '0412' })
  readonly precinct!: string;
}

export class ContestPath extends ElectionPath {
  /** The contest's code. */
  @Field(Code, { example: 'akim-632810000' })
  readonly contest!: string;
}

export class CandidatePath extends ContestPath {
  /** The candidate's code. */
  @Field(Code, { example: 'c-1' })
  readonly candidate!: string;
}

export class BallotBoxPath extends ContestPath {
  /** Code of the precinct whose boxes the ballots were found in. */
  @Field(Code, { example: '0412' })
  readonly precinct!: string;
}

export class ProtocolPath extends ContestPath {
  /** Code of the precinct whose protocol it is. */
  @Field(Code, { example: '0412' })
  readonly precinct!: string;
}

export class CorrectionPath extends ProtocolPath {
  @Field(Type.Enum([...corrections]), { example: 'recount-by-precinct' })
  readonly correction!: Correction;
}
