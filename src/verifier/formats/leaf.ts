import { canonical } from '../../domain/canonical.ts';
import type { EventMeta } from '../../domain/event-meta.ts';

/** An event as the tree's leaf says it. Nothing that a store adds later is in it: the same record elsewhere has the same root. */
export interface Leaf {
  readonly v: 1;
  /** Origin of the log. */
  readonly log: string;
  /** The event's public position: a leaf moved elsewhere is another leaf. */
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly meta: EventMeta;
}

export type LeafFields = Omit<Leaf, 'v' | 'log' | 'index'> & { readonly position: number };

/** Writes leaves of one log: RFC 8785 canonical JSON, its UTF-8 is what is hashed. */
export class LeafWriter {
  readonly #log: string;
  #meta: unknown;
  #metaText = '';

  constructor(log: string) {
    this.#log = canonical(log);
  }

  text({ position, stream, revision, id, type, version, data, meta }: LeafFields): string {
    if (meta !== this.#meta) {
      // Events of one append share their meta, as one object.
      this.#meta = meta;
      this.#metaText = canonical(meta);
    }
    return (
      `{"data":${canonical(data)},"id":${canonical(id)},"index":${position},"log":${this.#log},"meta":${this.#metaText},` +
      `"revision":${revision},"stream":${canonical(stream)},"type":${canonical(type)},"v":1,"version":${version}}`
    );
  }
}
