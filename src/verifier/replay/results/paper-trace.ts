import type { Member } from '../../../domain/commission.ts';
import type { ProtocolEvent } from '../../../domain/protocol/events.ts';
import type { ProtocolContent } from '../../../domain/protocol/figures.ts';
import { type Finding, findings, signingOf } from '../../../domain/protocol/findings.ts';
import { discrepancyKey, type ProtocolState } from '../../../domain/protocol/state.ts';
import { controlRelation, type RelationId } from '../../../domain/rules/control-relations.ts';

/** What a protocol is held against. */
export interface Around {
  readonly relations: readonly RelationId[];
  readonly lines: readonly string[];
  readonly members: readonly Member[];
  readonly ballots: ReadonlyMap<string, number> | undefined;
}

/** What totals need to remember of a protocol beside its folded state: what fails, and which copies differ. */
export class PaperTrace {
  /** Copies that say something else than the paper, and that nobody has explained. */
  readonly #copies = new Set<string>();
  #failing: readonly Finding[] | undefined;

  /** @returns whether the contest's result rests on the event, or whether it may be certified does */
  happened(event: ProtocolEvent, state: ProtocolState, around: () => Around): boolean {
    this.stale(state);
    switch (event.type) {
      case 'ObserverCopyDiffered':
        this.#copies.add(event.data.copy);
        return true;
      case 'DiscrepancyExplained':
        if (event.data.kind === 'observer-copy') this.#copies.delete(event.data.subject);
        return true;
      case 'ProtocolAccepted':
      case 'RecountCompleted':
        this.#copies.clear();
        return true;
      case 'RecountOrdered':
        // Until the recount is completed, what was found stays as it was.
        this.#failing = state.before ? failingIn(state.before, state, around()) : [];
        return true;
      case 'DiscrepancyFlagged':
      case 'ProtocolSigned':
      case 'ProtocolPosted':
      case 'ObserverCopySubmitted':
      case 'PrecinctResultInvalidated':
        return true;
      case 'SignaturesCounted':
      case 'UnusedBallotsCancelled':
      case 'MobileBoxOpened':
      case 'MobileBoxInvalidated':
      case 'StationaryBoxOpened':
      case 'ProtocolEntered':
      case 'ProtocolEntriesDiffered':
      case 'ProtocolEntryDiscarded':
      case 'ProtocolCopyIssued':
      case 'ObserverActAttached':
      case 'CorrectionProposed':
        return false;
    }
  }

  /** Something that the paper is held against has changed. */
  stale({ accepted }: ProtocolState): void {
    if (accepted) this.#failing = undefined;
  }

  copyDiffers({ invalidated }: ProtocolState): boolean {
    return !invalidated && this.#copies.size > 0;
  }

  /** Relations of the severity `error` that fail and that nobody has explained. */
  openErrors(state: ProtocolState, around: () => Around): readonly Finding[] {
    if (state.invalidated) return [];
    if (state.accepted) this.#failing ??= failingIn(state.accepted, state, around());
    return (this.#failing ?? []).filter((finding) => {
      if (controlRelation(finding.kind).severity !== 'error') return false;
      const known = state.discrepancies.get(discrepancyKey(finding));
      return !known?.explained || known.left !== finding.left || known.right !== finding.right;
    });
  }
}

/** Every control relation that does not hold. */
export function failingIn(
  content: ProtocolContent,
  { mobileBoxes, posted, signatures }: ProtocolState,
  { relations, lines, members, ballots }: Around,
): Finding[] {
  const signing = signingOf(posted, signatures, members);
  return findings(relations, { content, lines, mobileBoxes, ballots, signing });
}
