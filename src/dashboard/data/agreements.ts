import { ask } from './record.ts';
import type { AgreementsAnswer } from '../../http/log/agreements.answer.dto.ts';

/** What the log is witnessed and signed by, and how two people settled it. */
export type Agreements = AgreementsAnswer;
export type AgreedPolicy = Agreements['history']['policies'][number];
export type AgreedKeys = Agreements['history']['keys'][number];
export type Step = AgreedPolicy['proposed'];
/** Whom a policy names. */
export type Policy = Pick<AgreedPolicy, 'policy' | 'witnesses' | 'groups' | 'quorum'>;

export const agreementsOf = (): Promise<Agreements> => ask<Agreements>('/log/agreements');

/** What a log begins with. */
const nobody: Policy = { policy: '', witnesses: [], groups: [], quorum: 'none' };

/** The same as a reader asks for it: what holds, since when, and what held before, the newest first. */
export function holding({ keys, history }: Agreements) {
  const settled = history.policies.at(-1);
  const isSigning = (agreed: AgreedKeys) => agreed.keys.join('\n') === keys.join('\n');
  const signing = history.keys.findLast(isSigning);
  const last = history.keys.at(-1);
  const next = last === signing ? undefined : last;
  const earlier: readonly (AgreedPolicy | AgreedKeys)[] = [
    ...history.policies.slice(0, -1),
    ...history.keys.filter((agreed) => agreed !== signing && agreed !== next),
  ];
  return {
    policy: settled ?? nobody,
    settled,
    /** Absent: the log began with its keys. */
    signing,
    /** Confirmed, and yet to take over. */
    next,
    earlier: earlier.toSorted((a, b) => b.confirmed.position - a.confirmed.position),
    hadWitnesses: history.policies.some(({ witnesses }) => witnesses.length > 0),
  };
}
