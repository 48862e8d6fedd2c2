import type { Refusal } from '../domain/refusal.ts';

/** A rule of the domain said no: how a refusal travels through the command bus to whoever answers. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
  }
}
