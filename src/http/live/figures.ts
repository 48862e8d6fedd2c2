import { Injectable } from '@nestjs/common';
import { PublicLog } from '../../audit/public-log.ts';
import { digestOf } from '../../projections/digested.ts';
import { elections } from '../../projections/elections/projection.ts';
import { findElection } from '../../projections/elections/query.ts';
import { Projector } from '../../projections/projector.ts';
import { Answers } from '../answers.ts';
import { everything } from './changes.ts';
import type { FiguresAnswer } from './figures.answer.dto.ts';
import type { Kind } from './kind.ts';
import { checkpointIn, kinds, tell } from './kinds.ts';
import { Scope, type Which } from './scope.ts';

/** Figures of all kinds, as of one and the same position: where a reader of the feed may begin. */
@Injectable()
export class Figures {
  constructor(
    private readonly projector: Projector,
    private readonly answers: Answers,
    private readonly log: PublicLog,
  ) {}

  /** @throws UnknownResource when there was no such election, or is no such position, area or contest */
  async of(which: Which, at: number = this.projector.position): Promise<FiguresAnswer> {
    const scope = new Scope(this.projector, which);
    const told =
      at === this.projector.position
        ? tell(this.projector, scope, everything, checkpointIn(this.log))
        : await this.#past(scope, at);
    return { position: at, digest: digestOf(told.map(stateOf)), ...Object.fromEntries(told) };
  }

  async #past(scope: Scope, at: number): Promise<[string, object][]> {
    await this.answers.give(elections, (view) => findElection(view, scope.election), at);
    const told: [string, object][] = [];
    for (const kind of kinds.filter(({ name }) => scope.tells(name))) {
      const rows = await this.#asOf(kind, scope, at);
      if (rows) told.push([kind.name, { position: at, checkpoint: checkpointIn(this.log), ...rows }]);
    }
    return told;
  }

  async #asOf(kind: Kind, scope: Scope, at: number): Promise<object | undefined> {
    // Told within the query: a view that is the live one has moved on after the next await.
    const { rows } = await this.answers.giveTogether(
      kind.projections,
      (views) => ({
        rows: kind.tell({ position: at, view: (projection) => views.view(projection) }, scope, everything),
      }),
      at,
    );
    return rows;
  }
}

/** What tells one state of a kind's rows from another: contests' statuses are no part of the results' digest. */
function stateOf([name, told]: [string, object]): unknown[] {
  const { digest, contests = [] } = told as { digest: string; contests?: readonly { status?: string }[] };
  return [name, digest, ...contests.flatMap(({ status }) => status ?? [])];
}
