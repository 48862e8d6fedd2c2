import { type At, ask } from './record.ts';
import { type Figures, Rows } from './rows.ts';

export interface Which {
  readonly election: string;
  readonly area?: string;
  readonly contest?: string;
  /** Kinds of message, with commas between them; all, when left out. */
  readonly kinds?: string;
}

/** The feed's line: not yet up, up, or lost; or of the past, which needs none. */
export type Line = 'opening' | 'live' | 'lost' | 'past';

/** What the feed tells of. */
const kinds = ['turnout', 'progress', 'results', 'protocols', 'standings', 'overview'] as const;
/** Milliseconds without a word, not even a heartbeat, after which the line counts as lost. */
const patience = 40_000;
/** Milliseconds until a feed that was refused is asked for again. */
const retry = 2_000;

/** Figures as they stand, followed through the feed; or as they stood at an earlier position. */
export class LiveFigures {
  line = $state<Line>('opening');
  /** When the last word came, by this device's clock. */
  heardAt = $state.raw(new Date());
  failure = $state.raw<Error>();
  /** Goes up with every heartbeat: what no message tells of is asked for again with it. */
  beats = $state(0);
  /** Events that the latest checkpoint covers: of these there are receipts. */
  signed = $state(0);
  #rows = $state.raw(new Rows());
  readonly which: Which;
  readonly at: At;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(which: Which, at: At) {
    this.which = which;
    this.at = at;
    void this.#begin(at);
  }

  get rows(): Rows {
    return this.#rows;
  }

  get position(): number {
    return this.rows.position;
  }

  get loaded(): boolean {
    return this.rows.position >= 0;
  }

  close(): void {
    this.#closed = true;
    this.#source?.close();
    clearTimeout(this.#timer);
  }

  async #begin(at: At): Promise<void> {
    const { election, ...filter } = this.which;
    try {
      const figures = await ask<Figures>(`/elections/${encodeURIComponent(election)}/figures`, { ...filter, at });
      if (this.#closed) return;
      this.#rows = new Rows();
      this.#take(figures);
      if (at === undefined) this.#open();
      else this.line = 'past';
    } catch (error) {
      this.failure = error as Error;
      if (at === undefined) this.#again();
    }
  }

  #open(): void {
    const { election, ...filter } = this.which;
    const query = new URLSearchParams({ ...filter, after: String(this.#rows.position) });
    const source = new EventSource(`/elections/${encodeURIComponent(election)}/live?${query}`);
    this.#source = source;
    for (const kind of kinds) {
      source.addEventListener(kind, ({ data, lastEventId }) => {
        // The last message of a round brings the id: only then is everything there that the position stands for.
        this.#take({ position: Number(lastEventId || this.#rows.position), [kind]: JSON.parse(data) });
        this.#heard();
      });
    }
    source.addEventListener('heartbeat', ({ data }) => {
      this.#take(JSON.parse(data));
      this.beats++;
      this.#heard();
    });
    source.addEventListener('error', () => this.#lost(source));
  }

  #take(figures: Figures): void {
    this.#rows = this.#rows.with(figures);
    for (const told of [figures, ...kinds.map((kind) => figures[kind])]) {
      this.signed = Math.max(this.signed, told?.checkpoint?.size ?? 0);
    }
    this.heardAt = new Date();
    this.failure = undefined;
  }

  #heard(): void {
    this.line = 'live';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.line = 'lost';
      this.#again();
    }, patience);
  }

  /** The browser comes back to a broken line by itself, but not to one that was refused. */
  #lost(source: EventSource): void {
    if (this.#closed) return;
    this.line = 'lost';
    if (source.readyState === EventSource.CLOSED) this.#again();
  }

  /** From the figures on: a refusal may mean that the record is not the one it was. */
  #again(): void {
    this.#source?.close();
    clearTimeout(this.#timer);
    if (this.line !== 'opening') this.line = 'lost';
    this.#timer = setTimeout(() => void this.#begin(undefined), retry);
  }
}
