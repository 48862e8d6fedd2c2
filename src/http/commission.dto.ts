import { CommissionComposed, type Member } from '../domain/commission.ts';
import { Field } from './field.ts';

const { properties: fields } = CommissionComposed.schema;

/** A commission as composed; it replaces an earlier composition. */
export class CommissionBody {
  /** All its members: an odd number, one of them in the chair. */
  @Field(fields.members, {
    example: [
      { official: 'a.akhmetova', name: 'Aigul Akhmetova', office: 'chair' },
      { official: 'b.bekov', name: 'Bolat Bekov', office: 'deputy' },
      { official: 's.serik', name: 'Saule Serik', office: 'secretary' },
    ],
  })
  readonly members!: readonly Member[];
}
