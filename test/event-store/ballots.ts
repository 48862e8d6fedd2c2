import { randomUUID } from 'node:crypto';
import { type StreamName, streams } from '../../src/domain/stream.ts';
import type { EventMeta, NewEvent } from '../../src/event-store/port.ts';

export const boxOf = (precinct: string | number): StreamName => streams.ballotBox('e1', 'c1', `p${precinct}`);

/** The meta of one append; all its events share it. */
export function someMeta(): EventMeta {
  return {
    actor: 'secretary-1',
    role: 'precinct-commission',
    area: 'p1',
    commandId: randomUUID(),
    correlationId: 'test-1',
    recordedAt: '2021-07-25T15:00:00.000Z',
  };
}

/** A batch of ballots read from one box, in the order given. */
export function ballots(...choices: string[]): NewEvent[] {
  const meta = someMeta();
  const batch = randomUUID();
  return choices.map((choice) => ({ id: randomUUID(), type: 'BallotCast', data: { choice, batch }, meta }));
}

/** That many ballots, numbered in their choice: `n0`, `n1`, ... */
export function numberedBallots(count: number): NewEvent[] {
  return ballots(...Array.from({ length: count }, (_, i) => `n${i}`));
}

/** A checkpoint of so many leaves: recorded, but no leaf itself. */
export function signedCheckpoint(size: number): NewEvent {
  const data = { size, root: '0'.repeat(64), note: 'a note', quorum: 'none' };
  return { id: randomUUID(), type: 'CheckpointSigned', data, meta: someMeta() };
}
