import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { digestOf } from '../../projections/digested.ts';
import { elections } from '../../projections/elections/projection.ts';
import { findElection } from '../../projections/elections/query.ts';
import { Trail } from '../../projections/trail/trail.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { ElectionPath } from '../path.dto.ts';
import { TrailAnswer } from './trail.answer.dto.ts';
import { TrailQuery } from './trail.dto.ts';

/** The record itself, as a list of what was done. */
@ApiTags('trail')
@Controller('elections/:election/trail')
export class TrailController {
  constructor(
    private readonly answers: Answers,
    private readonly trail: Trail,
  ) {}

  @Get()
  @Answered('What was done, by whom, in what role, when, why and on whose decision.', TrailAnswer)
  async read(@Param() { election }: ElectionPath, @Query() { at, ...wish }: TrailQuery): Promise<TrailAnswer> {
    const { position } = await this.answers.give(elections, (view) => findElection(view, election), at);
    const { rows, next } = await this.trail.read(election, position, wish);
    return { position, digest: digestOf(rows), rows, next };
  }
}
