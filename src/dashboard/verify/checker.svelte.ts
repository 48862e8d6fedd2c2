import type { Answer, Question, Said } from './asked.ts';

/** The worker that checks, one question at a time. It is made beforehand, so that nothing is loaded while it checks. */
export class Checker {
  /** Part of the work that is done; `undefined`: nothing is being checked. */
  share = $state<number>();
  ready = $state(false);
  /** Asked before the worker is ready: what is sent to it earlier is lost. */
  #waiting: Question | undefined;
  #worker = this.#start();
  #settle: { answered: (answer: Answer) => void; failed: (error: Error) => void } | undefined;

  ask(question: Question): Promise<Answer> {
    this.cancel();
    this.share = 0;
    return new Promise((answered, failed) => {
      this.#settle = { answered, failed };
      if (this.ready) this.#worker.postMessage(question);
      else this.#waiting = question;
    });
  }

  /** A question that is under way is never answered. */
  cancel(): void {
    if (this.share === undefined) return;
    this.close();
    this.#worker = this.#start();
  }

  close(): void {
    this.#worker.terminate();
    [this.#settle, this.#waiting] = [undefined, undefined];
    this.share = undefined;
  }

  #start(): Worker {
    this.ready = false;
    const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Said>) => this.#hear(data));
    worker.addEventListener('error', ({ message }) => this.#hear({ kind: 'failure', message }));
    return worker;
  }

  #hear(said: Said): void {
    if (said.kind === 'ready') {
      this.ready = true;
      if (this.#waiting) this.#worker.postMessage(this.#waiting);
      this.#waiting = undefined;
      return;
    }
    if (said.kind === 'progress') {
      this.share = said.share;
      return;
    }
    const settle = this.#settle;
    this.#settle = undefined;
    this.share = undefined;
    if (said.kind === 'failure') settle?.failed(new Error(said.message));
    else settle?.answered(said);
  }
}
