import { randomUUID } from 'node:crypto';
import { inBatches } from './batches.ts';
import { ballotsOf } from './country.ts';
import type { Stage } from './stage.ts';

const turnoutHours = [10, 12, 14, 16, 18, 20] as const;
/** Share of the day's ballots issued by those hours. */
const turnoutShares = [0.14, 0.38, 0.6, 0.78, 0.92, 1];
const batchSize = 200;

/** From the opening of the polls to their close. */
export async function vote(stage: Stage): Promise<void> {
  const progress = stage.terminal.progress('voting day', stage.contests.length * 3);
  await Promise.all(
    stage.contests.map(async ({ locality }) => {
      for (const precinct of locality.precincts) {
        const { code, votersOnRoll, issued } = precinct;
        const act = (step: string, body: object) => stage.precinct(precinct, ['precincts', code, step], body);
        await act('roll', { votersOnRoll, at: stage.at(1, '18:00') });
        const sealing = { precinct: code, at: stage.at(0, '06:50') };
        await stage.precinct(precinct, ['contests', locality.code, 'ballot-boxes'], sealing);
        await act('opening', { at: stage.at(0, '07:00') });
        for (const [i, hour] of turnoutHours.entries()) {
          const ballotsIssued = Math.round(issued * turnoutShares[i]!);
          await act('turnout', { hour, ballotsIssued, at: stage.at(0, `${hour}:05`) });
        }
        await act('closing', { at: stage.at(0, '20:06') });
        progress.advance();
      }
    }),
  );
  progress.end('polls opened at 07:00, turnout reported six times, polls closed at 20:06');
}

/** Every ballot shown, read aloud, and read into the record. */
export async function readBallots(stage: Stage): Promise<void> {
  const boxes = stage.boxes((locality) => ballotsOf(locality, stage.chance));
  const ballots = [...boxes.values()].reduce((sum, choices) => sum + choices.length, 0);
  const progress = stage.terminal.progress('count', ballots);
  let repeated = 0;
  await Promise.all(
    stage.contests.map(async ({ locality }, contest) => {
      for (const [p, precinct] of locality.precincts.entries()) {
        for (const { choices, last } of inBatches(boxes.get(precinct.code)!, batchSize)) {
          const parts = ['contests', locality.code, 'ballot-boxes', precinct.code, 'ballots'];
          const body = { batch: randomUUID(), choices, last, at: stage.at(0, '22:30') };
          await stage.precinct(precinct, parts, body);
          if (contest === 0 && p === 0 && repeated === 0) {
            repeated = choices.length;
            const again = await stage.precinct(precinct, parts, body);
            if (again.events.length > 0) throw new Error('a repeated batch was recorded twice');
          }
          progress.advance(choices.length);
        }
      }
    }),
  );
  progress.end(`${ballots.toLocaleString('en-US')} ballots read into the record in shuffled batches, boxes closed`);
  stage.say(`A batch of ${repeated} ballots was sent twice after a broken line, and is recorded once.`);
}
