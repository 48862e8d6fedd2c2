import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RegisterArea } from '../../commands/register-area.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { areas } from '../../projections/areas/projection.ts';
import { findArea, listAreas } from '../../projections/areas/query.ts';
import { Answers } from '../answers.ts';
import { MomentQuery } from '../page.dto.ts';
import { AreaAnswer, AreasAnswer } from './areas.answer.dto.ts';
import { AreaBody, AreasQuery } from './areas.dto.ts';
import { Answered, Records } from '../operation.ts';
import { AreaPath, ElectionPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** The territory of an election, from the country down to the localities. */
@ApiTags('areas')
@Controller('elections/:election/areas')
export class AreasController {
  constructor(
    private readonly recorder: Recorder,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Records('Registers an area, below one that is registered.', requirements.area.RegisterArea)
  register(@Param() path: ElectionPath, @Body() body: AreaBody, @By() by: Requester): Promise<Receipt> {
    const { code, ...input } = body;
    return this.recorder.record(new RegisterArea({ ...path, area: code }, input, by));
  }

  @Get()
  @Answered('The areas of an election.', AreasAnswer)
  list(@Param() { election }: ElectionPath, @Query() { at, ...which }: AreasQuery): Promise<AreasAnswer> {
    return this.answers.give(areas, (view) => listAreas(view, election, which), at);
  }

  @Get(':area')
  @Answered('One area.', AreaAnswer)
  find(@Param() { election, area }: AreaPath, @Query() { at }: MomentQuery): Promise<AreaAnswer> {
    return this.answers.give(areas, (view) => findArea(view, election, area), at);
  }
}
