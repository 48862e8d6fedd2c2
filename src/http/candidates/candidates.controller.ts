import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppealRegistration } from '../../commands/appeal-registration.ts';
import { CancelRegistration } from '../../commands/cancel-registration.ts';
import { CheckEligibility } from '../../commands/check-eligibility.ts';
import { DecideAppeal } from '../../commands/decide-appeal.ts';
import { NominateCandidate } from '../../commands/nominate-candidate.ts';
import { RefuseRegistration } from '../../commands/refuse-registration.ts';
import { RegisterCandidate } from '../../commands/register-candidate.ts';
import { RevokeNomination } from '../../commands/revoke-nomination.ts';
import { VerifySignatures } from '../../commands/verify-signatures.ts';
import { WithdrawCandidate } from '../../commands/withdraw-candidate.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { Act } from '../act.dto.ts';
import { contests } from '../../projections/contests/projection.ts';
import { listCandidates } from '../../projections/contests/query.ts';
import { Answers } from '../answers.ts';
import { MomentQuery } from '../page.dto.ts';
import { CandidatesAnswer } from './candidates.answer.dto.ts';
import {
  AppealBody,
  AppealDecisionBody,
  CancellationBody,
  CandidateBody,
  EligibilityBody,
  RefusalBody,
  RevocationBody,
  SignaturesBody,
} from './candidates.dto.ts';
import { Answered, Records } from '../operation.ts';
import { CandidatePath, ContestPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** Who stands in a contest. */
@ApiTags('candidates')
@Controller('elections/:election/contests/:contest/candidates')
export class CandidatesController {
  constructor(
    private readonly recorder: Recorder,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Records(
    'Nominates a candidate: a party, the candidate alone, or the higher akim.',
    requirements.contest.NominateCandidate,
  )
  nominate(@Param() path: ContestPath, @Body() body: CandidateBody, @By() by: Requester): Promise<Receipt> {
    const { code, ...input } = body;
    return this.recorder.record(new NominateCandidate({ ...path, candidate: code }, input, by));
  }

  @Post(':candidate/signatures')
  @Records('Verifies the signatures gathered for a candidate.', requirements.contest.VerifySignatures)
  verifySignatures(@Param() path: CandidatePath, @Body() body: SignaturesBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new VerifySignatures(path, body, by));
  }

  @Post(':candidate/eligibility')
  @Records('Records what the check of eligibility found.', requirements.contest.CheckEligibility)
  checkEligibility(@Param() path: CandidatePath, @Body() body: EligibilityBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new CheckEligibility(path, body, by));
  }

  @Post(':candidate/registration')
  @Records('Registers a candidate.', requirements.contest.RegisterCandidate)
  register(@Param() path: CandidatePath, @Body() body: Act, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new RegisterCandidate(path, body, by));
  }

  @Post(':candidate/refusal')
  @Records('Refuses registration.', requirements.contest.RefuseRegistration)
  refuse(@Param() path: CandidatePath, @Body() body: RefusalBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new RefuseRegistration(path, body, by));
  }

  @Post(':candidate/withdrawal')
  @Records('Records that a candidate withdrew.', requirements.contest.WithdrawCandidate)
  withdraw(@Param() path: CandidatePath, @Body() body: Act, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new WithdrawCandidate(path, body, by));
  }

  @Post(':candidate/revocation')
  @Records('Records that the party took its nomination back.', requirements.contest.RevokeNomination)
  revoke(@Param() path: CandidatePath, @Body() body: RevocationBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new RevokeNomination(path, body, by));
  }

  @Post(':candidate/cancellation')
  @Records('Cancels the registration of a candidate.', requirements.contest.CancelRegistration)
  cancel(@Param() path: CandidatePath, @Body() body: CancellationBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new CancelRegistration(path, body, by));
  }

  @Post(':candidate/appeal')
  @Records('Appeals against a refusal or a cancellation of registration.', requirements.contest.AppealRegistration)
  appeal(@Param() path: CandidatePath, @Body() body: AppealBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new AppealRegistration(path, body, by));
  }

  @Post(':candidate/appeal-decision')
  @Records('Decides an appeal; one that is granted registers the candidate.', requirements.contest.DecideAppeal)
  decideAppeal(@Param() path: CandidatePath, @Body() body: AppealDecisionBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new DecideAppeal(path, body, by));
  }

  @Get()
  @Answered('The candidates of a contest, in the order of their nomination.', CandidatesAnswer)
  list(@Param() { election, contest }: ContestPath, @Query() { at }: MomentQuery): Promise<CandidatesAnswer> {
    return this.answers.give(contests, (view) => listCandidates(view, election, contest), at);
  }
}
