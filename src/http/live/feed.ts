import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PublicLog } from '../../audit/public-log.ts';
import { Projector } from '../../projections/projector.ts';
import { Changes } from './changes.ts';
import type { Among } from './kind.ts';
import { checkpointIn, kinds, tell } from './kinds.ts';
import { message } from './message.ts';
import { Reader } from './reader.ts';
import { Scope, type Which } from './scope.ts';

/** Milliseconds from one round to the next, at least. */
const pace = 100;
/** After a round, so many times as long as it took: telling never takes more than a tenth of the process's time. */
const restPerWork = 9;
/** Milliseconds after which a reader hears that the line is up, even if nothing changed. */
const heartbeatEvery = 15_000;

/** Those who are told the same. */
interface Channel {
  readonly scope: Scope;
  readonly readers: Set<Reader>;
}

/**
 * Tells readers of changes, in rounds: at each, the messages are made once for all who watch the same and hold the same
 * position, however many they are. Rounds are as rare as they must be to leave the process to the commands.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #channels = new Map<string, Channel>();
  readonly #changes = new Map<string, Changes>();
  readonly #stopping = new AbortController();
  #heartbeat: NodeJS.Timeout | undefined;
  #nextRound: NodeJS.Timeout | undefined;
  #restUntil = 0;

  constructor(
    private readonly projector: Projector,
    private readonly log: PublicLog,
  ) {}

  onApplicationBootstrap(): void {
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatEvery);
    void this.#follow(this.#stopping.signal);
  }

  /** Before the server closes: it would wait for connections that never end by themselves. */
  beforeApplicationShutdown(): void {
    this.#stopping.abort();
    clearInterval(this.#heartbeat);
    clearTimeout(this.#nextRound);
    this.#endAll();
  }

  /**
   * Tells `response` of everything that changed after a position, and goes on until it closes.
   * @param scope what to tell of; `which` names it
   * @param toldAt position that the reader holds; `nothing` to be told everything
   */
  read(which: Which, scope: Scope, toldAt: number, response: ServerResponse): void {
    if (this.#stopping.signal.aborted) {
      response.end();
      return;
    }
    const key = JSON.stringify([which.election, which.area, which.contest, which.kinds]);
    const channel = this.#channels.get(key) ?? { scope, readers: new Set() };
    this.#channels.set(key, channel);
    const reader = new Reader(response, toldAt);
    channel.readers.add(reader);
    response.on('close', () => {
      channel.readers.delete(reader);
      if (channel.readers.size === 0) this.#channels.delete(key);
    });
    this.#soon();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let seen = this.projector.position;
    try {
      for (;;) {
        await this.projector.whenProcessed(seen + 1, signal);
        seen = this.projector.position;
        this.#soon();
        await pause(pace, undefined, { signal });
      }
    } catch {
      this.#endAll(); // told to stop, or the read models have failed, as `/health/ready` says
    }
  }

  #soon(): void {
    if (this.#nextRound || this.#channels.size === 0) return;
    const round = () => {
      this.#nextRound = undefined;
      this.#round();
    };
    this.#nextRound = setTimeout(round, Math.max(0, this.#restUntil - performance.now()));
  }

  #round(): void {
    if (this.projector.failure) {
      this.#endAll();
      return;
    }
    const began = performance.now();
    for (const channel of this.#channels.values()) this.#tell(channel);
    const ended = performance.now();
    this.#restUntil = ended + Math.max(pace, restPerWork * (ended - began));
  }

  /** Everybody ready, by the position they hold: mostly it is the last round's, and one making serves all. */
  #tell({ scope, readers }: Channel): void {
    const { position } = this.projector;
    const changes = this.#changesOf(scope.election);
    const made = new Map<number, Buffer | undefined>();
    for (const reader of readers) {
      if (!reader.ready || reader.toldAt > position) continue;
      const from = changes.alike(reader.toldAt);
      if (!made.has(from)) made.set(from, this.#news(scope, changes.after(from)));
      const news = made.get(from) ?? (reader.greeted ? undefined : this.#beatAt(position));
      reader.toldAt = position;
      if (news) this.#send(reader, news);
    }
  }

  #changesOf(election: string): Changes {
    let changes = this.#changes.get(election);
    if (!changes) this.#changes.set(election, (changes = new Changes(election, kinds)));
    changes.look(this.projector);
    return changes;
  }

  #news(scope: Scope, among: Among): Buffer | undefined {
    const told = tell(this.projector, scope, among, checkpointIn(this.log));
    if (told.length === 0) return undefined;
    const last = told.length - 1;
    const id = this.projector.position;
    return Buffer.from(told.map(([name, news], i) => message(name, news, i === last ? id : undefined)).join(''));
  }

  #send(reader: Reader, news: Buffer): void {
    reader.send(news, () => this.#soon());
  }

  #beat(): void {
    for (const { readers } of this.#channels.values()) {
      for (const reader of readers) {
        if (reader.ready && reader.greeted) this.#send(reader, this.#beatAt(reader.toldAt));
        else reader.dropIfStuck();
      }
    }
  }

  /** Says that the line is up, and up to which position everything has been told. */
  #beatAt(position: number): Buffer {
    return Buffer.from(message('heartbeat', { position, checkpoint: checkpointIn(this.log) }, position));
  }

  #endAll(): void {
    for (const { readers } of this.#channels.values()) for (const reader of readers) reader.end();
  }
}
