import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { dataFolder } from '../../src/config/data-folder.ts';
import { streams } from '../../src/domain/stream.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { type Happened, record } from '../support/history.ts';
import { TestServer } from '../support/server.ts';
import { callAkimElection, cast, contest, voteAndCount } from './an-election.ts';
import { Browser } from './browser.ts';

const districts = 120;

let server: TestServer;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  server = await TestServer.start(await recordedIn2021());
  await callAkimElection(server);
  await voteAndCount(server);
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
afterEach(() => page.close());

/** A record that begins with an election of its own at nine in the morning of 25 July 2021, by the clocks of the place. */
async function recordedIn2021(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'vote-record-old-'));
  const store = await openSqliteStore(dataFolder(data).record);
  const name = { en: 'Old', kk: 'Ескі', ru: 'Прежние' };
  const at = '2021-07-25T09:00:00+06:00';
  const rules = { ruleSet: 'plurality', timeZone: 'Asia/Almaty', minimumBallotBatch: 1, personalSignatures: false };
  await record(store, [
    { stream: streams.election('old'), type: 'ElectionCalled', data: { name, votingDay: '2021-07-25', ...rules, at } },
    { stream: streams.area('old', 'kz'), type: 'AreaRegistered', data: { level: 'country', parent: null, name } },
    ...Array.from({ length: districts }, (_, i): Happened => {
      const stream = streams.area('old', `d${i}`);
      return { stream, type: 'AreaRegistered', data: { level: 'district', parent: 'kz', name } };
    }),
  ]);
  await store.close();
  return data;
}

const open = async (path: string) => {
  ({ page, faults } = await browser.page(server.url + path));
};
const acts = () => page.locator('[data-act]');
const first = () => acts().first();
const showing = (position: number) => page.locator(`[data-position="${position}"]`).waitFor();
const votes = async (name: string) =>
  Number(await page.locator('li', { hasText: name }).locator('.figure strong').textContent());

describe('The record', () => {
  beforeEach(async () => {
    await open('/e/akim/record?lang=en');
    await page.getByText('Nothing older.').waitFor();
  });

  test('is told in sentences, the newest first, with who did it, in what role and when', async () => {
    expect(await first().textContent()).toMatch(
      /^Ballot box closed: ballots: 310 *Akim of Jañaömir *Precinct 0412 *Position [\d,]+ *clerk, \w+ commission *recorded \d+ \w+ \d{4}, \d\d:\d\d/,
    );
    const positions = await acts().evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-act'))));
    expect(positions).toEqual(positions.toSorted((a, b) => b - a));
    expect(faults).toEqual([]);
  });

  test('grows as it is recorded, without being loaded again', async () => {
    const had = await acts().count();
    await page.evaluate('document.body.dataset.mark = "not loaded again"');
    await server.record(`/elections/akim/contests/${contest}/ballot-boxes/0413/ballots`, {
      batch: '00000000-0000-4000-8000-00000000000a',
      choices: ['c-1', 'c-1', 'c-2'],
    });
    await first().getByText('Ballots recorded: 3 ballots of one batch').waitFor();
    expect(await acts().count()).toBe(had + 1);
    expect(await page.locator('body[data-mark]').count()).toBe(1);
  });

  test('goes back to its first event, each act once', async () => {
    await page.goto(`${server.url}/e/old/record?lang=en&at=${districts + 1}`);
    const older = page.locator('button:enabled', { hasText: 'Older events' });
    const end = page.getByText('Nothing older.');
    for (let pages = 0; ; pages += 1) {
      await older.or(end).waitFor();
      if (await end.isVisible()) {
        expect(pages).toBeGreaterThan(0);
        break;
      }
      await older.click();
    }
    expect(await acts().last().textContent()).toContain('Election called: Old; voting day 25 July 2021');
    const { body } = await server.get(`/elections/old/trail?limit=1000&at=${districts + 1}`);
    const positions = await acts().evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-act'))));
    expect(positions.toReversed()).toEqual(body.rows.map(({ position }: { position: number }) => position));
  });

  test('is narrowed to one kind of event in one precinct, at an address to share', async () => {
    await page.getByLabel('What happened').selectOption({ label: 'Turnout reported' });
    await page.getByLabel('Precinct', { exact: true }).fill('0411');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/type=TurnoutReported.*precinct=0411/);
    await expect4();
    const there = page.url();
    await page.close();
    ({ page } = await browser.page(there));
    await expect4();

    async function expect4(): Promise<void> {
      await page.locator('[data-act]:nth-child(4):last-child').waitFor();
      for (const text of await acts().allTextContents()) expect(text).toMatch(/^Turnout reported.*Precinct 0411/);
    }
  });

  test('is that of a precinct where it is opened from there', async () => {
    await page.goto(`${server.url}/e/akim/precincts/0412?lang=en`);
    await page.getByRole('link', { name: 'The record', exact: true }).click();
    await page.getByText('Nothing older.').waitFor();
    const texts = await acts().allTextContents();
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text).toContain('Precinct 0412');
  });

  test('says so where nothing fits, and is whole again without filters', async () => {
    await page.getByLabel('Recorded by').fill('nobody');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Nothing recorded fits.').waitFor();
    await page.getByRole('button', { name: 'Take all filters away' }).click();
    await first().waitFor();
    expect(new URL(page.url()).search).toBe('?lang=en');
  });

  test('leads from an act to the moment when it was the last', async () => {
    const act = await first().getAttribute('data-act');
    const link = page.locator(`[data-act="${act}"]`).getByRole('link', { name: /Position/ });
    const at = (await link.getAttribute('href'))!.slice('?at='.length);
    await server.record('/elections/akim/areas', {
      code: '790000000',
      level: 'region',
      parent: 'kz',
      name: { en: 'City' },
    });
    await link.click();
    await page.getByText(new RegExp(`The record as of position ${at}, `)).waitFor();
    await page.locator('[data-act]:first-child').waitFor();
    expect(await first().getAttribute('data-act')).toBe(act);
  });
});

describe('Times', () => {
  test('narrow the record, by the clocks of the place of the election', async () => {
    await server.record('/elections/old/areas', { code: '63', level: 'region', parent: 'kz', name: { en: 'New' } });
    await open('/e/old/record?lang=en&until=2021-07-25T09:01&type=ElectionCalled');
    await page.getByText('Nothing older.').waitFor();
    expect(await acts().count()).toBe(1);
    await page.goto(`${server.url}/e/old/record?lang=en&until=2021-07-25T09:00`);
    await page.getByText('Nothing recorded fits.').waitFor();
    await page.goto(`${server.url}/e/old/record?lang=en&from=2021-07-25T09:01`);
    await first().waitFor();
    expect(await acts().allTextContents()).toEqual([expect.stringMatching(/^Area registered: New/)]);
    expect(faults).toEqual([]);
  });

  test('lead to the moment when they were now', async () => {
    await open('/e/old?lang=en');
    await page.getByText('An earlier moment').click();
    await page.getByLabel('As it stood at').fill('2021-07-25T10:00');
    await page.getByText('recorded 25 July 2021, 09:00').waitFor();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText(`The record as of position ${districts + 1}, 25 July 2021, 09:00`).waitFor();
    expect(new URL(page.url()).searchParams.get('at')).toBe(`${districts + 1}`);
  });
});

describe('The time slider', () => {
  test('shows an earlier figure and what changed since, at an address that shows the same again', async () => {
    await open(`/e/akim/contests/${contest}?lang=en`);
    await page.locator('[data-position]').waitFor();
    const earlier = await server.head();
    const then = await votes('Ерлан Оспанов');
    const others = 120 + 160; // of the two precincts that were counted before
    await showing(await cast(server, '0413', { 'c-2': 7, 'c-1': 2 }));
    expect(await votes('Ерлан Оспанов')).toBe(then + 7);

    await page.getByText('An earlier moment').click();
    await page.getByRole('slider').evaluate((slider, value) => {
      (slider as unknown as { value: string }).value = String(value);
      for (const type of ['input', 'change']) slider.dispatchEvent(new Event(type, { bubbles: true }));
    }, earlier);
    await page.waitForURL(new RegExp(`[?&]at=${earlier}`));
    await earlierIsShown();
    const there = page.url();
    await page.close();
    ({ page, faults } = await browser.page(there));
    await earlierIsShown();
    expect(faults).toEqual([]);

    async function earlierIsShown(): Promise<void> {
      await page.getByText(`The record as of position ${earlier}`).waitFor();
      await page.getByText(/^What changed since: [\d]+ figures/).click();
      const change = page.locator('[data-changes] tbody tr', { hasText: 'Precinct 0413' });
      const row = change.filter({ hasText: 'Ерлан Оспанов' }).locator('th, td');
      await row.first().waitFor();
      expect(await row.allTextContents()).toEqual([
        'Precinct 0413',
        'Ерлан Оспанов',
        `${then - others}`,
        `${then - others + 7}`,
        '+7',
      ]);
      expect(await votes('Ерлан Оспанов')).toBe(then);
      expect(await page.locator('[data-changes] tbody tr', { hasText: 'Үміт' }).count()).toBe(0);
    }
  });

  test('leads on to the events in between', async () => {
    const earlier = await server.head();
    await cast(server, '0413', { 'c-3': 5 });
    await open(`/e/akim/contests/${contest}?lang=en&at=${earlier}`);
    await page.getByText('What changed since').click();
    await page.getByRole('link', { name: 'The events in between' }).click();
    await first().waitFor();
    expect(await acts().allTextContents()).toEqual([expect.stringMatching(/^Ballots recorded: 5 ballots/)]);
  });

  test('goes from one earlier moment to the next, with one way back to now', async () => {
    const head = await server.head();
    await open(`/e/akim/contests/${contest}?lang=en`);
    await showing(head);
    await page.getByText('An earlier moment').click();
    await page.getByRole('slider').focus();
    for (const at of [head - 1, head - 2, head - 3]) {
      await page.keyboard.press('ArrowLeft');
      await page.waitForURL(new RegExp(`[?&]at=${at}`));
    }
    await page.goBack();
    await showing(head);
    expect(new URL(page.url()).searchParams.has('at')).toBe(false);
  });
});
