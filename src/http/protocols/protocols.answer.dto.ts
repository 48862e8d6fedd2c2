import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { Member } from '../../domain/commission.ts';
import type { CopyHolder, Correction, DiscrepancyKind } from '../../domain/protocol/events.ts';
import type { RelationId, Severity } from '../../domain/rules/control-relations.ts';
import type { DiscrepancyContent, DiscrepancyStatus } from '../../projections/protocols/discrepancy.ts';
import type { ProtocolContent, RelationContent } from '../../projections/protocols/protocol.ts';
import type { ProtocolRow } from '../../projections/protocols/query.ts';
import type { Explanation, ObserverCopy, ProtocolStage } from '../../projections/protocols/record.ts';
import { Answer, PageAnswer } from '../answer.dto.ts';
import {
  AcceptedItem,
  CountedItem,
  DifferencesItem,
  EntryItem,
  FieldDifferenceItem,
  fieldValue,
  MobileBoxItem,
  SignaturesCountedItem,
  StationaryBoxItem,
  UnusedBallotsItem,
} from './paper.answer.dto.ts';

export class DiscrepancyCountsItem {
  readonly open!: number;
  readonly explained!: number;
  readonly resolved!: number;
}

export class CopyCountsItem {
  readonly submitted!: number;

  /** Those that say something else than the paper that stands. */
  readonly differing!: number;
}

/** A protocol in a list. */
export class ProtocolRowItem implements ProtocolRow {
  readonly precinct!: string;
  readonly stage!: ProtocolStage;

  /** 0: the count; each recount is one more. */
  readonly round!: number;

  /** Of all that is known of the protocol. */
  readonly digest!: string;
  readonly discrepancies!: DiscrepancyCountsItem;
  readonly copies!: CopyCountsItem;
}

export class ProtocolsAnswer extends PageAnswer {
  @ApiProperty({ type: () => [ProtocolRowItem] })
  readonly protocols!: readonly ProtocolRowItem[];
}

/** What a control relation comes to. */
export class RelationItem implements RelationContent {
  readonly kind!: RelationId;

  /** The mobile box or the line of the ballot that it is held against; else empty. */
  readonly subject!: string;

  /** `not-applicable`: a figure that it speaks of is not there. */
  @ApiProperty({ anyOf: [{ type: 'boolean' }, { type: 'string', enum: ['not-applicable'] }] })
  readonly holds!: boolean | 'not-applicable';

  /** `null` where a figure is not there. */
  readonly left!: number | null;
  readonly right!: number | null;
  readonly severity!: Severity;
  readonly article!: string;
}

export class ExplanationItem implements Explanation {
  readonly explanation!: string;

  /** SHA-256 of the evidence. */
  readonly evidence!: string | null;

  /** Official id. */
  readonly official!: string;
  readonly at!: string;
}

/** Something that is, or was, amiss. */
export class DiscrepancyItem implements DiscrepancyContent {
  readonly kind!: DiscrepancyKind;

  /** The mobile box (C6), the line of the ballot (C14) or the copy; else empty. */
  readonly subject!: string;
  readonly severity!: Severity;
  readonly article!: string;
  readonly status!: DiscrepancyStatus;

  /** Both sides of the relation; `null` for a copy, which may differ in several fields. */
  readonly left!: number | null;
  readonly right!: number | null;
  readonly explanation!: ExplanationItem | null;
}

export class ProtocolSignatureItem {
  /** Official id. */
  readonly official!: string;
  readonly office!: Member['office'];
  readonly dissent!: string | null;
  readonly at!: string;
}

export class PostingItem {
  readonly place!: string;
  readonly at!: string;

  /** How many sat in the commission then, which is what signatures are held against; `null`: not said. */
  readonly members!: number | null;
}

export class IssuedCopyItem {
  readonly copy!: string;
  readonly to!: CopyHolder;
  readonly at!: string;
}

/** Where a copy and the paper that stands say different things. */
export class CopyDifferenceItem {
  readonly field!: string;
  @ApiProperty(fieldValue)
  readonly copy!: number | string | null;
  @ApiProperty(fieldValue)
  readonly record!: number | string | null;
}

/** A certified copy as somebody holds it; figures that it does not show are `null`. */
export class ObserverCopyItem extends CountedItem implements ObserverCopy {
  readonly copy!: string;

  /** Official id of who submitted it. */
  readonly official!: string;

  /** Of its scan. */
  readonly sha256!: string;
  readonly at!: string;

  /** `null`: nowhere, or no paper stands yet. */
  @ApiProperty({ type: () => [CopyDifferenceItem], nullable: true })
  readonly differences!: CopyDifferenceItem[] | null;

  /** Whether it ever differed. */
  readonly differed!: boolean;
  readonly explanation!: ExplanationItem | null;
}

export class ObserverActItem {
  readonly act!: string;

  /** Official id. */
  readonly official!: string;

  /** Of its original bytes. */
  readonly sha256!: string;
  readonly about!: string;
  readonly at!: string;
}

export class CorrectedFieldItem {
  readonly field!: string;
  @ApiProperty(fieldValue)
  readonly before!: number | string | null;
  @ApiProperty(fieldValue)
  readonly after!: number | string | null;
}

/** A correction from the proposal on. */
export class CorrectionItem {
  readonly correction!: Correction;
  readonly reason!: string;

  /** SHA-256 of the evidence. */
  readonly evidence!: string;

  /** Official id. */
  readonly proposedBy!: string;
  readonly proposedAt!: string;

  /** The second person's official id; `null`: nobody has confirmed it. */
  readonly confirmedBy!: string | null;
  readonly confirmedAt!: string | null;

  /** The recount's; `null`: no recount. */
  readonly round!: number | null;

  /** What the recount came to; `null` before it is completed. */
  readonly before!: CountedItem | null;
  readonly after!: CountedItem | null;
  @ApiProperty({ type: () => [CorrectedFieldItem], nullable: true })
  readonly differences!: CorrectedFieldItem[] | null;
  readonly completedAt!: string | null;
}

/** All that is known of a protocol: the count, the readings, what stands, what is amiss, copies and corrections. */
export class ProtocolItem implements ProtocolContent {
  readonly contest!: string;
  readonly precinct!: string;
  readonly stage!: ProtocolStage;

  /** 0: the count; each recount is one more. */
  readonly round!: number;
  readonly signaturesCounted!: SignaturesCountedItem | null;
  readonly unusedCancelled!: UnusedBallotsItem | null;
  @ApiProperty({ type: () => [MobileBoxItem] })
  readonly mobileBoxes!: readonly MobileBoxItem[];
  @ApiProperty({ type: () => [StationaryBoxItem] })
  readonly stationaryBoxes!: readonly StationaryBoxItem[];

  /** All readings of all rounds. */
  @ApiProperty({ type: () => [EntryItem] })
  readonly entries!: readonly EntryItem[];
  @ApiProperty({ type: () => [DifferencesItem] })
  readonly differences!: readonly (DifferencesItem & { differences: FieldDifferenceItem[] })[];

  /** The paper that was accepted last: while a recount is under way, that of the round before. */
  readonly accepted!: AcceptedItem | null;

  /** Over the paper accepted last; none before there is one. */
  @ApiProperty({ type: () => [RelationItem] })
  readonly relations!: readonly RelationItem[];
  @ApiProperty({ type: () => [DiscrepancyItem] })
  readonly discrepancies!: readonly DiscrepancyItem[];

  /** Of the paper accepted last. */
  @ApiProperty({ type: () => [ProtocolSignatureItem] })
  readonly signatures!: readonly ProtocolSignatureItem[];
  readonly posted!: PostingItem | null;
  @ApiProperty({ type: () => [IssuedCopyItem] })
  readonly copiesIssued!: readonly IssuedCopyItem[];
  @ApiProperty({ type: () => [ObserverCopyItem] })
  readonly observerCopies!: readonly ObserverCopyItem[];
  @ApiProperty({ type: () => [ObserverActItem] })
  readonly acts!: readonly ObserverActItem[];
  @ApiProperty({ type: () => [CorrectionItem] })
  readonly corrections!: readonly CorrectionItem[];
}

/** One protocol; the digest is of just that. */
export class ProtocolAnswer extends IntersectionType(Answer, ProtocolItem) {}
