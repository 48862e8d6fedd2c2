import { type Credentials, EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import { streamKinds, type StreamName } from '../../domain/stream.ts';
import { StoreUnavailable } from '../port.ts';

/** How the names of streams that are ours begin. */
const beginnings = streamKinds.map((kind) => `${kind}-`);

/**
 * Credentials are given with every append, since that alone chooses the append that knows a deadline (`README.md`). Without
 * TLS they are not sent, so these say nothing.
 */
const unsent: Credentials = { username: 'unsent', password: 'unsent' };

/** One client, and what all its calls have in common. */
export class Connection {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
  readonly #within: string;

  /**
   * @param url as the client takes it, e.g. `esdb://user:password@host:2113` or `esdb+discover://...`
   * @param within what all names of streams begin with in this database; for tests that share one
   * @throws {@link StoreUnavailable} for a connection string that the client does not understand
   */
  constructor(url: string, within = '') {
    this.#within = within;
    this.credentials = credentialsIn(url);
    try {
      this.client = EventStoreDBClient.connectionString(url);
    } catch (error) {
      throw new StoreUnavailable(`The connection string is not understood: ${withoutSecrets(error, url)}`);
    }
    surviveReconnection(this.client);
  }

  /** $all, but for what is not ours; with a word from the server now and then on how far it has looked. */
  filter(looked: (commit: bigint) => void) {
    const prefixes = beginnings.map((beginning) => this.#within + beginning);
    const checkpointReached = async (_: unknown, { commit }: { commit: bigint }): Promise<void> => looked(commit);
    return streamNameFilter({ prefixes, checkpointInterval: 1, checkpointReached });
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

/**
 * When a call fails the client looks into its channel, unawaited: if another call is just failing to find a node, that
 * look rejects with nobody to hear it, and the process would end. Whoever made the calls is told of both failures anyway.
 */
function surviveReconnection(client: EventStoreDBClient): void {
  const inside = client as unknown as { handleError: (...failure: unknown[]) => Promise<void> };
  const handle = inside.handleError;
  inside.handleError = (...failure) => handle(...failure).catch(() => {});
}
