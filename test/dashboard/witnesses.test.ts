import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { logKeys, makeSigningKeys, parseSigningKeys, witnessKeys } from '../../src/audit/signing/signing-key.ts';
import { rotateKeys } from '../../src/audit/signing/key-rotation.ts';
import { formatVerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { TestServer } from '../support/server.ts';
import { callAkimElection } from './an-election.ts';
import { Browser, faultsToSee, sectionOf } from './browser.ts';

const origin = 'log.example/akims';
const folder = mkdtempSync(join(tmpdir(), 'vote-record-witnesses-'));
const keyFile = join(folder, 'signing.pem');
const firstKeys = makeSigningKeys();
const environment = { VOTE_RECORD_ORIGIN: origin, VOTE_RECORD_SIGNING_KEY_FILE: keyFile };
let server: TestServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  writeFileSync(keyFile, firstKeys, { mode: 0o600 });
  server = await TestServer.start(undefined, environment);
  await callAkimElection(server);
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await page.evaluate('localStorage.clear()');
  await page.close();
});

async function act(official: string, path: string, body: object): Promise<void> {
  const token = await server.token('central-commission', official, {});
  const { status } = await server.post(`/log/${path}`, body, { authorization: `Bearer ${token}` });
  expect([path, status]).toEqual([path, 201]);
}

async function settle(what: 'witness-policy' | 'keys', body: object): Promise<void> {
  await act('chair-1', `${what}/proposal`, body);
  await act('deputy-2', `${what}/confirmation`, body);
}

const open = async (path = '/witnesses?lang=en') => {
  ({ page, faults } = await browser.page(server.url + path));
  await page.locator('[data-witnesses]').or(page.locator('[data-act]').first()).waitFor();
};
const section = (title: string) => sectionOf(page, title);
const keyNames = (keys: readonly string[]) => keys.map((key) => key.split('+').slice(0, 2).join('+'));
const listed = (title: string) =>
  section(title)
    .locator('li')
    .filter({ hasText: `${origin}+` })
    .allTextContents();

/** Keys that follow those that the log signs with. */
function nextKeys(): { pem: string; keys: string[] } {
  const pem = rotateKeys(parseSigningKeys(firstKeys, 'a test'), origin);
  return {
    pem,
    keys: logKeys(parseSigningKeys(pem, 'a test'), origin).map(({ verifier }) => formatVerifierKey(verifier)),
  };
}

/** A line of a policy, for a witness that is nowhere. */
function witness(name: string): string {
  const [key] = witnessKeys(parseSigningKeys(makeSigningKeys(), 'a test'), `${name}.example`);
  return `witness ${name} ${formatVerifierKey(key!.verifier)} http://127.0.0.1:9/${name}\n`;
}

const [court, bureau, press] = [witness('court'), witness('bureau'), witness('press')];
const alone = `${court}quorum court\n`;
const three = `${court}${bureau}${press}group civil any bureau press\ngroup two 2 court civil\nquorum two\n`;

describe('Who watches the log', () => {
  test('is found from the record and from its check, and is nobody as long as nobody settled it', async () => {
    await open('/e/akim/record?lang=en');
    await page.getByRole('link', { name: 'Who watches this log' }).click();
    await page.getByText('Nobody witnesses this log yet.').waitFor();
    expect(await section('Waiting for a second person').textContent()).toContain('Nothing is proposed.');
    expect(await section('Settled before').textContent()).toContain('Nothing was settled before.');
    const keys = ((await server.get('/log/keys')).body as string).trim().split('\n');
    expect(await listed('Signing keys of the log')).toEqual(keyNames(keys));
    await page.getByText('The log began with these keys.').waitFor();
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Check' }).click();
    await page.getByRole('link', { name: 'Who watches this log' }).click();
    await page.getByText('Nobody witnesses this log yet.').waitFor();
    expect(faults).toEqual([]);
  });

  test('is still nobody while one person alone has proposed it', async () => {
    await act('chair-1', 'witness-policy/proposal', { policy: alone });
    await open();
    await page.getByText('Nobody witnesses this log yet.').waitFor();
    const waiting = await section('Waiting for a second person').textContent();
    expect(waiting).toMatch(/Other witnesses.*court.*signature of court.*Proposed by chair-1, \d+ \w+ \d{4}, .* UTC/s);
    expect(waiting).not.toContain('Confirmed');
  });

  test('is named with the quorum, whoever proposed and confirmed it, and since when', async () => {
    await settle('witness-policy', { policy: alone });
    await open();
    const shown = page.locator('[data-witnesses]');
    expect(await shown.getAttribute('data-witnesses')).toBe('1');
    const { confirmed } = (await server.get('/log/agreements')).body.history.policies[0];
    expect(await shown.textContent()).toMatch(
      new RegExp(
        `court.*court\\.example\\+\\w{8}.*asked at http://127.0.0.1:9/court.*needs the signature of court\\..*` +
          `In force since \\d+ \\w+ \\d{4}.*Proposed by chair-1.*Confirmed by deputy-2, .* UTC, position ${confirmed.position}`,
        's',
      ),
    );
    await page.getByText('Nothing was settled before.').waitFor();
  });

  test('is changed by two people again, and what was before stays', async () => {
    await settle('witness-policy', { policy: three });
    await open();
    const shown = page.locator('[data-witnesses]');
    expect(await shown.getAttribute('data-witnesses')).toBe('3');
    expect(await shown.textContent()).toMatch(
      /the signatures of all of these: court, civil\..*civil: at least 1 of bureau, press/s,
    );
    const before = section('Settled before').locator('[data-settled]');
    expect(await before.allTextContents()).toEqual([
      expect.stringMatching(/signature of court.*Confirmed by deputy-2/s),
    ]);

    await settle('witness-policy', { policy: 'quorum none\n' });
    await page.reload();
    await page.getByText('Nobody witnesses this log any more.').waitFor();
    expect(await before.allTextContents()).toEqual([
      expect.stringMatching(/all of these: court, civil/),
      expect.stringMatching(/signature of court/),
    ]);
  });
});

describe('What the log is signed with', () => {
  test('is another as soon as the confirmed keys have taken over, with whoever confirmed them', async () => {
    const { pem, keys } = nextKeys();
    await act('chair-1', 'keys/proposal', { keys });
    await open();
    const waiting = section('Waiting for a second person');
    expect(await waiting.textContent()).toMatch(/Other signing keys.*Proposed by chair-1/s);
    expect(await listed('Waiting for a second person')).toEqual(keyNames(keys));

    await act('deputy-2', 'keys/confirmation', { keys });
    await page.reload();
    await section('Signing keys of the log').getByText('Confirmed, but not signing yet').waitFor();
    await page.close();

    const { data } = server;
    await server.app.close();
    writeFileSync(keyFile, pem);
    server = await TestServer.start(data, environment);
    await open();
    expect(await listed('Signing keys of the log')).toEqual(keyNames(keys));
    const signing = await section('Signing keys of the log').textContent();
    expect(signing).toMatch(/Proposed by chair-1.*Confirmed by deputy-2/s);
    expect(signing).not.toMatch(/began with|not signing yet/);
  });
});

describe('The view', () => {
  beforeAll(async () => {
    await settle('witness-policy', { policy: three });
    await act('deputy-2', 'witness-policy/proposal', { policy: alone });
  });

  test.each(['kk', 'ru', 'en'])('is whole in %s, at a desk and on a phone', async (language) => {
    await open(`/witnesses?lang=${language}`);
    expect(await faultsToSee(page, `witnesses-${language}`)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
