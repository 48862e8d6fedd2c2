import { type Credentials, EventStoreDBClient } from '@eventstore/db-client';
import { streamKinds, type StreamName } from '../../domain/stream.ts';
import { StoreUnavailable } from '../port.ts';
import { Calls } from './calls.ts';

/** How the names of streams that are ours begin. */
const beginnings = streamKinds.map((kind) => `${kind}-`);

/**
 * Credentials are given with every append, since that alone chooses the append that knows a deadline (`README.md`). Without
 * TLS they are not sent, so these say nothing.
 */
const unsent: Credentials = { username: 'unsent', password: 'unsent' };

/** One client, and which streams are ours. */
export class Connection {
  readonly calls: Calls;
  readonly #within: string;

  /**
   * @param url as the client takes it, e.g. `esdb://user:password@host:2113` or `esdb+discover://...`
   * @param within what all names of streams begin with in this database; for tests that share one
   * @throws {@link StoreUnavailable} for a connection string that the client does not understand
   */
  constructor(url: string, within = '') {
    this.#within = within;
    try {
      this.calls = new Calls(EventStoreDBClient.connectionString(url), credentialsIn(url));
    } catch (error) {
      throw new StoreUnavailable(`The connection string is not understood: ${withoutSecrets(error, url)}`);
    }
  }

  /** What the names of all streams of ours begin with in the database. */
  get prefixes(): string[] {
    return beginnings.map((beginning) => this.#within + beginning);
  }

  /** The name of a stream in the database. */
  named(stream: StreamName): string {
    return this.#within + stream;
  }

  /** The stream of ours that has this name in the database, if any. */
  streamOf(name: string): StreamName | undefined {
    if (!name.startsWith(this.#within)) return undefined;
    const stream = name.slice(this.#within.length);
    return beginnings.some((beginning) => stream.startsWith(beginning)) ? (stream as StreamName) : undefined;
  }
}

function credentialsIn(url: string): Credentials {
  const [, username, password] = /^[^:]+:\/\/([^:@/]+):([^@]+)@/.exec(url) ?? [];
  if (username === undefined || password === undefined) return unsent;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

function withoutSecrets(error: unknown, url: string): string {
  const { message } = error as Error;
  const [, secret] = /^[^:]+:\/\/([^@]*)@/.exec(url) ?? [];
  return secret ? message.replaceAll(secret, '***') : message;
}
