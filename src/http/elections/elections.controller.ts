import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CallElection } from '../../commands/call-election.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { elections } from '../../projections/elections/projection.ts';
import { findElection, listElections } from '../../projections/elections/query.ts';
import { Answers } from '../answers.ts';
import { MomentQuery, PageQuery } from '../page.dto.ts';
import { ElectionPath } from '../path.dto.ts';
import { ElectionAnswer, ElectionsAnswer } from './elections.answer.dto.ts';
import { ElectionBody } from './elections.dto.ts';
import { Answered, Records } from '../operation.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** Elections: their days, time zones and rule sets. */
@ApiTags('elections')
@Controller('elections')
export class ElectionsController {
  constructor(
    private readonly recorder: Recorder,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Records('Calls an election: its day, time zone and rule set.', requirements.election.CallElection)
  call(@Body() body: ElectionBody, @By() by: Requester): Promise<Receipt> {
    const { id, ...input } = body;
    return this.recorder.record(new CallElection({ election: id }, input, by));
  }

  @Get()
  @Answered('All elections of the record.', ElectionsAnswer)
  list(@Query() { at, ...page }: PageQuery): Promise<ElectionsAnswer> {
    return this.answers.give(elections, (view) => listElections(view, page), at);
  }

  @Get(':election')
  @Answered('One election.', ElectionAnswer)
  find(@Param() { election }: ElectionPath, @Query() { at }: MomentQuery): Promise<ElectionAnswer> {
    return this.answers.give(elections, (view) => findElection(view, election), at);
  }
}
