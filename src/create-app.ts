import { mkdirSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { issuerKey } from './access/issuer-key.ts';
import { Tokens } from './access/tokens.ts';
import { AppModule, type Foundation, release } from './app.module.ts';
import { type Clock, SystemClock } from './commands/clock.ts';
import type { Config } from './config/config.ts';
import { dataFolder } from './config/data-folder.ts';
import { openSqliteStore } from './event-store/sqlite/store.ts';
import { serveDocumentation } from './http/openapi.ts';
import { httpServer } from './http/server.ts';
import { createLog, NestLog } from './observability/log.ts';
import { Metrics } from './observability/metrics.ts';
import { observeRequests } from './observability/requests.ts';
import { Projector } from './projections/projector.ts';
import { allProjections } from './projections/read-models.ts';
import { openSnapshots } from './projections/snapshots/sqlite-snapshots.ts';

/**
 * The whole application over the record in `config.data`, ready to `listen` or to be asked by `inject`. Its `close`
 * answers what was accepted, leaves a snapshot and closes the record.
 * @throws StoreUnavailable, UnusableKey
 */
export async function createApp(config: Config, clock: Clock = new SystemClock()): Promise<NestFastifyApplication> {
  const foundation = await lay(config, clock);
  try {
    return await build(foundation, createLog(config.logLevel));
  } catch (error) {
    await release(foundation);
    throw error;
  }
}

/** Opens the record and begins to fold it. */
async function lay(config: Config, clock: Clock): Promise<Foundation> {
  mkdirSync(config.data, { recursive: true });
  const tokens = new Tokens(issuerKey(config.data));
  const files = dataFolder(config.data);
  const store = await openSqliteStore(files.record);
  const snapshots = openSnapshots(files.snapshots);
  const projector = new Projector(store, allProjections, snapshots);
  await projector.start();
  return { store, snapshots, projector, tokens, metrics: new Metrics(), clock };
}

async function build(foundation: Foundation, log: Logger): Promise<NestFastifyApplication> {
  const { store, projector, metrics } = foundation;
  metrics.watchProjections(
    () => projector.position,
    async () => (await store.head())?.position ?? -1,
  );
  const { adapter, problems } = httpServer(log);
  observeRequests(adapter.getInstance(), metrics, log);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundation), adapter, {
    logger: new NestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  app.useGlobalFilters(problems);
  serveDocumentation(app);
  return app.init();
}
