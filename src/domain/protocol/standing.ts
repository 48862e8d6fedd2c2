import { Refusal } from '../refusal.ts';
import type { ProtocolState } from './state.ts';

/** Why no paper stands that could be signed, posted, explained or corrected; `undefined`: one does. */
export function noPaperStands({ invalidated, accepted, round }: ProtocolState): Refusal | undefined {
  if (invalidated) return precinctResultInvalidated();
  if (accepted) return undefined;
  return round > 0
    ? new Refusal('state', 'RECOUNT_UNDER_WAY', 'A recount of this precinct is under way.', { article: 'art. 43' })
    : new Refusal('state', 'PROTOCOL_NOT_ACCEPTED', 'No protocol of this precinct is accepted.', {
        article: 'art. 43',
      });
}

export const precinctResultInvalidated = (): Refusal =>
  new Refusal('state', 'PRECINCT_RESULT_INVALIDATED', 'The result of this precinct is invalid.', {
    article: 'art. 14',
  });
