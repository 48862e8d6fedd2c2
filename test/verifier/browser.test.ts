import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { openExport } from '../../src/cli/verify/open-export.ts';
import type * as Browser from '../../src/verifier/browser.ts';
import { allChecks, checksOfElections } from '../../src/verifier/checks/all-checks.ts';
import { exportNames } from '../../src/verifier/export-files.ts';
import { formatVerifierKey, type VerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { notProved } from '../../src/verifier/not-proved.ts';
import { verify } from '../../src/verifier/verify.ts';
import { auditing, RecordFolder } from '../audit/record.ts';
import { exportHonest, failing, places } from './exported.ts';
import { HonestRecord } from './replay-record.ts';
import { calling, precinctDay, standing, tabulate } from './replay-village.ts';

/** The verifier as a page loads it. The bundler is a process of its own: its binding wants no sandbox around it. */
function bundled(folder: string): string {
  const options = ['build', '--config', 'test/verifier/browser.vite.ts', '--outDir', folder];
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', ...options]);
  if (status !== 0) throw new Error(stderr.toString());
  expect(readdirSync(folder)).toEqual(['verifier.js']);
  return readFileSync(join(folder, 'verifier.js'), 'utf8');
}

/**
 * Runs a module as a page does that forbids code from texts: there is no `process`, no `Buffer`, and no locale's order.
 */
async function inBrowser(code: string): Promise<typeof Browser> {
  const { DateTimeFormat } = Intl;
  const globals = { Blob, File, TextEncoder, TextDecoder, atob, btoa, Intl: { DateTimeFormat } };
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  const module = new vm.SourceTextModule(code, { context });
  await module.link((specifier) => {
    throw new Error(`a browser has no ${specifier}`);
  });
  await module.evaluate();
  return module.namespace as typeof Browser;
}

const folder = new RecordFolder();
const path = join(folder.away, 'export');
const names = () => readdirSync(path);
const files = (changed: Readonly<Record<string, string>> = {}) =>
  names().map((name) => new File([changed[name] ?? readFileSync(join(path, name))], name));
const recordText = () => readFileSync(join(path, exportNames.record), 'utf8');

let code: string;
let browser: typeof Browser;
let known: readonly VerifierKey[];
let keys: string;
let receipt: string;

beforeAll(async () => {
  code = bundled(join(folder.away, 'page'));
  browser = await inBrowser(code);
  const record = await HonestRecord.open();
  await record.record(...calling('kz-akim-2021'), ...standing, ...precinctDay('p', 5, 3), ...precinctDay('q', 4, 4));
  await record.record(tabulate);
  known = await exportHonest(folder, record, 'e', path);
  keys = known.map((key) => `${formatVerifierKey(key)}\n`).join('');
  const { audit } = await auditing(folder, record.store);
  await audit.keeper.whenReached(audit.log.checkpoint()!.size - 1);
  receipt = (await audit.log.receipt(5))!;
  await audit.stop();
  await record.close();
}, 120_000);
afterAll(() => folder[Symbol.dispose]());

describe('the verifier in a browser', () => {
  test('is one file that asks for nothing of Node', () => {
    expect(code).not.toMatch(/^import |import\(|require\(|['"]node:(?!crypto['"]\))/m);
  });

  test('finds in all ten checks what the one of the command line finds, in a folder and in a .zip', async () => {
    const { checks, told } = allChecks({ keys: known, checkpoints: [] });
    const opened = await openExport(path);
    const report = await verify(opened.files, [...checks, ...checksOfElections()], { told });
    await opened.close();
    expect(report).toMatchObject({ good: true, findings: { length: 10 } });
    expect(report.findings.filter(({ outcome }) => outcome === 'holds').length).toBeGreaterThan(7);

    const zip = zipSync(Object.fromEntries(names().map((name) => [name, readFileSync(join(path, name))])));
    const read: number[] = [];
    const ofZip = await browser.verifyExport(new Blob([zip]), { keys }, (bytes, of) => read.push(bytes / of));
    for (const found of [ofZip, await browser.verifyExport(files(), { keys })]) {
      expect(found).toEqual({ ...report, notProved });
    }
    expect(read).toEqual(read.toSorted((a, b) => a - b));
    expect(read.at(-1)).toBe(1);
  });

  test('names the event that was changed, and the rule that it breaks', async () => {
    const lines = recordText().split('\n');
    const text = lines.findIndex((line) => line.includes('"type":"BallotTextApproved"'));
    const otherwise = lines.with(text, lines[text]!.replace('["a","b"', '["b","a"'));
    const report = await browser.verifyExport(files({ [exportNames.record]: otherwise.join('\n') }), { keys });
    expect(failing(report)).toEqual([1, 4, 6, 7]);
    expect(places(report, 4)).toContain(text);
    expect(places(report, 7)[0]).toBe(text);
  });

  test('checks a receipt, and refuses keys that are none and what is no export', async () => {
    expect(browser.verifyReceipt(receipt, { keys })).toMatchObject({ leaf: { index: 5 }, faults: [] });
    expect(() => browser.verifyReceipt('hello', { keys })).toThrow('a proof');
    await expect(browser.verifyExport(files(), { keys: 'hello' })).rejects.toThrow('key');
    await expect(browser.verifyExport(new Blob(['hello']), { keys })).rejects.toThrow('no .zip');
  });
});
