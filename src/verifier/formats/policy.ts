import { fromDecimal, hex } from './encoding.ts';
import { Malformed } from './malformed.ts';
import { parseVerifierKey, signatureTypes, type VerifierKey } from './verifier-key.ts';

/** Whose signatures make a checkpoint one to rely on: c2sp.org/tlog-policy. */
export interface Policy {
  readonly logs: readonly PolicyKey[];
  readonly witnesses: readonly (PolicyKey & { readonly name: string })[];
  /** By name; members stand before their group. */
  readonly groups: ReadonlyMap<string, { readonly threshold: number; readonly members: readonly string[] }>;
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

export interface PolicyKey {
  readonly key: VerifierKey;
  readonly url?: string;
}

/** @throws {@link Malformed} naming the line */
export function parsePolicy(text: string): Policy {
  const logs: PolicyKey[] = [];
  const witnesses: (PolicyKey & { name: string })[] = [];
  const groups = new Map<string, { threshold: number; members: readonly string[] }>();
  const members = new Set<string>();
  let quorum: string | undefined;
  const isDefined = (name: string) => groups.has(name) || witnesses.some((each) => each.name === name);
  const define = (name: string | undefined): string => {
    if (name === undefined || name === 'none') throw new Malformed('a name is missing');
    if (isDefined(name)) throw new Malformed(`${name} is defined twice`);
    return name;
  };
  const keyOf = (vkey: string | undefined, url: string | undefined, others: readonly PolicyKey[]): PolicyKey => {
    const key = parseVerifierKey(vkey ?? '');
    if (others.some((each) => hex(each.key.publicKey) === hex(key.publicKey))) throw new Malformed('a key named twice');
    return { key, ...(url !== undefined && { url }) };
  };
  const take = (words: readonly string[]): void => {
    const [kind, ...rest] = words;
    if (kind === 'log' && rest.length <= 2) {
      logs.push(keyOf(rest[0], rest[1], logs));
    } else if (kind === 'witness' && rest.length <= 3) {
      const name = define(rest[0]);
      const witness = keyOf(rest[1], rest[2], witnesses);
      if (witness.key.type === signatureTypes.ed25519) throw new Malformed('a witness has a key that cosigns');
      witnesses.push({ name, ...witness });
    } else if (kind === 'group') {
      const [group, count, ...names] = rest;
      const name = define(group);
      for (const member of names) {
        if (!isDefined(member)) throw new Malformed(`${member} is not defined`);
        if (members.has(member)) throw new Malformed(`${member} is in two groups`);
        members.add(member);
      }
      const threshold = count === 'any' ? 1 : count === 'all' ? names.length : fromDecimal(count ?? '');
      if (threshold === undefined || threshold < 1 || threshold > names.length) {
        throw new Malformed(`a group asks for "all", "any", or 1 to all of its members`);
      }
      groups.set(name, { threshold, members: names });
    } else if (kind === 'quorum' && rest.length === 1) {
      if (quorum !== undefined) throw new Malformed('a second quorum');
      if (rest[0] !== 'none' && !isDefined(rest[0]!)) throw new Malformed(`${rest[0]} is not defined`);
      quorum = rest[0]!;
    } else {
      throw new Malformed('neither "log", "witness", "group" nor "quorum" as they are written');
    }
  };
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]!.startsWith('#')) continue;
    try {
      take(words);
    } catch (error) {
      throw new Malformed(`policy, line ${i + 1}: ${(error as Error).message}`);
    }
  }
  if (quorum === undefined) throw new Malformed('policy: no quorum');
  return { logs, witnesses, groups, quorum };
}

/** True when those who cosigned are enough. @param cosigned their names in the policy */
export function reachesQuorum({ quorum, groups }: Policy, cosigned: ReadonlySet<string>): boolean {
  const holds = (name: string): boolean => {
    const group = groups.get(name);
    return group ? group.members.filter(holds).length >= group.threshold : cosigned.has(name);
  };
  return quorum === 'none' || holds(quorum);
}
