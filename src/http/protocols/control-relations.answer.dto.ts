import { ApiProperty } from '@nestjs/swagger';
import type { ControlRelation, RelationId, RelationScope, Severity } from '../../domain/rules/control-relations.ts';

export class RelationWordsItem {
  readonly kk!: string;
  readonly ru!: string;
  readonly en!: string;
}

/** A relation that must hold between the figures of a protocol. */
export class ControlRelationItem implements ControlRelation {
  readonly id!: RelationId;

  /** What it is held against. */
  readonly scope!: RelationScope;

  /** Over the names of the figures. */
  readonly formula!: string;
  readonly severity!: Severity;
  readonly article!: string;

  /** The formula in words. */
  readonly words!: RelationWordsItem;
}

export class ControlRelationsAnswer {
  @ApiProperty({ type: () => [ControlRelationItem] })
  readonly relations!: readonly ControlRelationItem[];
}
