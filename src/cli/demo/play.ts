import { call, nominate } from './calling.ts';
import { certify, tryToCertify } from './certifying.ts';
import { countAndWrite, recount } from './counting.ts';
import type { Stage } from './stage.ts';
import { readBallots, vote } from './voting.ts';

/** A voting day under kz-akim-2026, from the call to the certificates, through the API alone. */
export async function play(stage: Stage): Promise<void> {
  await call(stage);
  await nominate(stage);
  await vote(stage);
  await readBallots(stage);
  await countAndWrite(stage);
  const disputed = stage.contests[2]!;
  await tryToCertify(stage, disputed);
  await recount(stage);
  await certify(stage, stage.contests);
}
