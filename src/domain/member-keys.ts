import type { Static } from 'typebox';
import type { Member } from './commission.ts';
import type { Decision } from './decider.ts';
import { proposerLeft, samePersonFault } from './entitlement.ts';
import { event, type EventOf } from './event-definition.ts';
import { Official, PublicKey, record, Words } from './fields.ts';
import { Refusal } from './refusal.ts';
import { weakKeys } from './weak-keys.ts';

/**
 * The keys that members of a commission sign with. Each change takes two of its members: whoever proposes it, and another
 * who confirms. One person has one key at a time, and a key once given up is never used again.
 */

const fields = { official: Official, key: PublicKey, by: Official };

/** Events of any stream that has a commission. `by` is who acted; `official` whose key it is. */
export const memberKeyEvents = {
  MemberKeyProposed: event(record(fields)),
  /** From here on this is the member's key, and an earlier one is not. */
  MemberKeyConfirmed: event(record(fields)),
  MemberKeyRevocationProposed: event(record({ ...fields, reason: Words })),
  /** From here on the member has no key. */
  MemberKeyRevoked: event(record(fields)),
};
export type MemberKeyEvent = EventOf<typeof memberKeyEvents>;
type Change = Static<(typeof memberKeyEvents)['MemberKeyProposed']['schema']>;

export type MemberKeyCommand =
  | ({ readonly type: 'ProposeMemberKey' | 'ConfirmMemberKey' | 'RevokeMemberKey' } & Change)
  | ({ readonly type: 'ProposeKeyRevocation'; readonly reason: string } & Change);

export interface MemberKeys {
  /** One an official at most; also of people who have left, should they come back. */
  readonly held: readonly { readonly official: string; readonly key: string }[];
  /** Keys that were replaced or revoked. */
  readonly spent: readonly { readonly official: string; readonly key: string }[];
  /** Waiting for a second person; the last one an official. */
  readonly proposed: readonly Change[];
  readonly revocations: readonly Change[];
}

export const noKeys: MemberKeys = { held: [], spent: [], proposed: [], revocations: [] };

/** The key that a person signs with now. */
export function keyOf({ held }: MemberKeys, official: string): string | undefined {
  return held.find((each) => each.official === official)?.key;
}

export function decideMemberKey(
  command: MemberKeyCommand,
  members: readonly Member[],
  keys: MemberKeys,
): Decision<MemberKeyEvent> {
  const { official, key, by } = command;
  const data = { official, key, by };
  if (!isMember(members, by)) return notAMember(by);
  switch (command.type) {
    case 'ProposeMemberKey': {
      if (!isMember(members, official)) return notAMember(official, '/official');
      if (keys.proposed.some((each) => isSame(each, command) && each.by === by)) return [];
      return unusable(key, keys, '/key') ?? [{ type: 'MemberKeyProposed', data }];
    }
    case 'ConfirmMemberKey': {
      if (!isMember(members, official)) return notAMember(official, '/official');
      const proposal = keys.proposed.find((each) => isSame(each, command));
      const fault = secondPersonFault(proposal, by, members) ?? unusable(key, keys, '/key');
      if (fault) return fault;
      if (official !== by && official !== proposal?.by) {
        return new Refusal('entitlement', 'HOLDER_ABSENT', 'A key is enrolled by its holder and one other member.');
      }
      return [{ type: 'MemberKeyConfirmed', data }];
    }
    case 'ProposeKeyRevocation': {
      if (keys.revocations.some((each) => isSame(each, command) && each.by === by)) return [];
      return (
        notHeld(command, keys) ?? [{ type: 'MemberKeyRevocationProposed', data: { ...data, reason: command.reason } }]
      );
    }
    case 'RevokeMemberKey': {
      const proposal = keys.revocations.find((each) => isSame(each, command));
      return notHeld(command, keys) ?? secondPersonFault(proposal, by, members) ?? [{ type: 'MemberKeyRevoked', data }];
    }
  }
}

export function evolveMemberKeys(keys: MemberKeys, { type, data }: MemberKeyEvent): MemberKeys {
  const { official, key, by } = data;
  const ofOthers = <T extends { readonly official: string }>(list: readonly T[]): T[] =>
    list.filter((each) => each.official !== official);
  const given = keys.held.filter((each) => each.official === official);
  switch (type) {
    case 'MemberKeyProposed':
      return { ...keys, proposed: [...ofOthers(keys.proposed), { official, key, by }] };
    case 'MemberKeyRevocationProposed':
      return { ...keys, revocations: [...ofOthers(keys.revocations), { official, key, by }] };
    case 'MemberKeyConfirmed':
    case 'MemberKeyRevoked':
      return {
        held: [...ofOthers(keys.held), ...(type === 'MemberKeyConfirmed' ? [{ official, key }] : [])],
        spent: [...keys.spent, ...given],
        proposed: ofOthers(keys.proposed),
        revocations: ofOthers(keys.revocations),
      };
  }
}

/**
 * Why a commission cannot be composed with these keys: composing gives a first key to those who never had one, and can
 * change nobody's.
 */
export function composedKeysFault(members: readonly Member[], keys: MemberKeys): Refusal | undefined {
  for (const [i, { official, key }] of members.entries()) {
    const field = `/members/${i}/key`;
    if (key === undefined || key === keyOf(keys, official)) continue;
    if ([...keys.held, ...keys.spent].some((each) => each.official === official)) {
      const words = `${official} had a key before: another takes two members.`;
      return new Refusal('entitlement', 'KEY_TAKES_TWO', words, { field });
    }
    const twice = members.some((other, j) => j < i && other.key === key);
    const fault = twice ? taken(field) : unusable(key, keys, field);
    if (fault) return fault;
  }
  return undefined;
}

export function evolveComposedKeys(keys: MemberKeys, members: readonly Member[]): MemberKeys {
  const first = members.flatMap(({ official, key }) =>
    key === undefined || keyOf(keys, official) !== undefined ? [] : [{ official, key }],
  );
  return first.length === 0 ? keys : { ...keys, held: [...keys.held, ...first] };
}

function isMember(members: readonly Member[], official: string): boolean {
  return members.some((member) => member.official === official);
}

function isSame(
  change: Pick<Change, 'official' | 'key'>,
  { official, key }: Pick<Change, 'official' | 'key'>,
): boolean {
  return change.official === official && change.key === key;
}

function notAMember(official: string, field?: string): Refusal {
  const words = `${official} is no member of this commission.`;
  return new Refusal('entitlement', 'NOT_A_MEMBER', words, field === undefined ? {} : { field });
}

function secondPersonFault(proposal: Change | undefined, by: string, members: readonly Member[]): Refusal | undefined {
  if (!proposal) return new Refusal('state', 'NOT_PROPOSED', 'No member has proposed this.');
  if (!isMember(members, proposal.by)) return proposerLeft(proposal.by);
  return samePersonFault(proposal.by, by);
}

function notHeld({ official, key }: Change, keys: MemberKeys): Refusal | undefined {
  if (keyOf(keys, official) === key) return undefined;
  return new Refusal('state', 'KEY_NOT_HELD', `${official} does not sign with this key.`, { field: '/key' });
}

function unusable(key: string, { held, spent }: MemberKeys, field: string): Refusal | undefined {
  if (weakKeys.has(key)) {
    return new Refusal('input', 'KEY_WEAK', 'A key of small order proves nothing: anybody could sign for it.', {
      field,
    });
  }
  if (spent.some((each) => each.key === key)) {
    return new Refusal('state', 'KEY_SPENT', 'This key was replaced or revoked, and is not used again.', { field });
  }
  return held.some((each) => each.key === key) ? taken(field) : undefined;
}

function taken(field: string): Refusal {
  return new Refusal('state', 'KEY_TAKEN', 'Somebody signs with this key already.', { field });
}
