import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Executor } from '../../src/commands/execute.ts';
import type { Receipt } from '../../src/commands/folded.ts';
import { built } from './measure.ts';

/**
 * The real application in a process of its own, for the benchmark. The parent may tell it to be `empty`: requests are then
 * received, authorised, validated and answered as ever, but nothing is decided or recorded.
 */
const { createApp } = await built<typeof import('../../src/create-app.ts')>('create-app');
const { issuerKey } = await built<typeof import('../../src/access/issuer-key.ts')>('access/issuer-key');
const { LocalIssuer } = await built<typeof import('../../src/access/local-issuer.ts')>('access/local-issuer');
const { readConfig } = await built<typeof import('../../src/config/config.ts')>('config/config');
const commands = await built<typeof import('../../src/commands/execute.ts')>('commands/execute');

const data = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
const unlimited = { RATE_BY_ADDRESS: '0', RATE_BY_IDENTITY: '0', CONNECTIONS_BY_ADDRESS: '0' };
const app = await createApp(readConfig({ VOTE_RECORD_DATA: data, LOG_LEVEL: 'error', ...unlimited }));
await app.listen(0, '127.0.0.1');
const issuer = new LocalIssuer(issuerKey(data), 3_600);
const { token } = await issuer.issue({ official: 'bench', role: 'central-commission', ttl: 3_600 });

const executor: Executor = app.get(commands.Executor);
const nothing: Receipt = {
  stream: 'precinct-bench/p' as Receipt['stream'],
  revision: 0,
  position: 0,
  events: ['None'],
};

process.on('message', (message: 'empty' | 'real' | 'stop') => {
  if (message === 'empty') Object.assign(executor, { run: async () => nothing });
  if (message === 'real') Reflect.deleteProperty(executor, 'run');
  if (message !== 'stop') {
    process.send!(message);
    return;
  }
  void app.close().then(() => {
    rmSync(data, { recursive: true });
    process.exit(0);
  });
});
process.send!({ url: await app.getUrl(), token });
