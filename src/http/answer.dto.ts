/** What every answer of the read models begins with: two that agree in both were made from the same record. */
export class Answer {
  /** Position in the record up to which everything is folded into this answer; -1 while the record is empty. */
  readonly position!: number;

  /** SHA-256, in hex, of the canonical form of what the answer is taken from, whatever part of it is shown. */
  readonly digest!: string;
}

/** A page of a list. */
export class PageAnswer extends Answer {
  /** The code to give as `after` for the next page; `null` on the last. */
  readonly next!: string | null;
}

/** A name in one to three languages. */
export class NameAnswer {
  readonly kk?: string;
  readonly ru?: string;
  readonly en?: string;
}

/** A commission as last composed. */
export class MembershipAnswer {
  readonly members!: number;

  /** How many voices decide. */
  readonly majority!: number;
}
