import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CancelUnusedBallots } from '../../commands/cancel-unused-ballots.ts';
import { CountSignatures } from '../../commands/count-signatures.ts';
import { OpenMobileBox } from '../../commands/open-mobile-box.ts';
import { OpenStationaryBox } from '../../commands/open-stationary-box.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { Records } from '../operation.ts';
import { ProtocolPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';
import { MobileBoxBody, SignaturesCountBody, StationaryBoxBody, UnusedBallotsBody } from './count.dto.ts';

/** The count in a precinct, in the order of art. 43; it ends with a paper. */
@ApiTags('protocols')
@Controller('elections/:election/contests/:contest/protocols/:precinct')
export class CountController {
  constructor(private readonly recorder: Recorder) {}

  @Post('signatures-count')
  @Records('Counts the signatures on the roll: the ballots that were issued.', requirements.protocol.CountSignatures)
  countSignatures(
    @Param() path: ProtocolPath,
    @Body() body: SignaturesCountBody,
    @By() by: Requester,
  ): Promise<Receipt> {
    return this.recorder.record(new CountSignatures(path, body, by));
  }

  @Post('unused-ballots')
  @Records('Counts the unused ballots and cancels them.', requirements.protocol.CancelUnusedBallots)
  cancelUnused(@Param() path: ProtocolPath, @Body() body: UnusedBallotsBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new CancelUnusedBallots(path, body, by));
  }

  @Post('mobile-boxes')
  @Records(
    'Opens a mobile box; with more ballots than written requests it is invalid as a whole.',
    requirements.protocol.OpenMobileBox,
  )
  openMobileBox(@Param() path: ProtocolPath, @Body() body: MobileBoxBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new OpenMobileBox(path, body, by));
  }

  @Post('stationary-boxes')
  @Records('Opens a stationary box.', requirements.protocol.OpenStationaryBox)
  openStationaryBox(
    @Param() path: ProtocolPath,
    @Body() body: StationaryBoxBody,
    @By() by: Requester,
  ): Promise<Receipt> {
    return this.recorder.record(new OpenStationaryBox(path, body, by));
  }
}
