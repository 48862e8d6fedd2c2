/** A value that follows another: at once, but no more often than every so many milliseconds. */
export class Unhurried<V> {
  #value = $state.raw<V>();

  /** @param of read within an effect */
  constructor(of: () => V, every: number) {
    let takenAt = -Infinity;
    $effect(() => {
      const value = of();
      const take = () => {
        this.#value = value;
        // What is not there yet keeps nobody waiting for it.
        if (value !== undefined) takenAt = Date.now();
      };
      const timer = setTimeout(take, Math.max(0, takenAt + every - Date.now()));
      return () => clearTimeout(timer);
    });
  }

  get value(): V | undefined {
    return this.#value;
  }
}
