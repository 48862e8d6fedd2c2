import { areaDecider } from '../domain/area/decider.ts';
import { isSignedAct, signingCommission, type SigningRules } from '../domain/personal-signature.ts';
import { precinctDecider } from '../domain/precinct/decider.ts';
import { Refusal } from '../domain/refusal.ts';
import { addressOf, type StreamName } from '../domain/stream.ts';
import { contestOf, electionOf } from './facts.ts';
import type { Moment } from './moment.ts';
import { CommandRefused } from './refused.ts';
import type { Requester } from './requester.ts';

/** What of a request says how it is signed. */
interface Signing {
  /** The command's name. */
  readonly name: string;
  readonly stream: StreamName;
  readonly by: Requester;
  readonly request?: unknown;
}

/**
 * By what rules a command is signed, as the record stands now; `undefined` for one that nobody signs.
 * @throws {@link CommandRefused} for a signature over a moment that the request does not name: the server's clock is in nobody's
 */
export async function signingRules(
  moment: Moment,
  { name, stream, by, request }: Signing,
): Promise<SigningRules | undefined> {
  const address = addressOf(stream);
  if (!address || !isSignedAct(name)) return undefined;
  if (by.signature && (request as { readonly at?: string } | undefined)?.at === undefined) {
    throw new CommandRefused(
      new Refusal('input', 'SIGNATURE_UNDATED', 'What is signed says when it was done.', { field: '/at' }),
    );
  }
  const demanded = (await electionOf(moment, address.election))?.personalSignatures ?? false;
  if (!demanded && !by.signature) return undefined;
  const conducting = (await contestOf(moment, address.election, address.contest))?.commission;
  const commission = signingCommission(name, address, by, conducting);
  return { keys: commission && (await keysOf(moment, commission)), demanded };
}

async function keysOf({ current }: Moment, commission: StreamName): Promise<SigningRules['keys']> {
  if (addressOf(commission)?.kind === 'precinct') return (await current(commission, precinctDecider)).state.keys;
  return (await current(commission, areaDecider)).state.keys;
}
