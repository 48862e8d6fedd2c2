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
const { Tokens } = await built<typeof import('../../src/access/tokens.ts')>('access/tokens');
const commands = await built<typeof import('../../src/commands/execute.ts')>('commands/execute');

const data = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
const app = await createApp({ data, eventStore: 'sqlite', host: '127.0.0.1', port: 0, logLevel: 'error' });
await app.listen(0, '127.0.0.1');
const token = await app.get(Tokens).issue({ official: 'bench', role: 'central-commission', ttl: 3_600 });

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
