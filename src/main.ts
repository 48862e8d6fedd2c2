import { UnusableKey } from './access/private-key-file.ts';
import { UnusableRevocations } from './access/revocations.ts';
import { UnusableSigningKey } from './audit/signing/signing-key.ts';
import { type Config, InvalidConfig, readConfig } from './config/config.ts';
import { createApp } from './create-app.ts';
import { StoreUnavailable } from './event-store/port.ts';
import { createLog } from './observability/log.ts';
import { Malformed } from './verifier/formats/malformed.ts';

/** Serves the record until it is told to stop. Exit code 0 after an orderly end, 1 when it could not start or had to break off. */
async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const app = await createApp(config);
  await app.listen(config.port, config.host).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  log.info({ address: await app.getUrl() }, 'listening');

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping: answering what was accepted');
    void app.close().then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** What an operator can mend is said in a line; anything else is a fault of ours, with its trace. */
function fail(error: unknown): never {
  process.stderr.write(`vote-record: ${lineOf(error as NodeJS.ErrnoException) ?? (error as Error).stack}\n`);
  process.exit(1);
}

function lineOf(error: NodeJS.ErrnoException & { port?: number; address?: string }): string | undefined {
  if (error instanceof InvalidConfig || error instanceof StoreUnavailable) return error.message;
  if (error instanceof UnusableKey || error instanceof UnusableRevocations) return error.message;
  if (error instanceof UnusableSigningKey || error instanceof Malformed) return error.message;
  if (error.code === 'EADDRINUSE') return `port ${error.port} of ${error.address} is in use: set PORT to another.`;
  return error.syscall === undefined ? undefined : error.message;
}

try {
  await serve(readConfig());
} catch (error) {
  fail(error);
}
