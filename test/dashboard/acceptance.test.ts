import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TestServer } from '../support/server.ts';
import { confirmRecount, copies, explain, orderRecount, recount, submitCopy, vote } from '../support/stolen-votes.ts';
import { Village } from '../support/village.ts';
import { Browser, sectionOf } from './browser.ts';

let server: TestServer;
let village: Village;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, copies.length);
  await village.call();
  browser = await Browser.open();
  ({ page, faults } = await browser.page(`${server.url}/e/akim/contests/v?lang=en`));
  await page.locator('[data-position]').waitFor();
  await page.evaluate('document.body.dataset.mark = "not loaded again"');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const section = (title: string) => sectionOf(page, title);
const votesOf = (name: string) => page.locator('li', { hasText: name }).locator('.figure strong').first();
const beside = () => section('Observers’ copies beside the official figures');
const row = (name: string) => beside().locator('tbody tr', { hasText: name });

/** The page, opened before the polls and never loaded again, while votes are stolen, found and given back. */
describe('Whoever has the page of the contest open', () => {
  test('sees the official total come in, precinct by precinct, and that she has lost', async () => {
    for (const precinct of village.precincts.slice(0, 7)) await vote(village, precinct);
    await page.getByText('Partial: 7 of 15 precincts are in.').first().waitFor();
    for (const precinct of village.precincts.slice(7)) await vote(village, precinct);
    await page.getByText('All 15 precincts are in.').waitFor();
    await votesOf('Candidate b').getByText('2,133').waitFor();
    expect(await votesOf('Candidate a').textContent()).toBe('2,100');
    expect(await page.getByText('Lead: 33 votes').count()).toBe(1);
  });

  test('sees the copies say otherwise as they are handed in', async () => {
    for (const precinct of village.precincts) await submitCopy(village, precinct);
    await beside().getByText('Precincts of which copies are held: 15 of 15; differing from the record: 2.').waitFor();
    const said = await beside().textContent();
    expect(said).toContain('The copies and the official figures name different leaders.');
    expect(said).toContain('Candidate a: 50 more by the copies than officially.');
    expect(said).toContain('Candidate a leads by 67 votes');
    expect(said).toContain('Candidate b leads by 33 votes');
    expect(await row('Candidate a').textContent()).toMatch(/2,150\s*2,100\s*\+50/);
    expect(await row('Candidate b').textContent()).toMatch(/2,083\s*2,133\s*-50/);
  });

  test('sees that nobody is declared elected before it is explained', async () => {
    const { body } = await village.certify();
    expect(body.code).toBe('COPIES_UNEXPLAINED');
    expect(await page.getByText('Elected:').count()).toBe(0);
    for (const precinct of ['p4', 'p12']) {
      expect(await section('Discrepancies').locator('tbody tr', { hasText: precinct }).count()).toBe(1);
    }
  });

  test('sees it turn when one precinct is recounted and the other explained', async () => {
    await orderRecount(village);
    await confirmRecount(village, 2);
    await page.getByText('Partial: 14 of 15 precincts are in.').first().waitFor();
    await recount(village);
    await explain(village);
    expect((await village.certify()).status).toBe(201);
    await page.getByText('Elected: Candidate a, 2,130 votes').waitFor();
    expect(await votesOf('Candidate b').textContent()).toBe('2,103');
    expect(await page.locator('body[data-mark]').count()).toBe(1);
    expect(faults).toEqual([]);
  });
});
