import { untrack } from 'svelte';
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
  #asked = $state.raw<LiveFigures>();
  #shown = $state.raw<LiveFigures>();

  /** @param which `undefined` as long as it is not known */
  constructor(which: () => Which | undefined) {
    $effect(() => {
      const asked = which();
      if (!asked) return undefined;
      const figures = new LiveFigures(asked, here.at);
      this.#asked = figures;
      return () => figures.close();
    });
    // When more is asked of the same moment, what is shown stays until it is there.
    $effect(() => {
      const asked = this.#asked;
      const shown = untrack(() => this.#shown);
      if (asked && (!shown || asked.loaded || asked.at !== shown.at)) this.#shown = asked;
    });
  }

  get figures(): LiveFigures | undefined {
    return this.#shown;
  }
}
