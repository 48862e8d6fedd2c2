/** How many requests are under way at a time: enough to fill the store's group commits. */
const width = 64;

/** Runs jobs side by side, those of one lane one after the other. After a failure nothing more is begun. */
export class Lanes {
  readonly #running = new Set<Promise<void>>();
  readonly #lanes = new Map<string, Promise<void>>();
  #failure: unknown;

  /**
   * Begins a job as soon as there is room, and resolves then.
   * @throws what a job before it has thrown
   */
  async begin(job: () => Promise<unknown>, lane?: string): Promise<void> {
    while (this.#running.size >= width) await Promise.race(this.#running);
    this.#throwFailure();
    const running = this.#run(job, lane === undefined ? undefined : this.#lanes.get(lane)).finally(() => {
      this.#running.delete(running);
      if (lane !== undefined && this.#lanes.get(lane) === running) this.#lanes.delete(lane);
    });
    this.#running.add(running);
    if (lane !== undefined) this.#lanes.set(lane, running);
  }

  /**
   * Resolves when all jobs have ended.
   * @throws what one of them has thrown
   */
  async done(): Promise<void> {
    await Promise.all(this.#running);
    this.#throwFailure();
  }

  /** Never rejects: a failure is kept for whoever begins the next job, or waits for all. */
  async #run(job: () => Promise<unknown>, before: Promise<void> | undefined): Promise<void> {
    await before;
    if (this.#failure !== undefined) return;
    try {
      await job();
    } catch (error) {
      this.#failure ??= error;
    }
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
