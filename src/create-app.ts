import { mkdirSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { issuerKey } from './access/issuer-key.ts';
import { Tokens } from './access/tokens.ts';
import { AppModule } from './app.module.ts';
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
  const log = createLog(config.logLevel);
  const metrics = new Metrics();
  mkdirSync(config.data, { recursive: true });
  const tokens = new Tokens(issuerKey(config.data));
  const files = dataFolder(config.data);
  const store = await openSqliteStore(files.record);
  const snapshots = openSnapshots(files.snapshots);
  const projector = new Projector(store, allProjections, snapshots);
  await projector.start();
  metrics.watchProjections(
    () => projector.position,
    async () => (await store.head())?.position ?? -1,
  );

  const { adapter, problems } = httpServer(log);
  observeRequests(adapter.getInstance(), metrics, log);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.on({ store, snapshots, projector, tokens, metrics, clock }),
    adapter,
    { logger: new NestLog(log), bodyParser: false, abortOnError: false },
  );
  app.useGlobalFilters(problems);
  serveDocumentation(app);
  return app.init();
}
