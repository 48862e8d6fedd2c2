import { Injectable } from '@nestjs/common';
import type { AnyProjection, Part, Projection, View, Views } from '../projections/projection.ts';
import { BeyondHead, ReadModels } from '../projections/read-models.ts';
import { UnknownResource } from './unknown-resource.ts';

/** Asks the read models for whoever asked over HTTP. */
@Injectable()
export class Answers {
  constructor(private readonly models: ReadModels) {}

  /**
   * What a query answers as the record stands, or stood `at` a position.
   * @throws {@link UnknownResource} when there was no such thing, or no such position
   */
  give<P extends Part, A extends object>(
    projection: Projection<P>,
    query: (view: View<P>) => A | undefined,
    at: number | undefined,
  ): Promise<{ position: number } & A> {
    return this.giveTogether([projection], (views) => query(views.view(projection)), at);
  }

  /** The same of several read models, all at one position. */
  async giveTogether<A extends object>(
    projections: readonly AnyProjection[],
    query: (views: Views) => A | undefined,
    at: number | undefined,
  ): Promise<{ position: number } & A> {
    const answer = await this.models.readTogether(projections, query, at);
    if (answer === undefined) throw new UnknownResource('UNKNOWN_RESOURCE', 'The record knows no such thing.');
    if (answer instanceof BeyondHead) {
      throw new UnknownResource('POSITION_BEYOND_HEAD', `The record ends at position ${answer.head}.`);
    }
    return answer;
  }
}
