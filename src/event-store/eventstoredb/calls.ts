import { convertToCommandError, type Credentials, EventStoreDBClient } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import grpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import pb from '@eventstore/db-client/generated/streams_pb.js';
import type { Revision } from '../port.ts';
import type { LogPlace } from './positions.ts';
import { answerIn } from './wire.ts';

const { Options } = pb.ReadReq;
const asItIs = (bytes: Buffer) => bytes;
const everything = Number.MAX_SAFE_INTEGER;

/** A read or a subscription, from when it is asked for: finding a node may take a while, or fail. */
export type Call = ReturnType<Calls['readAll']>;

/** Where to go on from: a place in the log, or its start. */
export type From = LogPlace | 'start';

/** Where a stream is when it is not at the revision that was expected. */
export interface Elsewhere {
  readonly actual: Revision | 'no-stream';
}

/** Opens what the client keeps for its heirs: a connection string makes none of them. */
abstract class Inside extends EventStoreDBClient {
  static of(client: EventStoreDBClient) {
    const inside = client as Inside;
    inside.handleError = survived(inside.handleError);
    const { execute, GRPCStreamCreator: opening, callArguments } = inside;
    return { execute, opening, callArguments };
  }
}

/**
 * When a call fails the client looks into its channel, unawaited: if another call is just failing to find a node, that
 * look rejects with nobody to hear it, and the process would end. Whoever made the calls is told of both failures anyway.
 */
function survived<A extends unknown[]>(handle: (...failure: A) => Promise<void>): (...failure: A) => Promise<void> {
  return (...failure) => handle(...failure).catch(() => {});
}

/** The calls that the client makes, over its connection and with its credentials; events are written by `wire.ts`. */
export class Calls {
  readonly #inside: ReturnType<typeof Inside.of>;
  readonly #credentials: Credentials;

  constructor(client: EventStoreDBClient, credentials: Credentials) {
    this.#inside = Inside.of(client);
    this.#credentials = credentials;
  }

  /**
   * The classic append, which knows a deadline.
   * @param proposals events as `wire.ts` writes them
   * @param deadline milliseconds
   * @returns revision of the last event
   */
  async append(
    stream: string,
    expected: Revision | 'no-stream',
    proposals: readonly Buffer[],
    deadline: number,
  ): Promise<Revision | Elsewhere> {
    const { path, responseDeserialize } = grpc.StreamsService.append;
    const options = new pb.AppendReq.Options().setStreamIdentifier(identifierOf(stream));
    if (expected === 'no-stream') options.setNoStream(new shared.Empty());
    else options.setRevision(String(expected));
    const head = Buffer.from(new pb.AppendReq().setOptions(options).serializeBinary());
    const [metadata, limits] = this.#inside.callArguments({
      credentials: this.#credentials,
      requiresLeader: true,
      deadline,
    });
    const answer = await this.#inside.execute(
      grpc.StreamsClient,
      'append',
      (client) =>
        new Promise<pb.AppendResp>((resolve, reject) => {
          const answered = (error: Error | null, response?: pb.AppendResp) =>
            error ? reject(convertToCommandError(error)) : resolve(response!);
          const call = client.makeClientStreamRequest(path, asItIs, responseDeserialize, metadata, limits, answered);
          call.on('error', reject);
          for (const message of [head, ...proposals]) call.write(message);
          call.end();
        }),
    );
    const wrong = answer.getWrongExpectedVersion();
    if (!wrong) return Number(answer.getSuccess()!.getCurrentRevision());
    return { actual: wrong.hasCurrentRevision() ? Number(wrong.getCurrentRevision()) : 'no-stream' };
  }

  /** Events of a stream from a revision on; none for one that does not exist. */
  readStream(stream: string, from: Revision) {
    const asked = new Options.StreamOptions().setStreamIdentifier(identifierOf(stream)).setRevision(String(from));
    return this.#read(unfiltered(everything).setStream(asked));
  }

  /** The log from a place on, which is read itself. */
  readAll(from: From, count = everything) {
    return this.#read(unfiltered(count).setAll(placed(from)));
  }

  /** The log from its end backwards. */
  readBackwards() {
    const all = new Options.AllOptions().setEnd(new shared.Empty());
    return this.#read(unfiltered(everything).setReadDirection(1).setAll(all));
  }

  /** What is recorded after a place, for ever, in streams whose names begin like this. */
  subscribe(after: From, prefixes: readonly string[]) {
    const names = new Options.FilterOptions.Expression().setPrefixList([...prefixes]);
    const filter = new Options.FilterOptions().setStreamIdentifier(names).setCount(new shared.Empty());
    const options = plain().setAll(placed(after)).setSubscription(new Options.SubscriptionOptions());
    return this.#read(options.setFilter(filter.setCheckpointintervalmultiplier(1)));
  }

  /** Has no deadline: how long is waited for the next event is `pulled.ts`'s. */
  #read(options: pb.ReadReq.Options) {
    const { path, requestSerialize } = grpc.StreamsService.read;
    const request = new pb.ReadReq().setOptions(options);
    const [metadata, limits] = this.#inside.callArguments({ credentials: this.#credentials }, { deadline: Infinity });
    const open = this.#inside.opening(grpc.StreamsClient, 'read', (client) =>
      client.makeServerStreamRequest(path, requestSerialize, answerIn, request, metadata, limits),
    );
    return open();
  }
}

function plain(): pb.ReadReq.Options {
  return new Options().setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
}

function unfiltered(count: number): pb.ReadReq.Options {
  return plain().setNoFilter(new shared.Empty()).setCount(String(count));
}

function placed(from: From): pb.ReadReq.Options.AllOptions {
  if (from === 'start') return new Options.AllOptions().setStart(new shared.Empty());
  const { commit, prepare } = from;
  const place = new Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare));
  return new Options.AllOptions().setPosition(place);
}

function identifierOf(stream: string): shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}
