import { ApiProperty } from '@nestjs/swagger';
import { FiguresItem } from '../results/results.answer.dto.ts';

/** Ballots issued, by the signatures on the roll. */
export class SignaturesCountedItem {
  readonly ballotsIssued!: number;

  /** By official id; `null` where nobody said. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, nullable: true })
  readonly issuedByMember!: Record<string, number> | null;
  readonly at!: string;
}

export class UnusedBallotsItem {
  readonly ballotsUnused!: number;
  readonly ballotsSpoiled!: number;
  readonly at!: string;
}

export class StationaryBoxItem {
  readonly box!: string;
  readonly ballots!: number;
  readonly at!: string;
}

export class MobileBoxItem extends StationaryBoxItem {
  /** Written requests for it. */
  readonly requests!: number;

  /** SHA-256 of the act by which all of the box is invalid; `null`: it is not. */
  readonly invalidatedBy!: string | null;
}

/** Figures as the paper states them in words. */
export class InWordsItem {
  readonly language!: 'kk' | 'ru';

  /** By the figure's name. */
  readonly figures!: Record<string, string>;

  /** By candidate's code. */
  readonly votes!: Record<string, string>;
}

/** What protocols and copies count with. */
export class CountedItem {
  readonly figures!: FiguresItem;

  /** By candidate's code. */
  readonly votes!: Record<string, number>;
}

/** What a protocol says. */
export class PaperItem extends CountedItem {
  /** Ballots issued by each member, by official id; `null` where the paper does not say. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, nullable: true })
  readonly issuedByMember!: Record<string, number> | null;

  /** `null` where the form has no figures in words. */
  readonly inWords!: InWordsItem | null;
}

/** A row of an imported file. */
export class ImportedItem {
  /** SHA-256 of its original bytes. */
  readonly file!: string;
  readonly line!: number;
}

export class DiscardedItem {
  /** Official id. */
  readonly official!: string;
  readonly reason!: string;
  readonly at!: string;
}

/** A reading of the paper by one person. */
export class EntryItem {
  readonly round!: number;
  readonly entry!: 1 | 2;

  /** Official id of who read it. */
  readonly official!: string;

  /** `null`: what was accepted in its round. */
  readonly content!: PaperItem | null;

  /** SHA-256 of a scan of the paper. */
  readonly paper!: string | null;
  readonly imported!: ImportedItem | null;
  readonly at!: string;

  /** By whom and why; `null`: it stands. */
  readonly discarded!: DiscardedItem | null;
}

/** A figure or words of a paper. */
export const fieldValue = { anyOf: [{ type: 'integer' }, { type: 'string' }], nullable: true };

/** Where two readings say different things; `null`: nothing is said there. */
export class FieldDifferenceItem {
  readonly field!: string;
  @ApiProperty(fieldValue)
  readonly first!: number | string | null;
  @ApiProperty(fieldValue)
  readonly second!: number | string | null;
}

export class DifferencesItem {
  readonly round!: number;
  @ApiProperty({ type: () => [FieldDifferenceItem] })
  readonly differences!: readonly FieldDifferenceItem[];
  readonly at!: string;
}

/** The paper that stands. */
export class AcceptedItem extends PaperItem {
  readonly round!: number;
  readonly at!: string;
}
