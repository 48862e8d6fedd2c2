import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ComposeCommission } from '../../commands/compose-commission.ts';
import { ProposeComposition } from '../../commands/propose-composition.ts';
import { ConfirmComposition } from '../../commands/confirm-composition.ts';
import { ProposeMemberKey } from '../../commands/propose-member-key.ts';
import { ConfirmMemberKey } from '../../commands/confirm-member-key.ts';
import { ProposeKeyRevocation } from '../../commands/propose-key-revocation.ts';
import { RevokeMemberKey } from '../../commands/revoke-member-key.ts';
import type { Receipt } from '../../commands/folded.ts';
import type { Requester } from '../../commands/requester.ts';
import { requirements } from '../../domain/requirements.ts';
import { CommissionBody, KeyRevocationBody, MemberKeyBody } from '../commission.dto.ts';
import { Records } from '../operation.ts';
import { AreaPath } from '../path.dto.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';

/** The territorial commission of an area: who sits in it, and what they sign with. */
@ApiTags('areas')
@Controller('elections/:election/areas/:area/commission')
export class AreaCommissionController {
  constructor(private readonly recorder: Recorder) {}

  @Post()
  @Records('Composes the commission, where none is composed yet.', requirements.area.ComposeCommission)
  compose(@Param() path: AreaPath, @Body() body: CommissionBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ComposeCommission(path, body, by));
  }

  @Post('proposal')
  @Records('Proposes to compose the commission anew; another person confirms it.', requirements.area.ProposeComposition)
  propose(@Param() path: AreaPath, @Body() body: CommissionBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ProposeComposition(path, body, by));
  }

  @Post('confirmation')
  @Records('Composes the commission anew, as another person has proposed.', requirements.area.ConfirmComposition)
  confirm(@Param() path: AreaPath, @Body() body: CommissionBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ConfirmComposition(path, body, by));
  }

  @Post('key-proposals')
  @Records(
    'Proposes what a member signs with; the member, or another, confirms it.',
    requirements.area.ProposeMemberKey,
  )
  proposeKey(@Param() path: AreaPath, @Body() body: MemberKeyBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ProposeMemberKey(path, body, by));
  }

  @Post('keys')
  @Records(
    'Enrols a member’s key, as another member has proposed; one of the two is its holder.',
    requirements.area.ConfirmMemberKey,
  )
  confirmKey(@Param() path: AreaPath, @Body() body: MemberKeyBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ConfirmMemberKey(path, body, by));
  }

  @Post('key-revocation-proposals')
  @Records('Proposes that a member’s key be good no longer.', requirements.area.ProposeKeyRevocation)
  proposeRevocation(@Param() path: AreaPath, @Body() body: KeyRevocationBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ProposeKeyRevocation(path, body, by));
  }

  @Post('key-revocations')
  @Records('Revokes a member’s key, as another member has proposed.', requirements.area.RevokeMemberKey)
  revokeKey(@Param() path: AreaPath, @Body() body: MemberKeyBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new RevokeMemberKey(path, body, by));
  }
}
