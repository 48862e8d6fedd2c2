import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApproveBallotText } from '../../commands/approve-ballot-text.ts';
import { ApproveResult } from '../../commands/approve-result.ts';
import { CallContest } from '../../commands/call-contest.ts';
import { CallRepeat } from '../../commands/call-repeat.ts';
import { ExtendNomination } from '../../commands/extend-nomination.ts';
import { InvalidateContest } from '../../commands/invalidate-contest.ts';
import { ProlongContest } from '../../commands/prolong-contest.ts';
import { ProposeInvalidation } from '../../commands/propose-invalidation.ts';
import { PublishResult } from '../../commands/publish-result.ts';
import { RegisterAkim } from '../../commands/register-akim.ts';
import { TabulateResult } from '../../commands/tabulate-result.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { Act, SignedAct } from '../act.dto.ts';
import { contests } from '../../projections/contests/projection.ts';
import { findContest, listContests } from '../../projections/contests/query.ts';
import { Answers } from '../answers.ts';
import { MomentQuery } from '../page.dto.ts';
import { ContestAnswer, ContestsAnswer } from './contests.answer.dto.ts';
import {
  AkimBody,
  ApprovalBody,
  BallotTextBody,
  ContestBody,
  ContestsQuery,
  InvalidationBody,
  NominationExtensionBody,
  ProlongationBody,
  PublicationBody,
  RepeatBody,
} from './contests.dto.ts';
import { Answered, Records } from '../operation.ts';
import { ContestPath, ElectionPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** One seat in one constituency, from the call to the certificate. */
@ApiTags('contests')
@Controller('elections/:election/contests')
export class ContestsController {
  constructor(
    private readonly recorder: Recorder,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Records('Calls the contest for one seat in one constituency.', requirements.contest.CallContest)
  call(@Param() path: ElectionPath, @Body() body: ContestBody, @By() by: Requester): Promise<Receipt> {
    const { code, ...input } = body;
    return this.recorder.record(new CallContest({ ...path, contest: code }, input, by));
  }

  @Post(':contest/nomination-extension')
  @Records('Extends nomination, since too few were nominated.', requirements.contest.ExtendNomination)
  extendNomination(
    @Param() path: ContestPath,
    @Body() body: NominationExtensionBody,
    @By() by: Requester,
  ): Promise<Receipt> {
    return this.recorder.record(new ExtendNomination(path, body, by));
  }

  @Post(':contest/ballot-text')
  @Records('Approves the lines of the ballot.', requirements.contest.ApproveBallotText)
  approveBallotText(@Param() path: ContestPath, @Body() body: BallotTextBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ApproveBallotText(path, body, by));
  }

  @Post(':contest/tabulation')
  @Records('Puts the result, as it adds up now, to the vote of the commission.', requirements.contest.TabulateResult)
  tabulate(@Param() path: ContestPath, @Body() body: Act, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new TabulateResult(path, body, by));
  }

  @Post(':contest/approvals')
  @Records(
    'Gives one member’s voice for the tabulated result; the voice that makes the majority certifies it.',
    requirements.contest.ApproveResult,
  )
  approve(@Param() path: ContestPath, @Body() body: ApprovalBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ApproveResult(path, body, by));
  }

  @Post(':contest/prolongation')
  @Records(
    'Puts the contest off to a day of its own, since too few candidates are left.',
    requirements.contest.ProlongContest,
  )
  prolong(@Param() path: ContestPath, @Body() body: ProlongationBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ProlongContest(path, body, by));
  }

  @Post(':contest/publication')
  @Records('Records where the result was published.', requirements.contest.PublishResult)
  publish(@Param() path: ContestPath, @Body() body: PublicationBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new PublishResult(path, body, by));
  }

  @Post(':contest/akim')
  @Records('Registers the elected akim.', requirements.contest.RegisterAkim)
  registerAkim(@Param() path: ContestPath, @Body() body: AkimBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new RegisterAkim(path, body, by));
  }

  @Post(':contest/invalidation-proposal')
  @Records('Proposes to invalidate the contest; another person confirms it.', requirements.contest.ProposeInvalidation)
  proposeInvalidation(
    @Param() path: ContestPath,
    @Body() body: InvalidationBody,
    @By() by: Requester,
  ): Promise<Receipt> {
    return this.recorder.record(new ProposeInvalidation(path, body, by));
  }

  @Post(':contest/invalidation')
  @Records('Invalidates the contest, as another person has proposed.', requirements.contest.InvalidateContest)
  invalidate(@Param() path: ContestPath, @Body() body: SignedAct, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new InvalidateContest(path, body, by));
  }

  @Post(':contest/repeat')
  @Records(
    'Calls the repeat voting, or the repeat election, that the rule set, or an invalidation, asks for.',
    requirements.contest.CallRepeat,
  )
  callRepeat(@Param() path: ContestPath, @Body() body: RepeatBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new CallRepeat(path, body, by));
  }

  @Get()
  @Answered('The contests of an election.', ContestsAnswer)
  list(@Param() { election }: ElectionPath, @Query() { at, ...which }: ContestsQuery): Promise<ContestsAnswer> {
    return this.answers.give(contests, (view) => listContests(view, election, which), at);
  }

  @Get(':contest')
  @Answered('One contest.', ContestAnswer)
  find(@Param() { election, contest }: ContestPath, @Query() { at }: MomentQuery): Promise<ContestAnswer> {
    return this.answers.give(contests, (view) => findContest(view, election, contest), at);
  }
}
