import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConfirmCorrection } from '../../commands/confirm-correction.ts';
import { DiscardProtocolEntry } from '../../commands/discard-protocol-entry.ts';
import { EnterProtocol } from '../../commands/enter-protocol.ts';
import { ExamineProtocol } from '../../commands/examine-protocol.ts';
import { ExplainDiscrepancy } from '../../commands/explain-discrepancy.ts';
import { IssueProtocolCopy } from '../../commands/issue-protocol-copy.ts';
import { PostProtocol } from '../../commands/post-protocol.ts';
import { ProposeCorrection } from '../../commands/propose-correction.ts';
import { SignProtocol } from '../../commands/sign-protocol.ts';
import { requirements } from '../../domain/requirements.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { Act, SignedAct } from '../act.dto.ts';
import { Records } from '../operation.ts';
import { CorrectionPath, ProtocolPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';
import {
  CopyBody,
  CorrectionBody,
  DiscardBody,
  EntryBody,
  ExplanationBody,
  PostingBody,
  SignatureBody,
} from './protocols.dto.ts';

/** The paper of a precinct: read twice, held against its relations, signed, posted and, by two people, corrected. */
@ApiTags('protocols')
@Controller('elections/:election/contests/:contest/protocols/:precinct')
export class ProtocolsController {
  constructor(private readonly recorder: Recorder) {}

  @Post('entries')
  @Records(
    'Reads the paper into the record; the second reading that says the same accepts it.',
    requirements.protocol.EnterProtocol,
  )
  enter(@Param() path: ProtocolPath, @Body() body: EntryBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new EnterProtocol(path, body, by));
  }

  @Post('discards')
  @Records(
    'Discards one of two entries that differ; done by a third person.',
    requirements.protocol.DiscardProtocolEntry,
  )
  discard(@Param() path: ProtocolPath, @Body() body: DiscardBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new DiscardProtocolEntry(path, body, by));
  }

  @Post('examination')
  @Records(
    'Holds the protocol against its control relations once more, and flags what fails.',
    requirements.protocol.ExamineProtocol,
  )
  examine(@Param() path: ProtocolPath, @Body() body: Act, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ExamineProtocol(path, body, by));
  }

  @Post('explanations')
  @Records('Explains what is amiss with the protocol.', requirements.protocol.ExplainDiscrepancy)
  explain(@Param() path: ProtocolPath, @Body() body: ExplanationBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ExplainDiscrepancy(path, body, by));
  }

  @Post('signatures')
  @Records(
    'Signs the protocol as a member of the precinct’s commission; once it is posted, of the one that posted it.',
    requirements.protocol.SignProtocol,
  )
  sign(@Param() path: ProtocolPath, @Body() body: SignatureBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new SignProtocol(path, body, by));
  }

  @Post('posting')
  @Records(
    'Posts the protocol for everybody to see; what its signatures lack is flagged from then on.',
    requirements.protocol.PostProtocol,
  )
  post(@Param() path: ProtocolPath, @Body() body: PostingBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new PostProtocol(path, body, by));
  }

  @Post('copies')
  @Records('Hands out a certified copy.', requirements.protocol.IssueProtocolCopy)
  issueCopy(@Param() path: ProtocolPath, @Body() body: CopyBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new IssueProtocolCopy(path, body, by));
  }

  @Post('corrections')
  @Records('Proposes a recount, or that the precinct’s result is invalid.', requirements.protocol.ProposeCorrection)
  propose(@Param() path: ProtocolPath, @Body() body: CorrectionBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ProposeCorrection(path, body, by));
  }

  @Post('corrections/:correction/confirmation')
  @Records(
    'Confirms what another person proposed: the recount is ordered, or the result invalid.',
    requirements.protocol.ConfirmCorrection,
  )
  confirm(@Param() path: CorrectionPath, @Body() body: SignedAct, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ConfirmCorrection(path, body, by));
  }
}
