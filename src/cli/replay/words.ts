import type { StreamAddress } from '../../domain/stream.ts';
import type { VoteEvent, VoteEventType } from '../../domain/vote-event.ts';
import { namesOf } from '../../verifier/formats/verifier-key.ts';

type DataOf<T extends VoteEventType> = Extract<VoteEvent, { type: T }>['data'];
type Words = { readonly [T in VoteEventType]: (data: DataOf<T>, address: StreamAddress) => string };

const nameOf = ({ en, kk, ru }: { en?: string; kk?: string; ru?: string }) => en ?? kk ?? ru ?? '';
/** What a commission is of: a precinct's stream names the precinct, an area's the area. */
const bodyOf = ({ area, precinct }: StreamAddress) => (precinct ? `precinct ${precinct}` : `area ${area}`);

const inPrecinct = ({ contest, precinct }: StreamAddress) => `of ${contest} in precinct ${precinct}`;
const listed = (votes: Readonly<Record<string, number>>) =>
  Object.entries(votes)
    .map(([code, n]) => `${code} ${n}`)
    .join(', ');

const linesOf = (policy: string) => policy.trim().split(/\n+/).join('; ');

/** Each kind of event as a sentence, without its full stop. */
const words: Words = {
  ElectionCalled: ({ name, votingDay, ruleSet }, { election }) =>
    `election ${election} called: ${nameOf(name)}, vote on ${votingDay}, rules ${ruleSet}`,
  AreaRegistered: ({ level, parent, name }, { area }) =>
    `${level} ${area} registered: ${nameOf(name)}${parent === null ? '' : `, in ${parent}`}`,
  CommissionComposed: ({ members }, address) =>
    `commission of ${bodyOf(address)} composed: ${members.map(({ name, office }) => `${name} (${office})`).join(', ')}`,
  CompositionProposed: ({ members, by }, address) =>
    `${by} proposed another commission of ${bodyOf(address)}: ${members.map(({ name, office }) => `${name} (${office})`).join(', ')}`,
  MemberKeyProposed: ({ official, key, by }, address) =>
    `${by} proposed ${key} as the key of ${official}, ${bodyOf(address)}`,
  MemberKeyConfirmed: ({ official, key, by }, address) =>
    `${by} confirmed ${key} as the key of ${official}, ${bodyOf(address)}`,
  MemberKeyRevocationProposed: ({ official, key, by, reason }, address) =>
    `${by} proposed to revoke ${key}, the key of ${official}, ${bodyOf(address)}: ${reason}`,
  MemberKeyRevoked: ({ official, key, by }, address) =>
    `${by} confirmed that ${key}, the key of ${official}, ${bodyOf(address)}, is revoked`,
  PrecinctFormed: ({ area, name, votersOnRoll }, { precinct }) =>
    `precinct ${precinct} formed in ${area}: ${name}${votersOnRoll === null ? '' : `, ${votersOnRoll} voters`}`,
  RollReceived: ({ votersOnRoll }, { precinct }) => `precinct ${precinct} received the roll: ${votersOnRoll} voters`,
  PollsOpened: ({ at }, { precinct }) => `polls of precinct ${precinct} opened at ${at}`,
  TurnoutReported: ({ hour, ballotsIssued }, { precinct }) =>
    `precinct ${precinct} issued ${ballotsIssued} ballots by ${hour}:00`,
  PollsClosed: ({ at }, { precinct }) => `polls of precinct ${precinct} closed at ${at}`,
  ContestCalled: ({ name, area, commission, repeats }, { contest }) =>
    `contest ${contest} called in ${area}, conducted by ${commission}: ${nameOf(name)}${repeats ? `, repeating ${repeats.contest} of ${repeats.election}` : ''}`,
  NominationExtended: ({ until, reason }, { contest }) => `nomination in ${contest} extended until ${until}: ${reason}`,
  CandidateNominated: ({ candidate, name, nominatedBy, party }, { contest }) =>
    `${name} (${candidate}) nominated in ${contest} by ${party ?? nominatedBy}`,
  SignaturesVerified: ({ candidate, valid, votersInConstituency }, { contest }) =>
    `${valid} signatures for ${candidate} in ${contest} found valid, of ${votersInConstituency} voters`,
  EligibilityChecked: ({ candidate, eligible }, { contest }) =>
    `${candidate} in ${contest} found ${eligible ? 'eligible' : 'not eligible'}`,
  CandidateRegistered: ({ candidate }, { contest }) => `${candidate} registered in ${contest}`,
  RegistrationRefused: ({ candidate, ground, reason }, { contest }) =>
    `registration of ${candidate} in ${contest} refused, ${ground}: ${reason}`,
  CandidateWithdrawn: ({ candidate }, { contest }) => `${candidate} withdrew in ${contest}`,
  NominationRevoked: ({ candidate, reason }, { contest }) =>
    `nomination of ${candidate} in ${contest} revoked: ${reason}`,
  RegistrationCancelled: ({ candidate, ground, reason }, { contest }) =>
    `registration of ${candidate} in ${contest} cancelled, ${ground}: ${reason}`,
  RegistrationAppealed: ({ candidate, reason }, { contest }) => `${candidate} in ${contest} appealed: ${reason}`,
  AppealDecided: ({ candidate, granted, reason, decidedBy }, { contest }) =>
    `appeal of ${candidate} in ${contest} ${granted ? 'granted' : 'rejected'}${decidedBy === null ? '' : ` by ${decidedBy}`}: ${reason}`,
  ContestProlonged: ({ votingDay, reason }, { contest }) => `contest ${contest} put off to ${votingDay}: ${reason}`,
  BallotTextApproved: ({ lines }, { contest }) => `ballot of ${contest} approved: ${lines.join(', ')}`,
  BallotBoxSealed: (_, { contest, precinct }) => `ballot box of ${contest} in precinct ${precinct} sealed`,
  BallotCast: ({ choice }, { contest, precinct }) => `ballot of ${contest} in precinct ${precinct}: ${choice}`,
  BallotBoxClosed: ({ ballots }, { contest, precinct }) =>
    `ballot box of ${contest} in precinct ${precinct} closed with ${ballots} ballots`,
  ResultTabulated: ({ position, ballotsValid, votes }, { contest }) =>
    `result of ${contest} tabulated as of ${position}, ${ballotsValid} valid ballots: ${Object.entries(votes)
      .map(([code, n]) => `${code} ${n}`)
      .join(', ')}`,
  ResultApproved: ({ official, position }, { contest }) =>
    `${official} approved the result of ${contest} as of ${position}`,
  ResultCertified: ({ winner, votes, position }, { contest }) =>
    `result of ${contest} certified as of ${position}: ${winner} elected with ${votes} votes`,
  TieDeclared: ({ candidates, votes }, { contest }) =>
    `tie declared in ${contest}: ${candidates.join(' and ')}, ${votes} votes each`,
  ResultPublished: ({ where }, { contest }) => `result of ${contest} published: ${where}`,
  AkimRegistered: ({ candidate }, { contest }) => `${candidate} registered as the akim elected in ${contest}`,
  InvalidationProposed: ({ official, reason }, { contest }) =>
    `${official} proposed to invalidate contest ${contest}: ${reason}`,
  ContestInvalidated: ({ official, proposedBy, reason }, { contest }) =>
    `contest ${contest} invalidated by ${proposedBy} and ${official}: ${reason}`,
  RepeatVotingCalled: ({ votingDay }, { contest }) => `repeat voting in ${contest} called for ${votingDay}`,
  RepeatElectionCalled: ({ votingDay }, { contest }) => `repeat election in ${contest} called for ${votingDay}`,
  SignaturesCounted: ({ ballotsIssued }, address) =>
    `${ballotsIssued} signatures counted on the roll ${inPrecinct(address)}`,
  UnusedBallotsCancelled: ({ ballotsUnused, ballotsSpoiled }, address) =>
    `${ballotsUnused} unused and ${ballotsSpoiled} spoiled ballots cancelled ${inPrecinct(address)}`,
  MobileBoxOpened: ({ box, requests, ballots }, address) =>
    `mobile box ${box} opened ${inPrecinct(address)}: ${ballots} ballots for ${requests} requests`,
  MobileBoxInvalidated: ({ box, requests, ballots }, address) =>
    `mobile box ${box} invalid ${inPrecinct(address)}: ${ballots} ballots for ${requests} requests`,
  StationaryBoxOpened: ({ box, ballots }, address) =>
    `stationary box ${box} opened ${inPrecinct(address)}: ${ballots} ballots`,
  ProtocolEntered: ({ entry, official, imported }, address) =>
    `${official} entered the protocol ${inPrecinct(address)}, reading ${entry}${imported ? `, imported from line ${imported.line}` : ''}`,
  ProtocolEntriesDiffered: ({ differences }, address) =>
    `the two readings of the protocol ${inPrecinct(address)} differ: ${differences
      .map(({ field, first, second }) => `${field} ${first ?? 'nothing'} and ${second ?? 'nothing'}`)
      .join(', ')}`,
  ProtocolEntryDiscarded: ({ entry, official, reason }, address) =>
    `${official} discarded reading ${entry} of the protocol ${inPrecinct(address)}: ${reason}`,
  ProtocolAccepted: ({ votes }, address) => `protocol ${inPrecinct(address)} accepted: ${listed(votes)}`,
  DiscrepancyFlagged: ({ kind, subject, left, right }, address) =>
    `${kind}${subject ? ` of ${subject}` : ''} does not hold ${inPrecinct(address)}: ${left} against ${right}`,
  DiscrepancyExplained: ({ kind, subject, explanation, official }, address) =>
    `${official} explained ${kind}${subject ? ` of ${subject}` : ''} ${inPrecinct(address)}: ${explanation}`,
  ProtocolSigned: ({ official, office, dissent }, address) =>
    `${official} (${office}) signed the protocol ${inPrecinct(address)}${dissent ? `, dissenting: ${dissent}` : ''}`,
  ProtocolPosted: ({ place }, address) => `protocol ${inPrecinct(address)} posted: ${place}`,
  ProtocolCopyIssued: ({ copy, to }, address) => `certified copy ${copy} ${inPrecinct(address)} issued to the ${to}`,
  ObserverCopySubmitted: ({ copy, official, votes }, address) =>
    `${official} submitted copy ${copy} ${inPrecinct(address)}: ${listed(votes)}`,
  ObserverCopyDiffered: ({ copy, differences }, address) =>
    `copy ${copy} differs from the record ${inPrecinct(address)}: ${differences
      .map(({ field, copy: theirs, record }) => `${field} ${theirs ?? 'nothing'}, recorded ${record ?? 'nothing'}`)
      .join(', ')}`,
  ObserverActAttached: ({ act, official, about }, address) =>
    `${official} attached act ${act} ${inPrecinct(address)}: ${about}`,
  CorrectionProposed: ({ correction, official, reason }, address) =>
    `${official} proposed ${correction} ${inPrecinct(address)}: ${reason}`,
  RecountOrdered: ({ by, official, reason }, address) =>
    `${official} confirmed a recount by order of the ${by} ${inPrecinct(address)}: ${reason}`,
  RecountCompleted: ({ differences }, address) =>
    `recount ${inPrecinct(address)} completed: ${
      differences.length === 0
        ? 'nothing changed'
        : differences
            .map(({ field, before, after }) => `${field} from ${before ?? 'nothing'} to ${after ?? 'nothing'}`)
            .join(', ')
    }`,
  PrecinctResultInvalidated: ({ official, reason }, address) =>
    `${official} confirmed that the result ${inPrecinct(address)} is invalid: ${reason}`,
  WitnessPolicyProposed: ({ by, policy }) => `${by} proposed who witnesses the log: ${linesOf(policy)}`,
  WitnessPolicyAdopted: ({ policy }) => `who witnesses the log is settled: ${linesOf(policy)}`,
  SigningKeysProposed: ({ by, keys }) => `${by} proposed the log’s next signing keys: ${namesOf(keys)}`,
  SigningKeysConfirmed: ({ keys }) => `the log’s next signing keys are confirmed: ${namesOf(keys)}`,
  CheckpointSigned: ({ size, root, quorum }) =>
    `checkpoint of ${size} events signed, root ${root}${quorum === 'none' ? '' : `, quorum of witnesses ${quorum}`}`,
  SigningKeyRotated: ({ to }) => `signing key changed to ${namesOf(to)}`,
};

export const eventTypes = Object.keys(words) as readonly VoteEventType[];

/** What happened, as a sentence. */
export function inWords(event: VoteEvent, address: StreamAddress): string {
  return (words[event.type] as (data: unknown, address: StreamAddress) => string)(event.data, address);
}
