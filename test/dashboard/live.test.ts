import { readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readConfig } from '../../src/config/config.ts';
import { createApp } from '../../src/create-app.ts';
import { TestServer } from '../support/server.ts';
import { callAkimElection, cast, contest, voteAndCount } from './an-election.ts';
import { Browser } from './browser.ts';

let server: TestServer;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  server = await TestServer.start();
  await callAkimElection(server);
  await voteAndCount(server);
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  rmSync(server.data, { recursive: true });
});
beforeEach(async () => {
  ({ page, faults } = await browser.page(`${server.url}/e/akim/contests/${contest}?lang=en`));
  await position().waitFor();
});
afterEach(() => page.close());

const position = () => page.locator('[data-position]');
const votesOf = (name: string) => page.locator('li', { hasText: name }).locator('.figure strong');
const shown = async (name: string) => Number(await votesOf(name).textContent());

/** Waits until the page shows the record as of a position. */
const showing = (at: number) => page.locator(`[data-position="${at}"]`).waitFor();

describe('The page of a contest', () => {
  test('paints ballots as they are recorded, without being loaded again', async () => {
    const before = await shown('Ерлан Оспанов');
    await page.evaluate('document.body.dataset.mark = "not loaded again"');
    await showing(await cast(server, '0413', { 'c-2': 7 }));
    expect(await shown('Ерлан Оспанов')).toBe(before + 7);
    expect(await page.locator('body[data-mark]').count()).toBe(1);
    expect(faults).toEqual([]);
  });

  test('calls a partial result partial, and the share one of those who took part', async () => {
    expect(await page.locator('[data-partial]').textContent()).toBe('Partial: 2 of 3 precincts are in.');
    const { body } = await server.get(`/elections/akim/results?contest=${contest}&level=locality`);
    const { votes, figures } = body.contests[0].areas[0];
    const share = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1 }).format(
      votes['c-1'] / (figures.ballotsInBoxes - figures.ballotsInvalid),
    );
    expect(await page.locator('li', { hasText: 'Айгүл' }).locator('.figure .quiet').textContent()).toBe(share);
  });

  test('shows any earlier moment at an address of its own, and comes back to now', async () => {
    const now = await shown('Ерлан Оспанов');
    const head = await server.head();
    const before = (await server.get(`/elections/akim/results?contest=${contest}&level=locality&at=${head - 5}`)).body;
    await page.goto(`${server.url}/e/akim/contests/${contest}?lang=en&at=${head - 5}`);
    const { body: trail } = await server.get(`/elections/akim/trail?after=${head - 6}&limit=1`);
    const year = new Date(trail.rows[0].recordedAt).getFullYear();
    await page.getByText(new RegExp(`The record as of position ${head - 5}, .*${year}`)).waitFor();
    expect(await shown('Ерлан Оспанов')).toBe(before.contests[0].areas[0].votes['c-2']);
    expect(await page.locator(`nav a[href$="?at=${head - 5}"]`).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await showing(head);
    expect(await shown('Ерлан Оспанов')).toBe(now);
  });

  test('hands out what it shows', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).first().click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toContain(`Айгүл Серікқызы Қалиева,Self-nominated,Registered,${await shown('Айгүл')},`);
  });

  test('is reached and sorted by keyboard', async () => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    const sort = page.getByRole('button', { name: 'Votes' });
    await sort.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('th[aria-sort=descending]').textContent()).toContain('Votes');
  });
});

describe('The page', () => {
  test('loads nothing from elsewhere', async () => {
    const asked = (await page.evaluate('performance.getEntriesByType("resource").map(({ name }) => name)')) as string[];
    expect(asked.filter((address) => !address.startsWith(server.url))).toEqual([]);
  });

  test('admits no script or style but its own files', async () => {
    const { headers } = await server.send('/e/akim', {});
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  test('is shown at an unknown address to a browser, and to nobody else', async () => {
    const there = await server.send('/nowhere', { headers: { accept: 'text/html,*/*' } });
    expect([there.status, there.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const api = await server.send('/nowhere', {});
    expect([api.status, api.body.code]).toEqual([404, 'UNKNOWN_ROUTE']);
    const answer = await server.send('/elections/akim', { headers: { accept: 'text/html' } });
    expect(answer.body.id).toBe('akim');
  });
});

// Last, since it ends the server that the others use.
describe('A line that breaks', () => {
  test('is said to be broken, and taken up again where it was when the server is back', async () => {
    const before = await shown('Ерлан Оспанов');
    await server.app.close();
    await page.getByText('Not connected since').waitFor();
    expect(await page.getByText('What is shown is as of position').count()).toBe(1);

    const app = await createApp(readConfig({ VOTE_RECORD_DATA: server.data, LOG_LEVEL: 'silent' }));
    await app.listen(new URL(server.url).port, '127.0.0.1');
    await showing(await cast(server, '0413', { 'c-2': 4 }));
    expect(await shown('Ерлан Оспанов')).toBe(before + 4);
    expect(await page.getByText('Not connected since').count()).toBe(0);
    await app.close();
  });
});
