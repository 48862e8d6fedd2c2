import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { listDiscrepancies } from '../../projections/discrepancies/query.ts';
import { summariseDiscrepancies } from '../../projections/discrepancies/summary.ts';
import { results } from '../../projections/results/projection.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { ElectionPath } from '../path.dto.ts';
import { DiscrepanciesAnswer, DiscrepancySummaryAnswer } from './discrepancies.answer.dto.ts';
import { DiscrepanciesQuery, DiscrepancySummaryQuery } from './discrepancies.dto.ts';

/** What is amiss with protocols, and what became of it. */
@ApiTags('discrepancies')
@Controller('elections/:election/discrepancies')
export class DiscrepanciesController {
  constructor(private readonly answers: Answers) {}

  @Get()
  @Answered('What is, or was, amiss with the protocols of an election.', DiscrepanciesAnswer)
  list(
    @Param() { election }: ElectionPath,
    @Query() { at, ...which }: DiscrepanciesQuery,
  ): Promise<DiscrepanciesAnswer> {
    return this.answers.give(results, (view) => listDiscrepancies(view, election, which), at);
  }

  @Get('summary')
  @Answered('Discrepancies counted by area and kind, up the tree of areas.', DiscrepancySummaryAnswer)
  summary(
    @Param() { election }: ElectionPath,
    @Query() { at, ...which }: DiscrepancySummaryQuery,
  ): Promise<DiscrepancySummaryAnswer> {
    return this.answers.give(results, (view) => summariseDiscrepancies(view, election, which), at);
  }
}
