import { type Check, notChecked } from '../check.ts';

/** (10) Acts bear their authors' own signatures. Whatever bears one is left unread as yet: the report says so. */
export function personalSignatures(): Check {
  return {
    number: 10,
    title: 'acts that must be are signed by whoever did them',
    end: () => notChecked('personal signatures are not read by this verifier'),
  };
}
