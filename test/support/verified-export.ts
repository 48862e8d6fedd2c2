import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Audit } from '../../src/audit/audit.ts';
import { openExport } from '../../src/cli/verify/open-export.ts';
import { allChecks } from '../../src/verifier/checks/all-checks.ts';
import { parseVerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { verify } from '../../src/verifier/verify.ts';
import type { TestServer } from './server.ts';

/** What a verifier who trusts a server's keys says of an export, as bytes: numbers of the checks that do not hold, and why. */
export async function failingChecks(server: TestServer, bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-export-'));
  const file = join(folder, 'export.zip');
  writeFileSync(file, bytes);
  const { files, close } = await openExport(file);
  const { checks, told } = allChecks({ keys: server.app.get(Audit).keys.map(parseVerifierKey), checkpoints: [] });
  const report = await verify(files, checks, { told });
  await close();
  rmSync(folder, { recursive: true });
  return report.findings.filter(({ outcome }) => outcome === 'fails').map(({ number, words }) => [number, words]);
}
