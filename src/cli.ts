import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { issuerKey } from './access/issuer-key.ts';
import { LocalIssuer } from './access/local-issuer.ts';
import type { Role } from './access/role.ts';
import { Revocations } from './access/revocations.ts';
import { runCli } from './cli/program.ts';
import type { Requests } from './cli/requests.ts';
import { CommandFailed, type OpenApplication, type OpenRecord, type Surroundings } from './cli/surroundings.ts';
import { Terminal } from './cli/terminal.ts';
import { type Config, readConfig } from './config/config.ts';
import { dataFolder } from './config/data-folder.ts';
import { unlimited } from './config/limits.ts';
import { ownSigning } from './config/signing.ts';
import { EVENT_READER, type EventReader } from './event-store/port.ts';
import { openReader, openStore } from './open-store.ts';
import { Projector } from './projections/projector.ts';
import { openSnapshots } from './projections/snapshots/sqlite-snapshots.ts';

/** How long a command's own token is good, in seconds: longer than any load. */
const commandTokenLife = 24 * 3_600;

function surroundingsOf(config: Config, terminal: Terminal): Surroundings {
  const files = dataFolder(config.data);
  return {
    terminal,
    async openRecord(): Promise<OpenRecord> {
      const reader = await openReader(config);
      mkdirSync(config.data, { recursive: true });
      const snapshots = openSnapshots(files.snapshots);
      return {
        reader,
        snapshots,
        async close() {
          snapshots.close();
          await reader.close();
        },
      };
    },
    eventStore: config.eventStore,
    openStore(eventStore) {
      if (eventStore === 'eventstoredb' && !config.eventStoreDbUrl) {
        throw new CommandFailed('EVENTSTOREDB_URL says where that store is: set it.');
      }
      mkdirSync(config.data, { recursive: true });
      return openStore({ ...config, eventStore });
    },
    async openApplication(official): Promise<OpenApplication> {
      // Only here, since most commands have answered by the time all of it is read.
      const { createApp } = await import('./create-app.ts');
      const app = await createApp({
        ...config,
        logLevel: 'silent',
        oidc: null,
        tokenLifetime: commandTokenLife,
        limits: unlimited(config.limits),
      });
      await app.get(Projector).whenProcessed((await app.get<EventReader>(EVENT_READER).head())?.position ?? -1);
      const as = async (who: string, role: Role, area?: string): Promise<Requests> => {
        const ours = new LocalIssuer(issuerKey(config.data), commandTokenLife);
        const { token } = await ours.issue({ official: who, role, ...(area && { area }), ttl: commandTokenLife });
        return {
          async send(method, url, body, headers) {
            const response = await app.inject({
              method,
              url,
              headers: { authorization: `Bearer ${token}`, ...headers },
              ...(body && { payload: body }),
            });
            return { status: response.statusCode, body: response.json() };
          },
        };
      };
      return { requests: await as(official, 'central-commission'), as, close: () => app.close() };
    },
    async issueToken(wish) {
      if (config.oidc) throw new CommandFailed(`Tokens for this record come from ${config.oidc.issuer}.`);
      return new LocalIssuer(issuerKey(config.data), config.tokenLifetime).issue(wish);
    },
    revokeTokens: (id) => new Revocations(files.revocations).revoke(id),
    log: {
      origin: config.signing.origin,
      tiles: files.tiles,
      keys: { data: config.data, ...config.signing },
    },
    inFolder: (folder) =>
      surroundingsOf(
        { ...config, data: folder, eventStore: 'sqlite', oidc: null, signing: ownSigning(config.signing) },
        terminal,
      ),
    server: fileURLToPath(new URL('main.js', import.meta.url)),
  };
}

const terminal = new Terminal(process.stdout, process.stderr);
try {
  process.exitCode = await runCli(process.argv.slice(2), surroundingsOf(readConfig(), terminal));
} catch (error) {
  terminal.say(`vote-record: ${(error as Error).message}`);
  process.exitCode = 1;
}
