import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TestServer } from '../support/server.ts';
import { Village } from '../support/village.ts';
import { Browser, overflow, pictures, sectionOf, sizes, violations } from './browser.ts';
import { dispute, settle, submitCopy } from './disputed-village.ts';

let server: TestServer;
let village: Village;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 4);
  await village.call();
  await dispute(village);
  browser = await Browser.open();
  ({ page, faults } = await browser.page(`${server.url}/e/akim/contests/v?lang=en`));
  await page.locator('[data-copies]').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server.stop();
});

const section = (title: string) => sectionOf(page, title);
const copies = () => section('Observers’ copies beside the official figures');

describe('The view of a contest', () => {
  test('calls the result partial, and marks the precinct whose protocol is flagged in words', async () => {
    expect(await page.locator('[data-partial]').first().textContent()).toBe('Partial: 3 of 4 precincts are in.');
    expect(await page.getByText('⚑ 1 precinct is flagged.').count()).toBe(1);
    const flagged = section('Precincts').locator('tr', { hasText: 'p2. School p2' });
    expect(await flagged.textContent()).toContain('⚑ Flagged: a control relation fails');
    expect(await section('Precincts').locator('tr', { hasText: 'p4. School p4' }).textContent()).toContain(
      'Being counted',
    );
  });

  test('says what is amiss with each protocol, in the words of the law, with both sides and what became of it', async () => {
    const found = section('Discrepancies').locator('tbody tr');
    const said = async (what: string) => (await found.filter({ hasText: what }).allTextContents()).join('\n');
    expect(await said('C2. Ballots in the boxes are the invalid ones')).toMatch(/p2.*⚑ Open.*254\s:\s256.*art\.\s43/);
    expect(await said('C1. Ballots received are')).toMatch(/p2.*Explained.*404\s:\s406.*counted twice/);
  });

  test('says by how much observers’ copies and the official total differ as soon as a copy is in, without being loaded again', async () => {
    await page.evaluate('document.body.dataset.mark = "not loaded again"');
    expect(await copies().textContent()).toContain('No observer has submitted a copy yet.');
    await submitCopy(village);
    await page.locator('[data-copies=differ]').waitFor();
    const said = await copies().textContent();
    expect(said).toContain('Precincts of which copies are held: 1 of 4; differing from the record: 1.');
    expect(said).toContain('Candidate a: 20 more by the copies than officially.');
    expect(said).toContain('Candidate b: 20 fewer by the copies than officially.');
    expect(said).toContain('Candidate a leads by 70 votes');
    expect(await copies().locator('tbody tr', { hasText: 'Candidate a' }).textContent()).toMatch(
      /230\s*210\s*\+20\s*481/,
    );
    expect(await section('Precincts').locator('tr', { hasText: 'p1. School p1' }).textContent()).toContain('≠ 1 of 1');
    expect(await page.locator('body[data-mark]').count()).toBe(1);
  });

  test('tells which deadlines were kept, and by what article', async () => {
    const nomination = section('Deadlines').locator('tbody tr', { hasText: 'Nomination of candidates' });
    expect(await nomination.textContent()).toMatch(/10 July 2021, 18:00.*✓ Done in time.*ch\.\s13.1/);
  });

  test('follows the decision of the commission, voice by voice, to the certificate', async () => {
    const decision = section('The commission’s decision');
    expect(await decision.textContent()).toContain('The result has not been put to the vote yet.');
    await settle(village);
    await decision.getByText('result established').waitFor();
    const said = await decision.textContent();
    expect(said).toContain('4 members approved, 4 decide');
    expect(said).toContain('Approved by: d.member1, d.member2, d.member3, d.member4');
    expect(said).toMatch(/Candidate a, 571 votes.*The record at position \d+.*Digest of the results: [0-9a-f]{64}/);
    expect(await page.getByText('All 4 precincts are in.').count()).toBe(1);
    expect(await page.locator('body[data-mark]').count()).toBe(1);
  });

  test('tells its story from the call to the certificate, each act with its position', async () => {
    const story = (await section('From the call to the certificate').locator('li').allTextContents()).join('\n');
    expect(story).toMatch(/2 June 2021, 10:00 · position \d+.*Contest called/);
    expect(story).toMatch(
      /5 July 2021, 10:00.*Candidate nominated: Candidate a: Party a[^]*7 July 2021.*Candidate registered/,
    );
    expect(story).toMatch(/27 July 2021, 12:00.*Result established: .*Candidate a/);
  });

  test('hands out the copies’ total as it is shown', async () => {
    const download = page.waitForEvent('download');
    await copies().getByRole('button', { name: 'CSV' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('Candidate a,230,210,20,571');
  });

  test.each(['kk', 'ru', 'en'])(
    'is whole in %s at a desk and on a phone, without a fault that axe finds',
    async (language) => {
      await page.locator('select').first().selectOption(language);
      await page.locator(`html[lang=${language}]`).waitFor();
      for (const size of ['desktop', 'phone'] as const) {
        await page.setViewportSize(sizes[size]);
        expect([size, await overflow(page)]).toEqual([size, 0]);
        expect([size, await violations(page)]).toEqual([size, []]);
        await page.screenshot({ path: `${pictures}/disputed-contest-${language}-${size}.png`, fullPage: true });
      }
      expect(faults).toEqual([]);
    },
  );
});
