import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { callAkimElection, code, contest, district, locality, voteAndCount } from './an-election.ts';
import { Browser, faultsToSee } from './browser.ts';

/** Each view, and something that is there once all of it is. */
const views: Readonly<Record<string, { readonly path: string; readonly whole: string }>> = {
  elections: { path: '/', whole: '.sheet' },
  country: { path: '/e/akim', whole: 'a[href$="630000000"] .full' },
  region: { path: `/e/akim/areas/${code('63')}`, whole: `tbody a[href$="${district}"]` },
  district: { path: `/e/akim/areas/${district}`, whole: `tbody a[href$="${locality}"]` },
  locality: { path: `/e/akim/areas/${locality}`, whole: 'tbody a[href$="0413"]' },
  contest: { path: `/e/akim/contests/${contest}`, whole: 'tbody a[href$="0413"]' },
  precinct: { path: '/e/akim/precincts/0411', whole: '.sheet .bar' },
  record: { path: '/e/akim/record', whole: '[data-act="0"]' },
  moment: { path: `/e/akim/contests/${contest}?at=200`, whole: '[data-changes] summary' },
  search: { path: '/e/akim/search?q=мектеп', whole: 'tbody a[href$="0413"]' },
};

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
  await callAkimElection(server);
  await voteAndCount(server);
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('The view', () => {
  test.each(Object.keys(views))(
    'of %s is whole in three languages, light at a desk and dark on a phone, without a fault that axe finds',
    async (name) => {
      const { path, whole } = views[name]!;
      const { page, faults } = await browser.page(server.url + path);
      for (const language of ['kk', 'ru', 'en']) {
        await page.locator('select').first().selectOption(language);
        await page.locator(`html[lang=${language}]`).waitFor();
        await page.locator(whole).first().waitFor();
        expect(await faultsToSee(page, `${name}-${language}`)).toEqual([]);
      }
      expect(faults).toEqual([]);
      await page.close();
    },
  );
});
