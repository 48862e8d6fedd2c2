import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dataFolder } from '../../src/config/data-folder.ts';
import { streams } from '../../src/domain/stream.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { type Happened, record } from '../support/history.ts';
import { TestServer } from '../support/server.ts';
import { Browser } from './browser.ts';
import { MainThread } from './main-thread.ts';

const precincts = 10_000;
const at = '2021-07-25T09:00:00+06:00';
const name = { en: 'Long' };

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), 'vote-record-long-'));
  const store = await openSqliteStore(dataFolder(data).record);
  const called = {
    name,
    votingDay: '2021-07-25',
    ruleSet: 'plurality',
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 1,
    personalSignatures: false,
    at,
  };
  await record(store, [
    { stream: streams.election('long'), type: 'ElectionCalled', data: called },
    { stream: streams.area('long', 'kz'), type: 'AreaRegistered', data: { level: 'country', parent: null, name } },
  ]);
  const formed = Array.from({ length: precincts }, (_, i): Happened => {
    const code = String(i + 1).padStart(5, '0');
    const precinct = { area: 'kz', name: `School ${code}`, votersOnRoll: 1_000 + i };
    return { stream: streams.precinct('long', code), type: 'PrecinctFormed', data: precinct };
  });
  await Promise.all(formed.map((one) => record(store, [one])));
  await store.close();
  server = await TestServer.start(data);
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('Of 10,000 precincts only those in sight are drawn, and any of them is there when it is scrolled to', async () => {
  const { page, faults } = await browser.page(`${server.url}/e/long?lang=en`);
  const table = page.locator('.long');
  await table.getByRole('link', { name: 'School 00001' }).waitFor();
  expect(await table.locator('tbody tr').count()).toBeLessThan(120);
  expect(await table.locator('table').getAttribute('aria-rowcount')).toBe(String(precincts + 1));
  await page.evaluate('globalThis.box = document.querySelector(".long")');
  for (const [part, code] of [
    [0.5, '05000'],
    [1, '10000'],
    [0, '00001'],
  ] as const) {
    await page.evaluate(`box.scrollTop = (box.scrollHeight - box.clientHeight) * ${part}`);
    await table.getByRole('link', { name: `School ${code}` }).waitFor();
  }
  await page.getByRole('button', { name: 'Voters on the roll' }).click();
  await table.getByRole('link', { name: 'School 10000' }).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

/** Milliseconds of a frame at 60 a second. */
const frame = 1_000 / 60;

test('Scrolling through them leaves the main thread idle for half of each frame, however fast it goes', async () => {
  const { page } = await browser.page(`${server.url}/e/long?lang=en`);
  const table = page.locator('.long');
  await table.getByRole('link', { name: 'School 00001' }).waitFor();
  await table.scrollIntoViewIfNeeded();
  const { x, y, width } = (await table.boundingBox())!;
  await page.mouse.move(x + width / 2, y + 100);
  await page.evaluate(`
    globalThis.frames = 0;
    const next = () => { frames++; requestAnimationFrame(next); };
    next();
  `);
  const frames = async () => (await page.evaluate('frames')) as number;
  const thread = await MainThread.of(page);
  for (const pixels of [100, 2_000]) {
    await page.evaluate('document.querySelector(".long").scrollTop = 0');
    const [worked, drawn] = [await thread.worked(), await frames()];
    for (let turn = 0; turn < 100; turn++) await page.mouse.wheel(0, pixels);
    const perFrame = ((await thread.worked()) - worked) / ((await frames()) - drawn);
    expect(await page.evaluate('document.querySelector(".long").scrollTop')).toBeGreaterThanOrEqual(90 * pixels);
    expect([pixels, perFrame < frame / 2, perFrame]).toEqual([pixels, true, perFrame]);
  }
  await page.close();
});
