const names = { keys: 'vote-record.keys', checkpoint: 'vote-record.checkpoint' };

/** What this browser remembers of the log from one visit to the next: the keys that its reader trusts, and the last checkpoint. */
class Kept {
  #keys = $state(localStorage.getItem(names.keys) ?? undefined);
  #checkpoint = $state(localStorage.getItem(names.checkpoint) ?? undefined);

  /** Keys of the log, one a line; `undefined` until the reader has said whom to trust. */
  get keys(): string | undefined {
    return this.#keys;
  }

  set keys(keys: string | undefined) {
    this.#keys = keys;
    keep(names.keys, keys);
  }

  /** A signed note. */
  get checkpoint(): string | undefined {
    return this.#checkpoint;
  }

  set checkpoint(note: string | undefined) {
    this.#checkpoint = note;
    keep(names.checkpoint, note);
  }
}

function keep(name: string, value: string | undefined): void {
  if (value === undefined) localStorage.removeItem(name);
  else localStorage.setItem(name, value);
}

export const kept = new Kept();

/** The same keys, in whatever order and with whatever space around them. */
export function areSameKeys(one: string, other: string): boolean {
  const lines = (keys: string) =>
    keys
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .toSorted()
      .join('\n');
  return lines(one) === lines(other);
}
