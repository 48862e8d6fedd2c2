import { againstAll, invalidLine } from '../ballot-box/events.ts';
import type { Member } from '../commission.ts';
import { controlRelation, formulaOf, type RelationId } from '../rules/control-relations.ts';
import { evaluate, type FormulaFigures, type Outcome, sidesOf } from '../rules/formula.ts';
import { sayNumber } from '../rules/numerals.ts';
import { type Counted, type InWords, type ProtocolContent, votesFor } from './figures.ts';
import type { OpenedBox, Signature } from './state.ts';

/** A relation that does not hold, with both its sides; `subject`: the mobile box or the line it concerns, else empty. */
export interface Finding {
  readonly kind: RelationId;
  readonly subject: string;
  readonly left: number;
  readonly right: number;
}

/** What a relation comes to for its subject. */
export interface Held {
  readonly kind: RelationId;
  readonly subject: string;
  /** `not-applicable`: a figure that it speaks of is not there. */
  readonly holds: Outcome['holds'];
  /** Both sides: of the comparison that fails, else of the relation's first one; `null` where a figure is not there. */
  readonly left: number | null;
  readonly right: number | null;
}

/** Everything that a precinct's control relations are held against. */
export interface Examined {
  readonly content: ProtocolContent;
  /** Lines of the approved ballot, "against all" among them. */
  readonly lines: readonly string[];
  readonly mobileBoxes: readonly OpenedBox[];
  /** How many are in the precinct's commission, and who signed; `undefined`: not asked, or not yet due. */
  readonly signing?: { readonly members: number; readonly signatures: readonly Signature[] } | undefined;
  /** Recorded ballots by line and `invalid`; `undefined` while the box is open, or where none are recorded. */
  readonly ballots?: ReadonlyMap<string, number> | undefined;
}

/**
 * Who signed is asked of a posted paper, and held against the commission as it was then, whoever has come or gone since.
 * @param members who sits there now: what is left to go by where the posting does not say
 */
export function signingOf(
  posted: { readonly members: number | null } | null | undefined,
  signatures: readonly Signature[],
  members: readonly Member[],
): Examined['signing'] {
  return posted ? { members: posted.members ?? members.length, signatures } : undefined;
}

/** Which of these relations fail, in their order. Pure: run at acceptance, by the read models and by the verifier. */
export function findings(relations: readonly RelationId[], examined: Examined): Finding[] {
  return examine(relations, examined).flatMap(failing);
}

/** What each of these relations comes to, in their order: for each box or line that it is held against, or once. */
export function examine(relations: readonly RelationId[], examined: Examined): Held[] {
  const form = formFigures(examined);
  return relations.flatMap((id): Held[] => {
    switch (controlRelation(id).scope) {
      case 'protocol':
        return [held(id, '', form)];
      case 'mobile-box':
        return orNotApplicable(
          id,
          examined.mobileBoxes.map(({ box, ballots, requests }) =>
            held(id, box, { ballots, requests: requests ?? null }),
          ),
        );
      case 'line':
        return orNotApplicable(id, lineByLine(id, examined));
      case 'constituency':
        return []; // not of one precinct: see the tabulation
    }
  });
}

function orNotApplicable(kind: RelationId, each: Held[]): Held[] {
  return each.length > 0 ? each : [{ kind, subject: '', holds: 'not-applicable', left: null, right: null }];
}

function held(kind: RelationId, subject: string, figures: FormulaFigures): Held {
  const formula = formulaOf(kind);
  return { kind, subject, ...sidesOf(formula, figures), ...evaluate(formula, figures) };
}

function failing({ kind, subject, holds, left, right }: Held): Finding[] {
  return holds === false ? [{ kind, subject, left: left!, right: right! }] : [];
}

/** C13 over one figure or line: `left` is the constituency's total, `right` the sum of the precincts that count. */
export function constituencyFinding(
  subject: string,
  constituency: number | null,
  precincts: readonly number[] | null,
): Finding | undefined {
  return failing(held('C13', subject, { constituency, precincts }))[0];
}

function lineByLine(id: RelationId, { content, lines, ballots }: Examined): Held[] {
  if (!ballots) return [];
  const { figures } = content;
  return [invalidLine, ...lines].map((line) => {
    const ofLine = line === againstAll ? figures.votesAgainstAll : (votesFor(line, content) ?? 0);
    const protocol = line === invalidLine ? figures.ballotsInvalid : ofLine;
    return held(id, line, { ballots: ballots.get(line) ?? 0, protocol });
  });
}

function formFigures({ content, lines, signing }: Examined): FormulaFigures {
  const { figures, votes, issuedByMember, inWords } = content;
  const candidates = lines.filter((line) => line !== againstAll);
  return {
    ...figures,
    // A ballot without that line has no votes on it, which is 0 and not a figure that is lacking.
    votesAgainstAll: lines.includes(againstAll) ? figures.votesAgainstAll : 0,
    votes: Object.values(votes),
    issuedByMember: issuedByMember && Object.values(issuedByMember),
    figuresDifferingFromWords: inWords && figuresDifferingFromWords(content, inWords),
    signatures: signing ? signing.signatures.length : null,
    members: signing ? signing.members : null,
    officersSigned: signing ? signing.signatures.filter(({ office }) => office !== 'member').length : null,
    linesMissing: candidates.filter((line) => votesFor(line, content) === undefined).length,
    linesStrange: Object.keys(votes).filter((line) => !candidates.includes(line)).length,
  };
}

/** How many figures that the paper also states in words say another number there. */
export function figuresDifferingFromWords({ figures, votes }: Counted, { language, ...words }: InWords): number {
  const stated: [number | null | undefined, string][] = [
    ...Object.entries(words.figures).map(([name, text]): [number | null, string] => [
      figures[name as keyof typeof figures],
      text,
    ]),
    ...Object.entries(words.votes).map(([line, text]): [number | undefined, string] => [
      votesFor(line, { votes }),
      text,
    ]),
  ];
  return stated.filter(([figure, text]) => typeof figure !== 'number' || !sayNumber(text, figure, language)).length;
}
