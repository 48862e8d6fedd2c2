/**
 * What kind of no a rule says. `unknown`: there is no such thing; `input`: the command itself is faulty, at any time;
 * `state`: not now, or not any more; `entitlement`: not by this person.
 */
export type RefusalKind = 'unknown' | 'input' | 'state' | 'entitlement';

/** A rule of the domain said no: an expected answer, a value, never thrown by the domain. */
export class Refusal {
  readonly kind: RefusalKind;
  /** Stable and machine-readable, e.g. `REGISTRATION_CLOSED`. */
  readonly code: string;
  /** One English sentence for the person who asked, naming figures, dates and codes. */
  readonly message: string;
  readonly where: {
    /** Article of the law (Constitutional Law on Elections of 28.09.1995 No 2464), e.g. `art. 113-5`. */
    readonly article?: string;
    /** Field of the command at fault, as a JSON pointer, e.g. `/candidate`. */
    readonly field?: string;
  };

  constructor(kind: RefusalKind, code: string, message: string, where: Refusal['where'] = {}) {
    this.kind = kind;
    this.code = code;
    this.message = message;
    this.where = where;
  }
}
