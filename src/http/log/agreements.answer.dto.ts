import { ApiProperty, IntersectionType } from '@nestjs/swagger';

/** Who did it, and when. */
class StepItem {
  /** Official id. */
  readonly by!: string;
  /** ISO 8601 UTC. */
  readonly recordedAt!: string;
  /** In the record. */
  readonly position!: number;
}

class WitnessItem {
  /** As the policy calls it. */
  readonly name!: string;
  /** Its published key. */
  readonly key!: string;
  /** Where it is asked; `null`: it is not asked, but its cosignature counts. */
  readonly url!: string | null;
}

class WitnessGroupItem {
  readonly name!: string;
  /** How many of the members are enough. */
  readonly threshold!: number;
  /** Names of witnesses, and of groups that stand before. */
  @ApiProperty({ type: [String] })
  readonly members!: readonly string[];
}

/** Whom a policy names. */
export class WitnessesOfPolicy {
  @ApiProperty({ type: () => [WitnessItem] })
  readonly witnesses!: readonly WitnessItem[];

  @ApiProperty({ type: () => [WitnessGroupItem] })
  readonly groups!: readonly WitnessGroupItem[];
  /** Name of the witness or the group whose cosignature a checkpoint needs; `none`: it needs nobody's. */
  readonly quorum!: string;
}

class PolicyItem extends WitnessesOfPolicy {
  /** Its text (c2sp.org/tlog-policy). */
  readonly policy!: string;
}

class KeysItem {
  /** Published keys, Ed25519 first. */
  @ApiProperty({ type: [String] })
  readonly keys!: readonly string[];
}

/** Waiting for another person. */
class ProposedPolicy extends IntersectionType(PolicyItem, StepItem) {}
class ProposedKeys extends IntersectionType(KeysItem, StepItem) {}

class AgreementItem {
  @ApiProperty({ type: () => StepItem })
  readonly proposed!: StepItem;

  @ApiProperty({ type: () => StepItem })
  readonly confirmed!: StepItem;
}
class AgreedPolicy extends IntersectionType(PolicyItem, AgreementItem) {}
class AgreedKeys extends IntersectionType(KeysItem, AgreementItem) {}

/** All that two people ever agreed on, the last one last. */
class AgreementHistoryItem {
  /** Empty: nobody was ever asked to witness the log. */
  @ApiProperty({ type: () => [AgreedPolicy] })
  readonly policies!: readonly AgreedPolicy[];

  /** Without the keys that the log began with. */
  @ApiProperty({ type: () => [AgreedKeys] })
  readonly keys!: readonly AgreedKeys[];
}

/** What the log is witnessed and signed by, what is proposed, and how it came to be. */
export class AgreementsAnswer {
  /** In force. */
  readonly policy!: string;
  readonly proposedPolicy!: ProposedPolicy | null;

  /** Keys that checkpoints are signed with now. */
  @ApiProperty({ type: [String] })
  readonly keys!: readonly string[];

  /** Keys that were confirmed last, whether they have taken over or not; `null`: the log has had no others than its first. */
  @ApiProperty({ type: [String], nullable: true })
  readonly confirmedKeys!: readonly string[] | null;
  readonly proposedKeys!: ProposedKeys | null;

  @ApiProperty({ type: () => AgreementHistoryItem })
  readonly history!: AgreementHistoryItem;
}
