import type { Static } from 'typebox';
import { electionEvents } from '../../domain/election/events.ts';
import { Code, type LocalizedName } from '../../domain/fields.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: fields } = electionEvents.ElectionCalled.schema;

/** An election to be called. */
export class ElectionBody extends Act {
  @Field(Code, { example: 'akim-2021' })
  readonly id!: string;

  /** In one to three languages. */
  @Field(fields.name, { example: { kk: 'Ауыл әкімдерін сайлау', ru: 'Выборы акимов', en: 'Election of rural akims' } })
  readonly name!: Static<typeof LocalizedName>;

  @Field(fields.votingDay, { example: '2021-07-25' })
  readonly votingDay!: string;

  /** `kz-akim-2021`, `kz-akim-2026` or `plurality`. */
  @Field(fields.ruleSet, { example: 'kz-akim-2021' })
  readonly ruleSet!: string;

  /** IANA name of the zone in which every deadline is read. */
  @Field(fields.timeZone, { example: 'Asia/Almaty' })
  readonly timeZone!: string;

  /** The smallest batch of ballots that may be recorded, but for the last of a box; by the rule set, when left out. */
  @Field(fields.minimumBallotBatch, { optional: true, example: 10 })
  readonly minimumBallotBatch?: number;

  /** Whether acts that the law wants signed must carry their author's own signature; no, when left out. */
  @Field(fields.personalSignatures, { optional: true, example: false })
  readonly personalSignatures?: boolean;
}
