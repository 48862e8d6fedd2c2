import { type AreaEvent, areaEvents } from './area/events.ts';
import { type BallotBoxEvent, ballotBoxEvents } from './ballot-box/events.ts';
import { type CheckpointEvent, checkpointEvents } from './checkpoint/events.ts';
import { type ContestEvent, contestEvents } from './contest/events.ts';
import { type ElectionEvent, electionEvents } from './election/events.ts';
import type { EventDefinitions } from './event-definition.ts';
import { type LogEvent, logEvents } from './log/events.ts';
import { type PrecinctEvent, precinctEvents } from './precinct/events.ts';
import { type ProtocolEvent, protocolEvents } from './protocol/events.ts';
import type { StreamKind } from './stream.ts';

/** Every event that can be in a record: what projections switch over. */
export type VoteEvent =
  | AreaEvent
  | ElectionEvent
  | PrecinctEvent
  | ContestEvent
  | BallotBoxEvent
  | ProtocolEvent
  | LogEvent
  | CheckpointEvent;
export type VoteEventType = VoteEvent['type'];

/** Which events may stand in which kind of stream, with their schemas. */
export const definitions: Readonly<Partial<Record<StreamKind, EventDefinitions>>> = {
  area: areaEvents,
  election: electionEvents,
  precinct: precinctEvents,
  contest: contestEvents,
  ballotbox: ballotBoxEvents,
  protocol: protocolEvents,
  log: logEvents,
  checkpoint: checkpointEvents,
};
