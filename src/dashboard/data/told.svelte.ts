import { here } from '../location.svelte.ts';
import { LiveFigures, type Which } from './figures.svelte.ts';

/** Something asked for, and asked for again whenever what it rests on changes; the last answer stays until the next. */
export class Asked<A> {
  #answer = $state.raw<A>();
  #failure = $state.raw<Error>();

  /** @param question read within an effect: what it reads makes it asked again */
  constructor(question: () => Promise<A> | undefined) {
    $effect(() => {
      let late = false;
      const answered = async () => {
        const answer = await asked;
        if (late || answer === undefined) return;
        this.#answer = answer;
        this.#failure = undefined;
      };
      const asked = question();
      answered().catch((error: unknown) => {
        if (!late) this.#failure = error as Error;
      });
      return () => (late = true);
    });
  }

  get answer(): A | undefined {
    return this.#answer;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }
}

/** The figures that a view shows, at the moment that the page is at. */
export class Followed {
  #figures = $state.raw<LiveFigures>();

  constructor(which: () => Which) {
    $effect(() => {
      const figures = new LiveFigures(which(), here.at);
      this.#figures = figures;
      return () => figures.close();
    });
  }

  get figures(): LiveFigures | undefined {
    return this.#figures;
  }
}
