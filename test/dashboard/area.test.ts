import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { TestServer } from '../support/server.ts';
import { Village } from '../support/village.ts';
import { callAkimElection, cast, voteAndCount } from './an-election.ts';
import { Browser, sectionOf } from './browser.ts';
import { dispute, settle, submitCopy } from './disputed-village.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await Browser.open();
});
afterAll(() => browser.close());

describe('The view of a district', () => {
  let server: TestServer;
  let village: Village;
  let page: Page;
  let faults: string[];
  beforeAll(async () => {
    server = await TestServer.start();
    village = new Village(server, 4);
    await village.call();
    await dispute(village);
    ({ page, faults } = await browser.page(`${server.url}/e/akim/areas/d?lang=en`));
    await page.getByText('⚑ 1 protocol is flagged').waitFor();
    await page.evaluate('document.body.dataset.mark = "not loaded again"');
  });
  afterAll(async () => {
    await page?.close();
    await server.stop();
    expect(faults).toEqual([]);
  });

  test('calls what is in partial, and says what is amiss in words beside the place', async () => {
    expect(await page.locator('[data-partial]').textContent()).toBe('Partial: 3 of 4 precinct results are in.');
    const row = sectionOf(page, 'Localities').locator('tbody tr');
    expect(await row.textContent()).toMatch(/3 \/ 4.*⚑ 1 protocol flagged/);
    const relations = sectionOf(page, 'What does not agree').locator('details');
    await relations.locator('summary').click();
    expect(await relations.locator('tbody tr').allTextContents()).toEqual(['Open1', 'Explained1', 'Put right0']);
  });

  test('says that an observer’s copy differs as soon as it is in, without being loaded again', async () => {
    await submitCopy(village);
    await page.getByText('≠ In 1 precinct an observer’s certified copy differs from the record').waitFor();
    const row = sectionOf(page, 'Localities').locator('tbody tr');
    expect(await row.textContent()).toMatch(/⚑ 1 protocol flagged, ≠ 1 copy differs/);
  });

  test('shows what was known at an earlier moment, and an export of that moment', async () => {
    const { page: past } = await browser.page(`${server.url}/e/akim/areas/d?lang=en&at=${(await server.head()) - 1}`);
    await past.getByText('⚑ 1 protocol is flagged').waitFor();
    expect(await past.locator('[data-copies]').count()).toBe(0);
    const link = await past.getByRole('link', { name: 'export package' }).getAttribute('href');
    expect(link).toBe(`/elections/akim/export.zip?at=${(await server.head()) - 1}`);
    await past.close();
  });

  test('names who was elected, once it is established', async () => {
    expect(await sectionOf(page, 'Who was elected').count()).toBe(0);
    await settle(village);
    await sectionOf(page, 'Who was elected').waitFor();
    expect(await sectionOf(page, 'Who was elected').locator('svg').last().getAttribute('aria-label')).toContain(
      'Party a: 1',
    );
    const contest = sectionOf(page, 'Contests').locator('tbody tr');
    await contest.getByText('Established').waitFor();
    await contest.getByText('Candidate a').waitFor();
    expect(await page.getByText('All 4 precinct results are in.').count()).toBe(1);
    expect(await page.locator('body[data-mark]').count()).toBe(1);
  });
});

describe('The view of a country', () => {
  let server: TestServer;
  let page: Page;
  beforeAll(async () => {
    server = await TestServer.start();
    await callAkimElection(server);
    await voteAndCount(server);
    ({ page } = await browser.page(`${server.url}/e/akim?lang=en`));
    await page.locator('.full').first().waitFor();
  });
  afterAll(async () => {
    await page?.close();
    await server.stop();
  });

  test('has a tile for each of the 20 regions, and each of three figures in words in it', async () => {
    const map = sectionOf(page, 'Map of regions');
    expect(await map.locator('svg [aria-label$="no election here"]').count()).toBe(19);
    const tile = map.locator('svg a');
    expect(await tile.getAttribute('aria-label')).toBe('East Kazakhstan 51.1%: East Kazakhstan Region, Turnout 51.1%');
    await map.getByLabel('Counted').check();
    expect(await tile.textContent()).toContain('2 / 3');
    await map.getByLabel('Flagged').check();
    expect(await tile.getAttribute('aria-label')).toContain('Flagged 0');
    await map.locator('summary').click();
    const rows = await map.locator('tbody tr').allTextContents();
    expect([rows.length, rows.find((row) => row.startsWith('East'))]).toEqual([
      20,
      'East Kazakhstan Region51.1%2 / 30',
    ]);
  });

  test('moves with the count, without being loaded again', async () => {
    const counted = page.locator('dl div', { hasText: 'Results in' });
    expect(await counted.textContent()).toContain('2 / 3');
    await cast(server, '0413', { 'c-1': 2 });
    await server.record('/elections/akim/contests/akim-632810000/ballot-boxes/0413/closing');
    await counted.getByText('3 / 3').waitFor();
    expect(await page.locator('[data-partial]').count()).toBe(0);
  });

  test('hands out its tables, and the record itself', async () => {
    const download = page.waitForEvent('download');
    await sectionOf(page, 'Regions').getByRole('button', { name: 'CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toMatch(/^East Kazakhstan Region,0\.46\d+,3,none,0,3,990,630000000\r$/m);
    await server.app.get(Checkpoints).current(await server.head());
    const record = page.waitForEvent('download');
    await page.getByRole('link', { name: 'export package' }).click();
    expect((await record).suggestedFilename()).toBe(`akim-${await server.head()}.zip`);
    expect(
      readFileSync(await (await record).path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(await page.getByRole('link', { name: 'OpenAPI document' }).first().getAttribute('href')).toBe(
      '/openapi.json',
    );
  });
});
