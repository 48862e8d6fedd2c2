import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { logKeys, parseSigningKeys, signNote } from '../../src/audit/signing/signing-key.ts';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { exportNames } from '../../src/verifier/export-files.ts';
import { formatCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { formatNote } from '../../src/verifier/formats/note.ts';
import { notProved } from '../../src/verifier/not-proved.ts';
import { en } from '../../src/dashboard/words/verify/en.ts';
import { TestServer } from '../support/server.ts';
import { callAkimElection, cast, voteAndCount } from './an-election.ts';
import { Browser, faultsToSee } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'vote-record-verify-'));
let server: TestServer;
let browser: Browser;
let page: Page;
let faults: string[];
/** As an auditor has them on their disk. */
let good: Uint8Array;
let receipt: string;

beforeAll(async () => {
  server = await TestServer.start();
  await callAkimElection(server);
  await voteAndCount(server);
  await sign();
  good = new Uint8Array(await (await fetch(`${server.url}/elections/akim/export.zip`)).arrayBuffer());
  receipt = (await server.get('/log/receipt?position=12')).body;
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  ({ page, faults } = await browser.page(`${server.url}/verify?lang=en`));
  await page.locator('[data-continuation]').waitFor();
});
afterEach(async () => {
  await page.evaluate('localStorage.clear()');
  await page.close();
});

async function sign(): Promise<void> {
  await server.app.get(Checkpoints).current(await server.head());
}

/** Lets the browser have been shown another record by a log that signs two: a checkpoint of its own key over other events. */
async function remember(size: number): Promise<void> {
  const pem = readFileSync(join(server.data, 'keys', 'signing.pem'), 'utf8');
  const origin = ((await server.get('/log/checkpoint')).body as string).split('\n')[0]!;
  const text = formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(7) });
  const signatures = logKeys(parseSigningKeys(pem, 'the log'), origin).map((key) => signNote(text, key, 1));
  await page.evaluate((note) => localStorage.setItem('vote-record.checkpoint', note), formatNote({ text, signatures }));
  await page.reload();
}

/** Puts a file before the page, and waits for the verdict. @returns whether it is good */
async function given(name: string, content: Uint8Array | string): Promise<boolean> {
  const path = join(folder, name);
  writeFileSync(path, content);
  await page.locator('input[type=file]:enabled').setInputFiles(path);
  await page.locator('[data-verified=done]').waitFor({ state: 'attached' });
  return (await page.locator('[data-good]').getAttribute('data-good')) === 'true';
}

/** The export with one file changed, as whoever would deceive an auditor sends it. */
function forged(name: string, change: (text: string) => string): Uint8Array {
  const files = unzipSync(good);
  return zipSync({ ...files, [name]: new TextEncoder().encode(change(new TextDecoder().decode(files[name]))) });
}

const outcomes = async () =>
  Object.fromEntries(
    await page
      .locator('[data-check]')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('data-check'), one.getAttribute('data-outcome')])),
  );

describe('An export', () => {
  test('that is good is said to be, check by check, with what that does not prove, and without a request', async () => {
    await page.locator('input[type=file]:enabled').waitFor();
    const asked: string[] = [];
    browser.context.on('request', (request) => asked.push(request.url()));
    expect(await given('good.zip', good)).toBe(true);
    expect(asked).toEqual([]);
    const found = await outcomes();
    expect(Object.keys(found)).toHaveLength(10);
    expect(Object.values(found)).not.toContain('fails');
    expect([found['4'], found['5'], found['6'], found['7'], found['9']]).toEqual(Array(5).fill('holds'));
    for (const [i] of notProved.entries()) {
      await page.getByText(en[`verify.not-proved.${i + 1}` as 'verify.not-proved.1']).waitFor();
    }
    expect(faults).toEqual([]);
  });

  test('in which a ballot was changed fails, and the event is named', async () => {
    let index = -1;
    const changed = forged(exportNames.record, (text) => {
      const lines = text.split('\n');
      index = lines.findIndex((line) => line.includes('"choice":"c-1"'));
      return lines.with(index, lines[index]!.replace('"choice":"c-1"', '"choice":"c-2"')).join('\n');
    });
    expect(await given('forged.zip', changed)).toBe(false);
    const found = await outcomes();
    expect([found['1'], found['4']]).toEqual(['fails', 'fails']);
    expect(await page.locator(`[data-check="4"] [data-fault="${index}"]`).textContent()).toContain(`Event ${index}`);
  });

  test('signed by another key than the one that is trusted fails', async () => {
    const others = await TestServer.start();
    const keys = (await others.get('/log/keys')).body as string;
    await others.stop();
    await page.getByText('Other keys').click();
    await page.getByLabel('Published keys of the log').fill(keys);
    await page.getByRole('button', { name: 'Keep these keys' }).click();
    await page.getByText('This server now gives other keys').waitFor();
    expect(await given('good.zip', good)).toBe(false);
    expect((await outcomes())['5']).toBe('fails');
  });

  test('of before what this browser remembers is good as far as it goes', async () => {
    await cast(server, '0413', { 'c-2': 4 });
    await sign();
    await page.reload();
    await page.getByText('continues the checkpoint of').waitFor();
    expect(await given('good.zip', good)).toBe(true);
    await page.getByText('The export ends before the checkpoint').waitFor();
  });

  test('that contradicts what this browser remembers is said loudly to', async () => {
    await remember(40);
    await page.locator('[data-continuation=forked]').waitFor();
    expect(await given('good.zip', good)).toBe(false);
    await page.getByText('This record contradicts the checkpoint').waitFor();
    expect(Object.entries(await outcomes()).filter(([, outcome]) => outcome === 'fails')).toEqual([['6', 'fails']]);
  });

  test('that is no archive is refused with words', async () => {
    writeFileSync(join(folder, 'torn.zip'), good.subarray(0, good.length / 2));
    await page.locator('input[type=file]:enabled').setInputFiles(join(folder, 'torn.zip'));
    await page.getByText('This could not be checked').waitFor();
    expect(await page.locator('[data-good]').count()).toBe(0);
  });
});

describe('A receipt', () => {
  test('that is good shows the event that it vouches for', async () => {
    expect(await given('receipt.txt', receipt)).toBe(true);
    await page.locator('[data-good=true]', { hasText: 'Precinct formed' }).waitFor();
  });

  test('with another event in it does not hold', async () => {
    const other = (await server.get('/log/receipt?position=11')).body as string;
    const line = (text: string) => /^extra .*$/m.exec(text)![0];
    expect(line(other)).not.toBe(line(receipt));
    expect(await given('forged.txt', receipt.replace(line(receipt), line(other)))).toBe(false);
    await page.getByText('The receipt does not hold').waitFor();
  });

  test('is had from the record view', async () => {
    await page.goto(`${server.url}/e/akim/record?lang=en`);
    const download = page.waitForEvent('download');
    await page.locator('[data-act="12"]').getByRole('link', { name: 'Receipt' }).click();
    expect((await download).suggestedFilename()).toBe('receipt-12.txt');
    await page.getByRole('link', { name: 'Check' }).click();
    await page.locator('input[type=file]:enabled').setInputFiles(await (await download).path());
    await page.locator('[data-good=true]').waitFor();
  });
});

describe('The log of the server', () => {
  test('is read from its tiles and checked as an export is', async () => {
    await page.getByRole('button', { name: 'Check the whole log' }).click();
    await page.locator('[data-good=true]').waitFor();
    const found = await outcomes();
    expect([found['3'], found['4'], found['5'], found['6'], found['7']]).toEqual(Array(5).fill('holds'));
    expect(faults).toEqual([]);
  });

  test('is caught when it shows another event than it signed for', async () => {
    await page.route('**/log/tile/entries/**', async (route) => {
      const response = await route.fetch();
      const bytes = Buffer.from(await response.body());
      const at = bytes.indexOf('"choice":"c-1"');
      if (at >= 0) bytes.write('"choice":"c-2"', at);
      await route.fulfill({ response, body: bytes });
    });
    await page.getByRole('button', { name: 'Check the whole log' }).click();
    await page.locator('[data-good=false]').waitFor();
    expect((await outcomes())['4']).toBe('fails');
    expect(await page.locator('[data-check="4"] [data-fault]').count()).toBeGreaterThan(0);
  });

  test('is remembered, and seen to continue at the next visit', async () => {
    await page.getByText('This browser now remembers its checkpoint').waitFor();
    await cast(server, '0413', { 'c-1': 3 });
    await sign();
    await page.reload();
    await page.getByText('continues the checkpoint of').waitFor();
    expect(await page.locator('[data-continuation]').getAttribute('data-continuation')).toBe('continues');
  });

  test.each([
    ['fewer events than', 'rolled back', 'Events have disappeared', 1_000_000],
    ['other events than', 'forked', 'The past was changed', 40],
  ])('is said loudly to have %s it signed for before', async (_, continuation, words, size) => {
    await remember(size);
    const alarm = page.locator(`[data-continuation="${continuation}"]`);
    await alarm.getByText(words).waitFor();
    await page.reload();
    await alarm.getByText(words).waitFor(); // what contradicts the past does not take its place
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save both checkpoints' }).click();
    expect((await saved).suggestedFilename()).toBe('checkpoint-kept.txt');
    await page.getByRole('button', { name: 'Forget the remembered one' }).click();
    await page.getByText('This browser now remembers its checkpoint').waitFor();
  });
});

describe('The verify view', () => {
  test.each(['kk', 'ru', 'en'])('is whole in %s, with a bad result at a desk and on a phone', async (language) => {
    await page.locator('select').first().selectOption(language);
    await page.goto(`${server.url}/verify`);
    await page.locator(`html[lang=${language}]`).waitFor();
    expect(
      await given(
        'forged.zip',
        forged(exportNames.record, (text) => text.replace('"c-1"', '"c-3"')),
      ),
    ).toBe(false);
    expect(await faultsToSee(page, `verify-${language}`)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
