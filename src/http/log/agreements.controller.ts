import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PublicLog } from '../../audit/public-log.ts';
import { AdoptWitnessPolicy } from '../../commands/adopt-witness-policy.ts';
import { ConfirmSigningKeys } from '../../commands/confirm-signing-keys.ts';
import type { Receipt } from '../../commands/folded.ts';
import { ProposeSigningKeys } from '../../commands/propose-signing-keys.ts';
import { ProposeWitnessPolicy } from '../../commands/propose-witness-policy.ts';
import type { Requester } from '../../commands/requester.ts';
import { requirements } from '../../domain/requirements.ts';
import { Malformed } from '../../verifier/formats/malformed.ts';
import { parsePolicy } from '../../verifier/formats/policy.ts';
import { formatVerifierKey, parseVerifierKey, signatureTypes } from '../../verifier/formats/verifier-key.ts';
import { InvalidRequest } from '../checked-request.pipe.ts';
import { MayAnswer, Records } from '../operation.ts';
import { Recorder } from '../recorder.ts';
import { By } from '../requester.ts';
import { AgreementsAnswer, type WitnessesOfPolicy } from './agreements.answer.dto.ts';
import { SigningKeysBody, WitnessPolicyBody } from './agreements.dto.ts';

const text = 'text/plain; charset=utf-8';

/** What the record itself is witnessed and signed by: two people of the central commission settle it, and nobody alone. */
@ApiTags('log')
@Controller('log')
export class AgreementsController {
  constructor(
    private readonly log: PublicLog,
    private readonly recorder: Recorder,
  ) {}

  @Get('agreements')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'What the log is witnessed and signed by, what is proposed, and all that two people agreed on before.',
  })
  @ApiOkResponse({ type: AgreementsAnswer })
  @MayAnswer(429, 503)
  async agreements(): Promise<AgreementsAnswer> {
    const { policy, policies, proposedPolicy, keys, proposedKeys = null } = await this.log.agreements();
    return {
      policy,
      proposedPolicy: proposedPolicy ? withNames(proposedPolicy) : null,
      keys: this.log.keys,
      confirmedKeys: keys.at(-1)?.keys ?? null,
      proposedKeys,
      history: { policies: policies.map(withNames), keys },
    };
  }

  @Get('witness-policy')
  @Header('content-type', text)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The policy in force, that names the witnesses and their quorum (c2sp.org/tlog-policy).' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async policy(): Promise<string> {
    return (await this.log.agreements()).policy;
  }

  @Post('witness-policy/proposal')
  @Records('Proposes who witnesses the log; another person confirms it.', requirements.log.ProposeWitnessPolicy)
  proposePolicy(@Body() body: WitnessPolicyBody, @By() by: Requester): Promise<Receipt> {
    checked('/policy', () => parsePolicy(body.policy));
    return this.recorder.record(new ProposeWitnessPolicy({ log: this.log.origin }, body, by));
  }

  @Post('witness-policy/confirmation')
  @Records('Settles who witnesses the log, as another person has proposed.', requirements.log.AdoptWitnessPolicy)
  adoptPolicy(@Body() body: WitnessPolicyBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new AdoptWitnessPolicy({ log: this.log.origin }, body, by));
  }

  @Post('keys/proposal')
  @Records(
    'Proposes what the log is signed with next; another person confirms it.',
    requirements.log.ProposeSigningKeys,
  )
  proposeKeys(@Body() body: SigningKeysBody, @By() by: Requester): Promise<Receipt> {
    checked('/keys', () => this.#checkKeys(body.keys));
    return this.recorder.record(new ProposeSigningKeys({ log: this.log.origin }, body, by));
  }

  @Post('keys/confirmation')
  @Records(
    'Confirms what the log is signed with next, as another person has proposed.',
    requirements.log.ConfirmSigningKeys,
  )
  confirmKeys(@Body() body: SigningKeysBody, @By() by: Requester): Promise<Receipt> {
    return this.recorder.record(new ConfirmSigningKeys({ log: this.log.origin }, body, by));
  }

  #checkKeys(keys: readonly string[]): void {
    const parsed = keys.map(parseVerifierKey);
    const other = parsed.find(({ name }) => name !== this.log.origin);
    if (other) throw new Malformed(`a key of this log is named ${this.log.origin}, not ${other.name}`);
    if (parsed[0]!.type !== signatureTypes.ed25519) throw new Malformed('the first key is an Ed25519 key');
  }
}

/** A policy, and whom it names. */
function withNames<P extends { readonly policy: string }>(settled: P): P & WitnessesOfPolicy {
  const { witnesses, groups, quorum } = parsePolicy(settled.policy);
  return {
    ...settled,
    witnesses: witnesses.map(({ name, key, url = null }) => ({ name, key: formatVerifierKey(key), url })),
    groups: [...groups].map(([name, group]) => ({ name, ...group })),
    quorum,
  };
}

/** What is settled must be readable to whoever signs and verifies. @throws InvalidRequest */
function checked(field: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new InvalidRequest('body', [{ field, code: 'INVALID', message: error.message }]);
  }
}
