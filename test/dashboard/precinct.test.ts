import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TestServer } from '../support/server.ts';
import { figuresOf, sha256, Village } from '../support/village.ts';
import { callAkimElection, candidates, contest as akim, voteAndCount } from './an-election.ts';
import { Browser, overflow, pictures, sectionOf, sizes, violations } from './browser.ts';
import { discarded, dispute, dissent, papers, request, submitCopy } from './disputed-village.ts';

let server: TestServer;
let village: Village;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  server = await TestServer.start(undefined, { CHECKPOINT_SECONDS: '1' });
  village = new Village(server, 4);
  await village.call();
  await dispute(village);
  await signed();
  browser = await Browser.open();
});
afterAll(async () => {
  await browser?.close();
  await server.stop();
});
beforeEach(() => page?.close());

const section = (title: string) => sectionOf(page, title);
const form = () => page.locator('.protocol-form');

/** Waits until the record is signed as far as it goes. */
async function signed(): Promise<void> {
  const head = await server.head();
  while ((await server.get(`/log/receipt?position=${head}`)).status !== 200) await setTimeout(100);
}

/** Waits for the receipt's code to be drawn. */
const receipt = () =>
  form()
    .locator('img')
    .evaluate((image: { decode(): Promise<void> }) => image.decode());

async function open(precinct: string, language = 'en'): Promise<void> {
  ({ page, faults } = await browser.page(`${server.url}/e/akim/precincts/${precinct}?lang=${language}`));
  await form().getByRole('row').nth(15).waitFor();
}

describe('The view of a precinct', () => {
  test('shows the protocol as on paper: every figure of the form in its numbered line, and who signed', async () => {
    await open('p2');
    const figures = Object.entries({ ...figuresOf(papers.p2), ballotsInvalid: 2, ballotsSpoiled: 2 });
    const lines = form().locator('table').first().locator('tbody tr');
    const rows = await lines.allTextContents();
    const stated = await lines.locator('.value').allTextContents();
    expect(stated.slice(0, 11)).toEqual(figures.slice(0, 11).map(([, value]) => String(value)));
    expect(rows[9]).toMatch(/2\s*два$/);
    expect(rows.slice(11).join(' ')).toMatch(
      /12.*12\.1.*Candidate a.*121.*12\.2.*Candidate b.*133.*13.*against all.*0/,
    );
    const signatures = form().locator('table').last();
    expect(await signatures.locator('tr', { hasText: 'p2.member1' }).textContent()).toMatch(
      /Chair.*✓ signed 25 July 2021, 23:30/,
    );
    expect(await signatures.locator('tr', { hasText: 'p2.member4' }).textContent()).toContain(
      `Special opinion: ${dissent}`,
    );
    expect(await signatures.locator('tr', { hasText: 'p2.member3' }).textContent()).toContain('– has not signed');
    expect(await form().textContent()).toContain('Posted 25 July 2021, 23:40: Entrance hall');
  });

  test('says which control relations fail, with the article and both sides, and which hold', async () => {
    await open('p2');
    const relation = async (id: string) =>
      (
        await section('Control relations')
          .locator('tr', { hasText: `${id}. ` })
          .allTextContents()
      ).join();
    expect(await relation('C2')).toMatch(/⚑ Fails.*254\s:\s256.*art\.\s43/);
    expect(await relation('C3')).toMatch(/✓ Holds.*254\s:\s254.*art\.\s43/);
    expect(await form().locator('.notice').textContent()).toContain('C2. Ballots in the boxes');
    expect(await section('Discrepancies').locator('tr', { hasText: 'C1. ' }).textContent()).toMatch(/Explained/);
    expect(await section('Discrepancies').textContent()).toContain('explained by p2.member1, Precinct commission');
  });

  test('shows both readings, where they differed, and who discarded one, and why', async () => {
    await open('p2');
    const readings = section('The two readings of the paper');
    expect(await readings.locator('tr', { hasText: 'p2.member3' }).first().textContent()).toContain(
      `✕ Discarded by p2.member4, Precinct commission: ${discarded}`,
    );
    expect(await readings.getByRole('region').last().textContent()).toMatch(/Candidate a\s*121\s*≠ 112/);
  });

  test('shows a recount with every figure before and after, by whom and why', async () => {
    await open('p3');
    const corrections = section('Corrections');
    const said = await corrections.textContent();
    expect(said).toContain(`Reason: ${request}`);
    expect(said).toMatch(/proposed by p3\.member1, Precinct commission.*confirmed by p3\.member2, Precinct commission/);
    expect(await corrections.locator('tr', { hasText: 'Candidate a' }).textContent()).toMatch(/140\s*≠ 150/);
    expect(await form().textContent()).toContain('Not posted yet');
  });

  test('sets an observer’s copy beside the protocol, figure by figure, as soon as it is in and without being loaded again', async () => {
    await open('p1');
    await page.evaluate('document.body.dataset.mark = "not loaded again"');
    expect(await section('Posting, copies and acts').textContent()).toContain('to an observer');
    await submitCopy(village);
    const copy = page.locator('[data-copy="k-p1"]');
    await copy.getByText('≠ Says something else than the protocol.').waitFor();
    expect(await copy.textContent()).toContain('submitted by observer.p1, Observer');
    expect(await copy.locator('tr', { hasText: 'Candidate a' }).textContent()).toMatch(/230\s*≠ 210/);
    expect(await form().textContent()).toContain('1 observer’s copy says something else.');
    expect(await page.locator('body[data-mark]').count()).toBe(1);
  });

  test('sets recorded ballots beside the protocol, line by line, and flags what differs', async () => {
    await village.write('p4', { a: papers.p4.a + 3, b: papers.p4.b - 3 });
    await open('p4');
    const ballots = section('Recorded ballots beside the protocol');
    expect(await ballots.textContent()).toContain('≠ The recorded ballots are not the protocol’s figures.');
    expect(await ballots.locator('tbody tr', { hasText: 'Candidate a' }).textContent()).toMatch(/90\s*93\s*-3/);
    expect(await section('Control relations').locator('tr', { hasText: 'C14 (Candidate b)' }).textContent()).toMatch(
      /⚑ Fails.*110\s:\s107/,
    );
    expect(await section('Discrepancies').locator('tr', { hasText: 'C14 (Candidate b)' }).textContent()).toMatch(
      /⚑ Open.*110\s:\s107/,
    );
  });

  test('is what it was at an earlier moment: before the recount the first figures, and no correction', async () => {
    const { body } = await server.get('/elections/akim/trail?contest=v&precinct=p3&type=CorrectionProposed');
    await open('p3', `en&at=${body.rows[0].position - 1}`);
    expect(await form().locator('tr', { hasText: 'Candidate a' }).textContent()).toMatch(/140$/);
    expect(await section('Corrections').count()).toBe(0);
  });

  test('gives the receipt of the protocol’s acceptance as a code and as a file, and a way to its record', async () => {
    await open('p1');
    const acceptance = (await server.get('/elections/akim/trail?contest=v&precinct=p1&type=ProtocolAccepted')).body
      .rows[0];
    const file = await form().getByRole('link', { name: 'The receipt as a file' }).getAttribute('href');
    expect(file).toBe(`/log/receipt?position=${acceptance.position}`);
    await receipt();
    const record = page.getByRole('link', { name: 'Everything recorded about this protocol' });
    expect(await record.getAttribute('href')).toBe('/e/akim/record?contest=v&precinct=p1');
  });

  test.each(['kk', 'ru', 'en'])(
    'prints the protocol of the form on A4 in %s, with all its figures and nothing else',
    async (language) => {
      await open('p2', language);
      await receipt();
      await page.emulateMedia({ media: 'print' });
      const printed = (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ');
      for (const value of [400, 404, 254, 150, 2, 121, 133]) expect(printed).toMatch(new RegExp(`\\b${value}\\b`));
      expect(printed).not.toContain('CSV');
      expect(await section('Control relations').isVisible()).toBe(false);
      const pdf = await page.pdf({ path: `${pictures}/protocol-${language}.pdf`, preferCSSPageSize: true });
      const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
      expect(sheets.length).toBeLessThanOrEqual(2);
      expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45]\S* 84[12]/);
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.screenshot({ path: `${pictures}/protocol-printed-${language}.png`, fullPage: true });
    },
  );

  test.each(['kk', 'ru', 'en'])(
    'is whole in %s at a desk and on a phone, without a fault that axe finds',
    async (language) => {
      await open('p2', language);
      for (const size of ['desktop', 'phone'] as const) {
        await page.setViewportSize(sizes[size]);
        expect([size, await overflow(page)]).toEqual([size, 0]);
        expect([size, await violations(page)]).toEqual([size, []]);
        const hidden = await form()
          .getByRole('region')
          .evaluate((table) => table.scrollWidth - table.clientWidth);
        expect([size, hidden]).toEqual([size, 0]);
        await page.screenshot({ path: `${pictures}/disputed-precinct-${language}-${size}.png`, fullPage: true });
      }
      expect(faults).toEqual([]);
    },
  );

  test('hands out the protocol as it is shown', async () => {
    await open('p1');
    const download = page.waitForEvent('download');
    await form().getByRole('button', { name: 'CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toContain('12.1,Candidate a,210,');
  });
});

describe('A protocol that was imported', () => {
  let other: TestServer;
  beforeAll(async () => {
    other = await TestServer.start();
    await callAkimElection(other);
    await voteAndCount(other);
    const figures = {
      votersOnRoll: 700,
      ballotsIssued: 360,
      ballotsInBoxes: 355,
      ballotsInvalid: 3,
      ballotsValid: 352,
    };
    await other.record(`/elections/akim/contests/${akim}/protocols/0411/entries`, {
      figures: { ...figures, votesAgainstAll: 12 },
      votes: { 'c-1': 180, 'c-2': 119, 'c-3': 41 },
      imported: { file: sha256, line: 7 },
    });
  });
  afterAll(() => other.stop());

  test('says so, has the lines that its form has, and stands beside the recorded ballots', async () => {
    ({ page } = await browser.page(`${other.url}/e/akim/precincts/0411?lang=en`));
    await form().waitFor();
    const names = await form().locator('table').first().locator('tbody th').allTextContents();
    expect(names.map((name) => name.trim())).toEqual([
      'Number of voters on the roll',
      'Number of ballots issued to voters',
      'Number of ballots found in all boxes',
      'Number of ballots found invalid',
      'Number of voters who took part in the voting',
      'Number of votes for each candidate',
      ...candidates.map(({ name }) => name),
      'Number of votes against all',
    ]);
    expect(await form().textContent()).toContain('imported with its source');
    expect(await section('The two readings of the paper').textContent()).toMatch(/stands for both readings.*line 7/);
    const beside = section('Recorded ballots beside the protocol').locator('tbody tr');
    expect(await beside.filter({ hasText: 'Ерлан Оспанов' }).textContent()).toMatch(/120\s*119\s*\+1/);
  });
});
