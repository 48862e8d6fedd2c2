import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { type sendUnaryData, Server, ServerCredentials, status as code } from '@grpc/grpc-js';
import type { Certificate } from '../certificate.ts';
import { append, batchAppend, exception } from './appending.ts';
import { Log } from './log.ts';
import { Node } from './node.ts';
import { read } from './reading.ts';
import { sendsAhead } from './sending.ts';
import { asksForCredentials, type User } from './users.ts';

export interface Secured extends Certificate {
  readonly user: User;
}

/** An EventStoreDB node that keeps its log in memory, speaks real gRPC on a port of this machine, and fails when told to. */
export class EventStoreDbDouble {
  readonly node: Node;
  readonly port: number;
  readonly #secured: Secured | undefined;
  #server: Server | undefined;

  private constructor(log: Log, port: number, secured?: Secured) {
    this.node = new Node(log);
    this.port = port;
    this.#secured = secured;
    this.node.breakConnections = () => void this.die().then(() => this.revive());
  }

  /**
   * @param log shared by the nodes of a cluster
   * @param secured to be spoken to over TLS, by its user alone
   */
  static async start(log = new Log(), secured?: Secured): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(log, await freePort(), secured);
    await double.revive();
    return double;
  }

  /** For a client of a node that is not secured: without TLS, hence without credentials. */
  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  get log(): Log {
    return this.node.log;
  }

  get faults(): Node['faults'] {
    return this.node.faults;
  }

  /** At once, as a machine does that loses power: connections break, what was written stays. */
  async die(): Promise<void> {
    this.#server?.forceShutdown();
    this.#server = undefined;
    for (const calls of [this.node.reads, this.node.subscriptions, this.node.batches]) calls.clear();
  }

  /** The node is back, with its log, on its port. */
  async revive(): Promise<void> {
    if (this.#server) return;
    const { user, certificate, key } = this.#secured ?? {};
    const interceptors = [...(user ? [asksForCredentials(user)] : []), sendsAhead];
    const server = new Server({ 'grpc.max_receive_message_length': -1, interceptors });
    server.addService(streamsService.StreamsService as never, {
      read: read(this.node),
      append: append(this.node),
      batchAppend: batchAppend(this.node),
    });
    server.addService(featuresService.ServerFeaturesService as never, { getSupportedMethods: supported });
    server.addService(gossipService.GossipService as never, { read: this.#gossip });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      const credentials =
        certificate && key
          ? ServerCredentials.createSsl(null, [{ private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) }])
          : ServerCredentials.createInsecure();
      server.bindAsync(`127.0.0.1:${this.port}`, credentials, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Ends all subscriptions as if there were nothing more to say. */
  endSubscriptions(): void {
    for (const call of this.node.subscriptions) call.end();
  }

  /** Those that there are deliver nothing more, and stay open: what a graceful stop of a server can leave behind. */
  silenceSubscriptions(): void {
    for (const call of this.node.subscriptions) this.node.silenced.add(call);
  }

  /** Ends them as a server does that is too busy for them. */
  dropSubscriptions(): void {
    for (const call of this.node.subscriptions) call.emit('error', exception(code.CANCELLED, 'Operation cancelled'));
  }

  readonly #gossip = (_call: unknown, answer: sendUnaryData<unknown>): void => {
    const { leader, faults } = this.node;
    if (faults.mute) return;
    const me = member('127.0.0.1', this.port, leader ? 6 : 8);
    answer(null, new gossip.ClusterInfo().setMembersList(leader ? [me, member(leader.host, leader.port, 8)] : [me]));
  };
}

/** States as gossip numbers them: 6 follower, 8 leader. */
function member(host: string, port: number, state: 6 | 8) {
  return new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString(randomUUID()))
    .setTimeStamp('0')
    .setState(state)
    .setIsAlive(true)
    .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
}

/** What makes a client choose BatchAppend when it is given no credentials with the call. */
function supported(_call: unknown, answer: sendUnaryData<unknown>): void {
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.streams').setMethodName('batchappend');
  answer(null, new features.SupportedMethods().setMethodsList([method]).setEventStoreServerVersion('24.10.0'));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
