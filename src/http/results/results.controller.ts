import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { progress } from '../../projections/progress/projection.ts';
import { progressOf } from '../../projections/progress/query.ts';
import { results } from '../../projections/results/projection.ts';
import { resultsOf } from '../../projections/results/query.ts';
import { turnout } from '../../projections/turnout/projection.ts';
import { turnoutOf } from '../../projections/turnout/query.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { ElectionPath } from '../path.dto.ts';
import { ProgressAnswer, ResultsAnswer, TurnoutAnswer } from './results.answer.dto.ts';
import { ResultsQuery, RowsQuery } from './results.dto.ts';

/** What an election adds up to, up the tree of its areas. */
@ApiTags('results')
@Controller('elections/:election')
export class ResultsController {
  constructor(private readonly answers: Answers) {}

  @Get('results')
  @Answered('Results by contest, area and precinct.', ResultsAnswer)
  results(
    @Param() { election }: ElectionPath,
    @Query() { at, limit = 20, ...which }: ResultsQuery,
  ): Promise<ResultsAnswer> {
    return this.answers.give(results, (view) => resultsOf(view, election, { limit, ...which }), at);
  }

  @Get('turnout')
  @Answered('Turnout by hour, area and precinct.', TurnoutAnswer)
  turnout(@Param() { election }: ElectionPath, @Query() { at, ...which }: RowsQuery): Promise<TurnoutAnswer> {
    return this.answers.give(turnout, (view) => turnoutOf(view, election, which), at);
  }

  @Get('progress')
  @Answered('How far the day is, by area, precinct and contest.', ProgressAnswer)
  progress(@Param() { election }: ElectionPath, @Query() { at, ...which }: RowsQuery): Promise<ProgressAnswer> {
    return this.answers.give(progress, (view) => progressOf(view, election, which), at);
  }
}
