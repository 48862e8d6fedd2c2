import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CallElection } from '../../commands/call-election.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { ElectionBody } from './elections.dto.ts';
import { Records } from '../operation.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** Elections: their days, time zones and rule sets. */
@ApiTags('elections')
@Controller('elections')
export class ElectionsController {
  constructor(private readonly recorder: Recorder) {}

  @Post()
  @Records('Calls an election: its day, time zone and rule set.')
  call(@Body() body: ElectionBody, @By() by: Requester): Promise<Receipt> {
    const { id, ...input } = body;
    return this.recorder.record(new CallElection({ election: id }, input, by));
  }
}
