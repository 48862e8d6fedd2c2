import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { built } from './measure.ts';

/**
 * Verifies the export in a folder (`all`), or that of a log alone (`log`), or only reads its lines as anybody must (`limit`).
 * Prints what processor time that took, which other work on the machine does not change much, and the most memory it held.
 */
const { allChecks, checksOfElections } =
  await built<typeof import('../../src/verifier/checks/all-checks.ts')>('verifier/checks/all-checks');
const { verify } = await built<typeof import('../../src/verifier/verify.ts')>('verifier/verify');
const { openExport } = await built<typeof import('../../src/cli/verify/open-export.ts')>('cli/verify/open-export');

const [, , folder, what] = process.argv;

async function limit(): Promise<{ size: number; good: boolean }> {
  let size = 0;
  for await (const line of createInterface(createReadStream(join(folder!, 'record.ndjson')))) {
    if ((JSON.parse(line) as { v: number }).v === 1) size += 1;
    hash('sha256', line, 'binary');
  }
  return { size, good: true };
}

async function verified(): Promise<{ size: number; good: boolean }> {
  const { files } = await openExport(folder!);
  const { checks, told } = allChecks({ keys: [], checkpoints: [] });
  return verify(files, what === 'log' ? checks : [...checks, ...checksOfElections()], { told });
}

const before = process.cpuUsage();
const { size, good } = await (what === 'limit' ? limit() : verified());
const { user, system } = process.cpuUsage(before);

const mb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ size, good, seconds: (user + system) / 1e6, mb }));
