import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClosePolls } from '../../commands/close-polls.ts';
import { FormPrecinct } from '../../commands/form-precinct.ts';
import { OpenPolls } from '../../commands/open-polls.ts';
import { ReceiveRoll } from '../../commands/receive-roll.ts';
import { ReportTurnout } from '../../commands/report-turnout.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { precincts } from '../../projections/precincts/projection.ts';
import { findPrecinct, listPrecincts } from '../../projections/precincts/query.ts';
import { Answers } from '../answers.ts';
import { MomentQuery } from '../page.dto.ts';
import { PrecinctAnswer, PrecinctsAnswer } from './precincts.answer.dto.ts';
import { PollsBody, PrecinctBody, PrecinctsQuery, RollBody, TurnoutBody } from './precincts.dto.ts';
import { Answered, Records } from '../operation.ts';
import { ElectionPath, PrecinctPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** Where people vote. */
@ApiTags('precincts')
@Controller('elections/:election/precincts')
export class PrecinctsController {
  constructor(
    private readonly recorder: Recorder,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Records('Forms a precinct in an area.', requirements.precinct.FormPrecinct)
  form(@Param() path: ElectionPath, @Body() body: PrecinctBody, @By() by: Requester): Promise<Receipt> {
    const { code, ...input } = body;
    return this.recorder.record(new FormPrecinct({ ...path, precinct: code }, input, by));
  }

  @Post(':precinct/roll')
  @Records('Receives the roll of voters.', requirements.precinct.ReceiveRoll)
  receiveRoll(@Param() path: PrecinctPath, @Body() body: RollBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ReceiveRoll(path, body, by));
  }

  @Post(':precinct/opening')
  @Records('Opens the polls.', requirements.precinct.OpenPolls)
  open(@Param() path: PrecinctPath, @Body() body: PollsBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new OpenPolls(path, body, by));
  }

  @Post(':precinct/turnout')
  @Records('Reports turnout at one of the hours.', requirements.precinct.ReportTurnout)
  reportTurnout(@Param() path: PrecinctPath, @Body() body: TurnoutBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ReportTurnout(path, body, by));
  }

  @Post(':precinct/closing')
  @Records('Closes the polls.', requirements.precinct.ClosePolls)
  close(@Param() path: PrecinctPath, @Body() body: PollsBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ClosePolls(path, body, by));
  }

  @Get()
  @Answered('The precincts of an election.', PrecinctsAnswer)
  list(@Param() { election }: ElectionPath, @Query() { at, ...which }: PrecinctsQuery): Promise<PrecinctsAnswer> {
    return this.answers.give(precincts, (view) => listPrecincts(view, election, which), at);
  }

  @Get(':precinct')
  @Answered('One precinct.', PrecinctAnswer)
  find(@Param() { election, precinct }: PrecinctPath, @Query() { at }: MomentQuery): Promise<PrecinctAnswer> {
    return this.answers.give(precincts, (view) => findPrecinct(view, election, precinct), at);
  }
}
