import type { FaultKind } from './lots.ts';
import type { Paper } from './protocol.ts';
import type { Xoshiro } from './xoshiro.ts';

/** A relation that does not hold, with both its sides; `subject` is the line of the ballot (C14), else empty. */
export interface Finding {
  readonly relation: string;
  readonly subject: string;
  readonly left: number;
  readonly right: number;
}

/** Makes a true protocol state something wrong. Votes are only added to `winner`, so that nobody else wins by it. */
export function broken(kind: FaultKind, paper: Paper, winner: string, chance: Xoshiro): Paper {
  const { figures, votes } = paper;
  const by = chance.between(1, 5);
  const state = (changes: Partial<Paper['figures']>): Paper => ({ figures: { ...figures, ...changes }, votes });
  switch (kind) {
    case 'C1':
      return state({ ballotsUnused: figures.ballotsUnused + by });
    case 'C2':
      return state({ ballotsInBoxes: figures.ballotsInBoxes - by });
    case 'C3':
      return { figures, votes: { ...votes, [winner]: votes[winner]! + by } };
    case 'C5': {
      const ballotsIssued = figures.ballotsInBoxes - by;
      const ballotsUnused = figures.ballotsReceived - ballotsIssued - figures.ballotsSpoiled;
      return state({ ballotsIssued, ballotsUnused });
    }
    case 'C7-roll': // A whole roll that voted, and one voter more: as many ballots as that were received, and none was left.
      return state({
        votersOnRoll: figures.ballotsIssued - 1,
        ballotsReceived: figures.ballotsIssued,
        ballotsUnused: 0,
        ballotsSpoiled: 0,
      });
    case 'C7-outside':
      return state({ ballotsIssuedOutside: figures.ballotsIssued + by });
    case 'C8': {
      const ballotsReceived = mostReceived(figures.votersOnRoll) + by;
      return state({
        ballotsReceived,
        ballotsUnused: ballotsReceived - figures.ballotsIssued - figures.ballotsSpoiled,
      });
    }
    case 'C9': // Its roll is too long already: that is no slip of the pen.
      return paper;
  }
}

/** What is amiss with a protocol of this lot. */
export function findingsOf(kind: FaultKind, paper: Paper, truth: Paper, winner: string): Finding[] {
  const { figures, votes } = paper;
  const finding = (relation: string, left: number, right: number, subject = ''): Finding => ({
    relation,
    subject,
    left,
    right,
  });
  switch (kind) {
    case 'C1': {
      const { ballotsReceived, ballotsIssued, ballotsUnused, ballotsSpoiled } = figures;
      return [finding(kind, ballotsReceived, ballotsIssued + ballotsUnused + ballotsSpoiled)];
    }
    case 'C2':
      return [finding(kind, figures.ballotsInBoxes, figures.ballotsInvalid + figures.ballotsValid)];
    case 'C3': {
      const stated = Object.values(votes).reduce((sum, each) => sum + each, figures.votesAgainstAll);
      return [
        finding(kind, figures.ballotsValid, stated),
        finding('C14', truth.votes[winner]!, votes[winner]!, winner),
      ];
    }
    case 'C5':
      return [finding(kind, figures.ballotsInBoxes, figures.ballotsIssued)];
    case 'C7-roll':
      return [finding('C7', figures.ballotsIssued, figures.votersOnRoll)];
    case 'C7-outside':
      return [finding('C7', figures.ballotsIssuedOutside, figures.ballotsIssued)];
    case 'C8':
      return [finding(kind, figures.ballotsReceived, mostReceived(figures.votersOnRoll))];
    case 'C9':
      return [finding(kind, figures.votersOnRoll, 3_000)];
  }
}

/** The roll and one per cent of it, rounded up (art. 37). */
function mostReceived(votersOnRoll: number): number {
  return votersOnRoll + Math.ceil(votersOnRoll / 100);
}
