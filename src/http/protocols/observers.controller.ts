import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AttachObserverAct } from '../../commands/attach-observer-act.ts';
import { SubmitObserverCopy } from '../../commands/submit-observer-copy.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { Records } from '../operation.ts';
import { ProtocolPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';
import { ObserverActBody, ObserverCopyBody } from './observers.dto.ts';

/** What observers and candidates’ proxies hold in their hands (art. 20, 20-1). */
@ApiTags('protocols')
@Controller('elections/:election/contests/:contest/protocols/:precinct')
export class ObserversController {
  constructor(private readonly recorder: Recorder) {}

  @Post('observer-copies')
  @Records(
    'Submits what a certified copy says; it is held against the record at once, and at each later change.',
    requirements.protocol.SubmitObserverCopy,
  )
  submitCopy(@Param() path: ProtocolPath, @Body() body: ObserverCopyBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new SubmitObserverCopy(path, body, by));
  }

  @Post('observer-acts')
  @Records('Attaches an act to the protocol.', requirements.protocol.AttachObserverAct)
  attachAct(@Param() path: ProtocolPath, @Body() body: ObserverActBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new AttachObserverAct(path, body, by));
  }
}
