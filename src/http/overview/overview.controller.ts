import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { overview, overviewOf } from '../../projections/overview/query.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { ElectionPath } from '../path.dto.ts';
import { OverviewAnswer } from './overview.answer.dto.ts';
import { OverviewQuery } from './overview.dto.ts';

/** An election at a glance, area by area. */
@ApiTags('overview')
@Controller('elections/:election/overview')
export class OverviewController {
  constructor(private readonly answers: Answers) {}

  @Get()
  @Answered('How an election stands in each area.', OverviewAnswer)
  show(@Param() { election }: ElectionPath, @Query() { at, ...which }: OverviewQuery): Promise<OverviewAnswer> {
    return this.answers.giveTogether(overviewOf, (views) => overview(views, election, which), at);
  }
}
