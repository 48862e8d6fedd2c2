import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CloseBallotBox } from '../../commands/close-ballot-box.ts';
import { RecordBallots } from '../../commands/record-ballots.ts';
import { SealBallotBox } from '../../commands/seal-ballot-box.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { Act } from '../act.dto.ts';
import { BallotBoxBody, BallotsBody } from './ballot-boxes.dto.ts';
import { Records } from '../operation.ts';
import { BallotBoxPath, ContestPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** The ballots of one contest found in the boxes of one precinct. */
@ApiTags('ballot boxes')
@Controller('elections/:election/contests/:contest/ballot-boxes')
export class BallotBoxesController {
  constructor(private readonly recorder: Recorder) {}

  @Post()
  @Records('Seals the ballot box of a contest in a precinct.', requirements.ballotbox.SealBallotBox)
  seal(@Param() path: ContestPath, @Body() body: BallotBoxBody, @By() by: Requester): Promise<Receipt> {
    const { precinct, ...input } = body;
    return this.recorder.record(new SealBallotBox({ ...path, precinct }, input, by));
  }

  @Post(':precinct/ballots')
  @Records('Reads a batch of ballots into the record, in an order of its own.', requirements.ballotbox.RecordBallots)
  record(@Param() path: BallotBoxPath, @Body() body: BallotsBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new RecordBallots(path, body, by));
  }

  @Post(':precinct/closing')
  @Records('Closes a ballot box: no ballot comes after that.', requirements.ballotbox.CloseBallotBox)
  close(@Param() path: BallotBoxPath, @Body() body: Act, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new CloseBallotBox(path, body, by));
  }
}
