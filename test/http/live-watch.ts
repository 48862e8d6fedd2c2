export interface Message {
  readonly event: string;
  readonly id: number | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever came
  readonly data: any;
}

/** One who reads the feed over real HTTP. */
export class Watch {
  readonly response: Response;
  readonly #leaving: AbortController;
  readonly #messages: AsyncIterator<Message>;
  /** Id of the last message that had one. */
  lastId: number | undefined;

  private constructor(response: Response, leaving: AbortController) {
    this.response = response;
    this.#leaving = leaving;
    this.#messages = this.#read();
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<Watch> {
    const leaving = new AbortController();
    return new Watch(await fetch(url, { headers, signal: leaving.signal }), leaving);
  }

  async *#read(): AsyncGenerator<Message> {
    let fields: Record<string, string> = {};
    for await (const line of this.#lines()) {
      const [, name, value] = /^(\w+): (.*)$/.exec(line) ?? [];
      if (name !== undefined) fields[name] = value!;
      else if (fields['data'] === undefined) fields = {};
      else {
        const id = fields['id'] === undefined ? undefined : Number(fields['id']);
        if (id !== undefined) this.lastId = id;
        yield { event: fields['event']!, id, data: JSON.parse(fields['data']) };
        fields = {};
      }
    }
  }

  async *#lines(): AsyncGenerator<string> {
    let rest = '';
    for await (const text of this.response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  }

  /** The next message; `undefined` when the feed has ended. */
  async next(): Promise<Message | undefined> {
    const { value, done } = await this.#messages.next();
    return done ? undefined : value;
  }

  /** All messages up to the one that says everything up to `position` has been told. */
  async upTo(position: number): Promise<Message[]> {
    const messages: Message[] = [];
    while ((this.lastId ?? -1) < position) {
      const message = await this.next();
      if (!message) throw new Error(`the feed ended at ${this.lastId}`);
      messages.push(message);
    }
    return messages;
  }

  leave(): void {
    this.#leaving.abort();
  }
}

/** What a page keeps: each row in its latest state. */
export class Held {
  readonly rows = new Map<string, unknown>();
  position = -1;

  /** An answer of the figures, or messages of the feed. */
  take(kinds: Iterable<readonly [kind: string, told: Message['data']]>): this {
    for (const [kind, { position, areas = [], contests = [] }] of kinds) {
      for (const row of areas) this.rows.set(`${kind} ${row.level}/${row.code}`, row);
      for (const { areas: within = [], protocols = [], digest: _, ...contest } of contests) {
        this.rows.set(`${kind} contest ${contest.code}`, contest);
        for (const row of protocols) this.rows.set(`${kind} ${contest.code} ${row.precinct}`, row);
        for (const row of within) this.rows.set(`${kind} ${contest.code} ${row.level}/${row.code}`, row);
      }
      this.position = position;
    }
    return this;
  }

  messages(messages: readonly Message[]): this {
    return this.take(messages.filter(({ event }) => event !== 'heartbeat').map(({ event, data }) => [event, data]));
  }

  figures(answer: Message['data']): this {
    const told = Object.entries<Message['data']>(answer).filter(([name]) => name !== 'position' && name !== 'digest');
    return this.take(told);
  }
}
