import type { Decision } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import type { PublishResult, RegisterAkim } from './commands.ts';
import type { ContestEvent } from './events.ts';
import type { CertifiedStage } from './state.ts';

/** What follows the certificate, however late: the deadlines show it (art. 14). */

const article = 'art. 14';

export function publish({ where, at }: PublishResult, state: CertifiedStage): Decision<ContestEvent> {
  if (state.publishedAt !== undefined) return published(state.publishedAt);
  return beforeCertificate(at, state) ?? [{ type: 'ResultPublished', data: { where, at } }];
}

export function registerAkim({ candidate, at }: RegisterAkim, state: CertifiedStage): Decision<ContestEvent> {
  if (state.akimRegisteredAt !== undefined) return akimRegistered(state.akimRegisteredAt);
  if (candidate !== state.winner) {
    return new Refusal('input', 'NOT_THE_WINNER', `${state.winner} was elected, not ${candidate}.`, {
      article,
      field: '/candidate',
    });
  }
  return beforeCertificate(at, state) ?? [{ type: 'AkimRegistered', data: { candidate, at } }];
}

/** Why a certified result can no longer be changed, if so. */
export function finality({ publishedAt, akimRegisteredAt }: CertifiedStage): Refusal | undefined {
  if (publishedAt !== undefined) return published(publishedAt);
  return akimRegisteredAt === undefined ? undefined : akimRegistered(akimRegisteredAt);
}

function published(when: string): Refusal {
  return new Refusal('state', 'RESULT_PUBLISHED', `The result was published at ${when}.`, { article });
}

function akimRegistered(when: string): Refusal {
  return new Refusal('state', 'AKIM_REGISTERED', `The elected akim was registered at ${when}.`, { article });
}

function beforeCertificate(at: string, { certifiedAt }: CertifiedStage): Refusal | undefined {
  if (Date.parse(at) >= Date.parse(certifiedAt)) return undefined;
  return new Refusal('input', 'BEFORE_ITS_CAUSE', `The result was certified at ${certifiedAt}.`, { field: '/at' });
}
