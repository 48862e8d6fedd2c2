import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '../../src/access/role.ts';
import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { readConfig } from '../../src/config/config.ts';
import { createApp } from '../../src/create-app.ts';
import type { StreamName } from '../../src/domain/stream.ts';
import { EVENT_READER, type EventReader, type RecordedEvent } from '../../src/event-store/port.ts';
import { Projector } from '../../src/projections/projector.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed, where it is JSON of some kind. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever came
  readonly body: any;
}

/** The whole application on a port of its own, over a record in a folder of its own, spoken to over real HTTP. */
export class TestServer {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly data: string;
  #commission = '';

  private constructor(app: NestFastifyApplication, url: string, data: string) {
    this.app = app;
    this.url = url;
    this.data = data;
  }

  static async start(
    data = mkdtempSync(join(tmpdir(), 'vote-record-http-')),
    environment: NodeJS.ProcessEnv = {},
  ): Promise<TestServer> {
    const app = await createApp(readConfig({ VOTE_RECORD_DATA: data, LOG_LEVEL: 'silent', ...environment }));
    await app.listen(0, '127.0.0.1');
    const server = new TestServer(app, await app.getUrl(), data);
    server.#commission = await server.token('central-commission');
    return server;
  }

  async token(
    role: Role,
    official = 'clerk',
    { ttl = 600, ...scope }: { area?: string; election?: string; ttl?: number } = {},
  ): Promise<string> {
    const issuer = new LocalIssuer(issuerKey(this.data), 86_400);
    return (await issuer.issue({ role, official, ttl, ...scope })).token;
  }

  /** A command by the central commission's clerk, unless the headers say otherwise. */
  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#commission}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
    });
  }

  /** A command that must be recorded, and folded before anything is asked. */
  async record(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
    const reply = await this.post(path, body, headers);
    if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    await this.app.get(Projector).whenProcessed(reply.body.position);
    return reply;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send(path, { headers });
  }

  async send(path: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(this.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  }

  /** The events of a stream as recorded, from a revision on. */
  async events(stream: string, from = 0): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const reader = this.app.get<EventReader>(EVENT_READER);
    for await (const event of reader.readStream(stream as StreamName, from)) events.push(event);
    return events;
  }

  /** Position of the last event recorded; -1 when there is none. */
  async head(): Promise<number> {
    return (await this.app.get<EventReader>(EVENT_READER).head())?.position ?? -1;
  }

  async stop(): Promise<void> {
    await this.app.close();
    rmSync(this.data, { recursive: true });
  }
}
