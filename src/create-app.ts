import { mkdirSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { logReading } from './access/access-log.ts';
import type { Issuer } from './access/claims.ts';
import { issuerKey } from './access/issuer-key.ts';
import { Limits } from './access/limits.ts';
import { LocalIssuer } from './access/local-issuer.ts';
import { OidcIssuer } from './access/oidc-issuer.ts';
import { Revocations } from './access/revocations.ts';
import { Tokens } from './access/tokens.ts';
import { Audit } from './audit/audit.ts';
import { AppModule, type Foundation, release } from './app.module.ts';
import { type Clock, SystemClock } from './commands/clock.ts';
import type { Config } from './config/config.ts';
import { dataFolder } from './config/data-folder.ts';
import type { EventStore } from './event-store/port.ts';
import { openTo } from './http/cors.ts';
import { servePage } from './http/dashboard/page.ts';
import { serveDocumentation } from './http/openapi.ts';
import { httpServer } from './http/server.ts';
import { createFileLog, createLog, NestLog } from './observability/log.ts';
import { Metrics } from './observability/metrics.ts';
import { observeRequests } from './observability/requests.ts';
import { openStore } from './open-store.ts';
import { Projector } from './projections/projector.ts';
import { allProjections } from './projections/read-models.ts';
import { openSnapshots } from './projections/snapshots/sqlite-snapshots.ts';

/**
 * The whole application over the record in `config.data`, ready to `listen` or to be asked by `inject`. Its `close`
 * answers what was accepted, leaves a snapshot and closes the record.
 * @throws StoreUnavailable, UnusableKey, UnusableRevocations, UnusableSigningKey
 */
export async function createApp(config: Config, clock: Clock = new SystemClock()): Promise<NestFastifyApplication> {
  const log = createLog(config.logLevel);
  const foundation = await lay(config, clock, log);
  try {
    return await build(foundation, config, log);
  } catch (error) {
    await release(foundation);
    throw error;
  }
}

/** Opens the record and begins to fold it. */
async function lay(config: Config, clock: Clock, log: Logger): Promise<Foundation> {
  mkdirSync(config.data, { recursive: true });
  const files = dataFolder(config.data);
  const tokens = new Tokens(issuerOf(config), new Revocations(files.revocations));
  const metrics = new Metrics();
  const store = await openStore(config, {
    ...metrics.watchStore(),
    counting: (events) => log.info({ events }, 'counting the record'),
  });
  const snapshots = openSnapshots(files.snapshots);
  const projector = new Projector(store, allProjections, snapshots);
  await projector.start();
  const ground = {
    store,
    snapshots,
    projector,
    tokens,
    limits: new Limits(config.limits),
    metrics,
    clock,
  };
  try {
    return { ...ground, audit: await audited(config, store, log) };
  } catch (error) {
    await release({ ...ground, audit: undefined });
    throw error;
  }
}

/** Begins to keep the tree of the record and to sign checkpoints of it. */
function audited({ data, signing }: Config, store: EventStore, log: Logger): Promise<Audit> {
  const { origin, everyEvents, everySeconds, ...keys } = signing;
  return Audit.start({
    store,
    origin,
    tiles: dataFolder(data).tiles,
    keys: { data, ...keys },
    every: { events: everyEvents, seconds: everySeconds },
    warn: (words) => log.warn(words),
  });
}

/** A provider where one is named; else the key of this data folder. */
function issuerOf({ oidc, data, tokenLifetime }: Config): Issuer {
  return oidc ? new OidcIssuer(oidc, tokenLifetime) : new LocalIssuer(issuerKey(data), tokenLifetime);
}

async function build(foundation: Foundation, config: Config, log: Logger): Promise<NestFastifyApplication> {
  const { store, projector, metrics, limits } = foundation;
  metrics.watchProjections(
    () => projector.position,
    async () => (await store.head())?.position ?? -1,
  );
  const { adapter, problems } = httpServer(config, limits, log, metrics);
  observeRequests(adapter.getInstance(), metrics, log);
  logReading(adapter.getInstance(), createFileLog(dataFolder(config.data).accessLog));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundation), adapter, {
    logger: new NestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  app.useGlobalFilters(problems);
  openTo(app, config.origins);
  serveDocumentation(app);
  servePage(app.getHttpAdapter().getInstance());
  return app.init();
}
