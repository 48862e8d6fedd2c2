import type { Tabulation } from '../../domain/contest/tabulation.ts';
import type { EventReader } from '../../event-store/port.ts';
import type { Projector } from '../projector.ts';
import { Tabulator } from '../tabulator.ts';
import { results } from './projection.ts';
import { tabulationOf } from './tabulation.ts';

/** How long a tabulation waits for the read models to reach the head, in milliseconds. */
const patience = 30_000;

/** Tabulates from the live results. */
export class ResultsTabulator extends Tabulator {
  readonly #reader: EventReader;
  readonly #projector: Projector;

  constructor(reader: EventReader, projector: Projector) {
    super();
    this.#reader = reader;
    this.#projector = projector;
  }

  override async tabulate(election: string, contest: string): Promise<Tabulation | undefined> {
    const head = await this.#reader.head();
    await this.#projector.whenProcessed(head?.position ?? -1, AbortSignal.timeout(patience));
    const found = this.#projector.view(results).get(election)?.find(contest);
    return found && tabulationOf(found, this.#projector.position);
  }
}
