import { built } from './measure.ts';

/** Verifies the export in a folder, and prints how long that took and the most memory it held. */
const { allChecks } =
  await built<typeof import('../../src/verifier/checks/all-checks.ts')>('verifier/checks/all-checks');
const { verify } = await built<typeof import('../../src/verifier/verify.ts')>('verifier/verify');
const { openExport } = await built<typeof import('../../src/cli/verify/open-export.ts')>('cli/verify/open-export');

const { files } = await openExport(process.argv[2]!);
const { checks, told } = allChecks({ keys: [], checkpoints: [] });
const start = performance.now();
const { size } = await verify(files, checks, { told });
const seconds = (performance.now() - start) / 1_000;

const mb = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ size, seconds, mb }));
