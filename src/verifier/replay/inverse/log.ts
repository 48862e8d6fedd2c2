import type { Inverses } from './inverse.ts';

/** `by` is whoever asked, whatever the event says. */
export const logInverses: Inverses<'log'> = {
  WitnessPolicyProposed: ({ data }, { meta }) => ({ type: 'ProposeWitnessPolicy', ...data, by: meta.actor }),
  WitnessPolicyAdopted: ({ data }, { meta }) => ({ type: 'AdoptWitnessPolicy', ...data, by: meta.actor }),
  SigningKeysProposed: ({ data }, { meta }) => ({ type: 'ProposeSigningKeys', ...data, by: meta.actor }),
  SigningKeysConfirmed: ({ data }, { meta }) => ({ type: 'ConfirmSigningKeys', ...data, by: meta.actor }),
};
