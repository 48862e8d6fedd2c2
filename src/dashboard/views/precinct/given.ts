import type { Contest, Election, Precinct, Relation } from '../../data/answers.ts';
import { lineName } from '../../data/relation.ts';
import type { LiveFigures } from '../../data/figures.svelte.ts';
import { p } from '../../words/protocol/protocol-words.ts';

/** What every part of a protocol's view is given. */
export interface Given {
  readonly election: Election;
  readonly contest: Contest;
  readonly precinct: Precinct;
  readonly figures: LiveFigures;
  /** Official ids with the role in which each acted on the protocol. */
  readonly roles: ReadonlyMap<string, string>;
  readonly relations: readonly Relation[];
}

/** An official by id, with the role acted in where it is known. */
export function who(official: string, roles: Given['roles']): string {
  const role = roles.get(official);
  return role === undefined ? official : `${official}, ${p(`role.${role as 'observer'}`)}`;
}

/** What a field of a paper is called; the record writes it as a JSON pointer, such as `/figures/ballotsIssued`. */
export function fieldName(pointer: string, contest: Contest): string {
  const [part, ...rest] = pointer.slice(1).split('/').map(unescaped);
  const name = rest.join('/');
  switch (part) {
    case 'figures':
      return p(`form.${name as 'ballotsIssued'}`);
    case 'votes':
      return lineName(name, contest);
    case 'issuedByMember':
      return p('field.issued', { official: name });
    case 'inWords':
      return name === 'language' ? p('field.language') : p('field.words', { field: fieldName(`/${name}`, contest) });
    default:
      return pointer;
  }
}

/** RFC 6901, section 4. */
function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
