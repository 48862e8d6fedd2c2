import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '../../commands/clock.ts';
import { deadlines } from '../../projections/deadlines/projection.ts';
import { listDeadlines } from '../../projections/deadlines/query.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { ElectionPath } from '../path.dto.ts';
import { DeadlinesAnswer } from './deadlines.answer.dto.ts';
import { DeadlinesQuery } from './deadlines.dto.ts';

/** What the law wants done by when, and whether it was. */
@ApiTags('deadlines')
@Controller('elections/:election/deadlines')
export class DeadlinesController {
  constructor(
    private readonly answers: Answers,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Answered('What is due, done, late and overdue in the contests of an election.', DeadlinesAnswer)
  list(
    @Param() { election }: ElectionPath,
    @Query() { at, on = this.clock.now(), ...which }: DeadlinesQuery,
  ): Promise<DeadlinesAnswer> {
    return this.answers.give(deadlines, (view) => listDeadlines(view, election, on, which), at);
  }
}
