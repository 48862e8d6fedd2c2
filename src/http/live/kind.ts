import type { Digested } from '../../projections/digested.ts';
import type { AnyProjection, Part, Projection } from '../../projections/projection.ts';
import type { KindName } from './kind-names.ts';
import type { Moment } from './moment.ts';
import type { Scope } from './scope.ts';

/** A row of a read model, or something else of it that changes by itself. */
export type Piece = Digested;

/** Which pieces are told: those that changed, or all. */
export type Among = (piece: Piece) => boolean;

/** A read model as it is told of: in the shape of its own answer, with those rows that are asked for. */
export interface Told<P extends Part> {
  readonly projection: Projection<P>;
  readonly name: KindName;
  /** What the digest at the head is of; the whole part, when left out. */
  whole?(part: P): Digested;
  pieces(part: P): Iterable<Piece>;
  /** What tells one state of a piece from another; its digest, when left out. */
  stateOf?(piece: Piece): string;
  /** The lists of an answer; `undefined` when there would be nothing in them. */
  rows(part: P, among: Among, scope: Scope): object | undefined;
}

/** A kind of message: a read model, whichever, or what is made from several. */
export interface Kind {
  readonly name: KindName;
  readonly projections: readonly AnyProjection[];
  /** Each piece with its state. */
  states(moment: Moment, election: string): Iterable<readonly [Piece, string]>;
  tell(moment: Moment, scope: Scope, among: Among): ({ readonly digest: string } & object) | undefined;
}

export function kindOf<P extends Part>(told: Told<P>): Kind {
  const { projection, name, stateOf = (piece: Piece) => piece.digest } = told;
  return {
    name,
    projections: [projection],
    *states(moment, election) {
      const part = moment.view(projection).get(election);
      if (part) for (const piece of told.pieces(part)) yield [piece, stateOf(piece)];
    },
    tell(moment, scope, among) {
      const part = moment.view(projection).get(scope.election);
      const rows = part && told.rows(part, among, scope);
      return rows && { digest: (told.whole?.(part) ?? part).digest, ...rows };
    },
  };
}
