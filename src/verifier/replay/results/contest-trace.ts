import { againstAll } from '../../../domain/ballot-box/events.ts';
import type { ContestEvent } from '../../../domain/contest/events.ts';
import type { Tabulation } from '../../../domain/contest/tabulation.ts';
import type { EventMeta } from '../../../domain/event-meta.ts';
import { mayOverlap } from '../streams.ts';

/** Where a contest stands, in the word of the published results. */
export type Status =
  | 'called'
  | 'nomination'
  | 'ballot-approved'
  | 'tabulated'
  | 'certified'
  | 'tie'
  | 'invalidated'
  | 'repeat-called';

/** What totals need to remember of a contest beside its folded state. */
export class ContestTrace {
  readonly election: string;
  readonly code: string;
  /** The constituency. */
  readonly area: string;
  readonly againstAll: boolean;
  status: Status = 'called';
  /** Of the ballot text approved last, whether or not it still stands. */
  lines: readonly string[] = [];
  /** One of its protocols was accepted, whatever became of it. */
  protocolAccepted = false;
  /** Position of the last event that figures or candidates rest on. */
  changedAt = -1;
  /** What was put to the vote last, where it could be added up again. */
  tabulated: Tabulation | undefined;
  /** The changes that an act of now may not have seen, and the last one before those. */
  #recent: { index: number; readonly at: number; readonly meta: EventMeta }[] = [];
  #seenByAll = -1;

  constructor(election: string, code: string, area: string, line: boolean) {
    this.election = election;
    this.code = code;
    this.area = area;
    this.againstAll = line;
  }

  get candidates(): readonly string[] {
    return this.lines.filter((line) => line !== againstAll);
  }

  change(index: number, meta: EventMeta): void {
    this.changedAt = index;
    const last = this.#recent.at(-1);
    if (last?.meta === meta) {
      last.index = index;
      return;
    }
    const at = Date.parse(meta.recordedAt);
    while (this.#recent[0] && !mayOverlap(this.#recent[0].at, meta)) this.#seenByAll = this.#recent.shift()!.index;
    this.#recent.push({ index, at, meta });
  }

  /** Whether all that changed after this position may have been out of sight for who decided at that moment. */
  unseenSince(position: number, meta: EventMeta): boolean {
    return (
      this.#seenByAll <= position && this.#recent.every(({ index, at }) => index <= position || mayOverlap(at, meta))
    );
  }

  /** An event of the contest's own stream. Whether its figures or candidates rest on it. */
  happened(event: ContestEvent): boolean {
    switch (event.type) {
      case 'CandidateNominated':
      case 'ContestProlonged':
        this.status = 'nomination';
        return true;
      case 'CandidateRegistered':
        // Who comes back on appeal and has no line on the approved ballot: it is to be approved anew.
        if (this.status === 'ballot-approved' && !this.candidates.includes(event.data.candidate)) {
          this.status = 'nomination';
        }
        return true;
      case 'BallotTextApproved':
        this.status = 'ballot-approved';
        this.lines = event.data.lines;
        return true;
      case 'RepeatVotingCalled':
      case 'RepeatElectionCalled':
        this.status = 'repeat-called';
        return true;
      case 'ContestCalled':
      case 'NominationExtended':
      case 'SignaturesVerified':
      case 'EligibilityChecked':
      case 'RegistrationRefused':
      case 'CandidateWithdrawn':
      case 'NominationRevoked':
      case 'RegistrationCancelled':
        return true;
      case 'ResultTabulated':
        this.status = 'tabulated';
        return false;
      case 'ResultCertified':
        this.status = 'certified';
        return false;
      case 'TieDeclared':
        this.status = 'tie';
        return false;
      case 'ContestInvalidated':
        this.status = 'invalidated';
        return false;
      case 'RegistrationAppealed':
      case 'AppealDecided':
      case 'ResultApproved':
      case 'ResultPublished':
      case 'AkimRegistered':
      case 'InvalidationProposed':
        return false;
    }
  }
}
