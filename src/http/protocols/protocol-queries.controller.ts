import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { findProtocol, listProtocols } from '../../projections/protocols/query.ts';
import { results } from '../../projections/results/projection.ts';
import { Answers } from '../answers.ts';
import { Answered } from '../operation.ts';
import { MomentQuery } from '../page.dto.ts';
import { ContestPath, ProtocolPath } from '../path.dto.ts';
import { isYes } from '../yes-or-no.ts';
import { ProtocolsQuery } from './protocol-queries.dto.ts';
import { ProtocolAnswer, ProtocolsAnswer } from './protocols.answer.dto.ts';

/** What the record knows of the protocols of a contest. */
@ApiTags('protocols')
@Controller('elections/:election/contests/:contest/protocols')
export class ProtocolQueriesController {
  constructor(private readonly answers: Answers) {}

  @Get()
  @Answered('The protocols of a contest.', ProtocolsAnswer)
  list(
    @Param() { election, contest }: ContestPath,
    @Query() { at, flagged, ...which }: ProtocolsQuery,
  ): Promise<ProtocolsAnswer> {
    const options = { ...which, flagged: isYes(flagged) };
    return this.answers.give(results, (view) => listProtocols(view, election, contest, options), at);
  }

  @Get(':precinct')
  @Answered('One protocol with all that became of it.', ProtocolAnswer)
  find(@Param() { election, contest, precinct }: ProtocolPath, @Query() { at }: MomentQuery): Promise<ProtocolAnswer> {
    return this.answers.give(results, (view) => findProtocol(view, election, contest, precinct), at);
  }
}
