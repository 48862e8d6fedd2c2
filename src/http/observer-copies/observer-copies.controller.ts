import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { listObserverCopies } from '../../projections/observer-copies/query.ts';
import { copyTotals } from '../../projections/observer-copies/totals.ts';
import { results } from '../../projections/results/projection.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { MomentQuery } from '../page.dto.ts';
import { ContestPath, ElectionPath } from '../path.dto.ts';
import { isYes } from '../yes-or-no.ts';
import { CopyTotalsAnswer, ObserverCopiesAnswer } from './observer-copies.answer.dto.ts';
import { ObserverCopiesQuery } from './observer-copies.dto.ts';

/** Protocols as observers hold them in their hands, beside those of the record. */
@ApiTags('observer-copies')
@Controller('elections/:election')
export class ObserverCopiesController {
  constructor(private readonly answers: Answers) {}

  @Get('observer-copies')
  @Answered('Certified copies that observers submitted, and where they differ.', ObserverCopiesAnswer)
  list(
    @Param() { election }: ElectionPath,
    @Query() { at, differing, ...which }: ObserverCopiesQuery,
  ): Promise<ObserverCopiesAnswer> {
    const options = { ...which, differing: isYes(differing) };
    return this.answers.give(results, (view) => listObserverCopies(view, election, options), at);
  }

  @Get('contests/:contest/observer-copies')
  @Answered('What a contest comes to by observers’ copies, beside the official figures.', CopyTotalsAnswer)
  totals(@Param() { election, contest }: ContestPath, @Query() { at }: MomentQuery): Promise<CopyTotalsAnswer> {
    return this.answers.give(results, (view) => copyTotals(view, election, contest), at);
  }
}
