import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TestServer } from '../support/server.ts';
import { Village } from '../support/village.ts';
import { Browser, faultsToSee, sectionOf } from './browser.ts';
import { boxAct, complaint, declareTie, refuse, repeatVoting, said, vote } from './tied-village.ts';

let server: TestServer;
let village: Village;
let browser: Browser;
let page: Page;
let faults: string[];
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 2);
  await village.call();
  await refuse(village);
  await vote(village);
  await repeatVoting(server);
  browser = await Browser.open();
});
afterAll(async () => {
  await browser?.close();
  await server.stop();
});

const section = (title: string) => sectionOf(page, title);
const row = (title: string, text: string) => section(title).locator('tbody tr', { hasText: text }).textContent();

async function open(view: string, language = 'en'): Promise<void> {
  await page?.close();
  ({ page, faults } = await browser.page(`${server.url}/e/${view}?lang=${language}`));
  await page.locator('section.sheet').nth(3).waitFor();
}

describe('Candidates who were refused registration', () => {
  beforeAll(() => open('akim/contests/h'));

  /** What is said of a candidate under the grounds and appeals. */
  const story = (name: string) =>
    section('Registration of candidates')
      .locator('div', { has: page.locator('strong', { hasText: name }) })
      .last()
      .innerText();

  test('stand in the list with their state, the signatures found valid, and whether they are eligible', async () => {
    const listed = (name: string) => row('Registration of candidates', name);
    expect(await listed('Candidate c')).toMatch(/Refused.*–.*Does not meet the requirements/);
    expect(await listed('Candidate d')).toMatch(/Registered.*6 of 800 \(0\.8%\).*Meets the requirements/);
    expect(await listed('Candidate e')).toMatch(/Refused.*Meets the requirements/);
    expect(await listed('Candidate f')).toMatch(/Registration cancelled/);
    expect(await row('Candidates', 'Candidate c')).toMatch(/Party c\s*Refused\s*–/);
  });

  test('stand with the ground, the reason, the complaint, and what the commission above decided and why', async () => {
    await section('Registration of candidates').getByText('Area r').first().waitFor();
    expect((await story('Candidate c')).split(/\n+/)).toEqual([
      'Candidate c',
      '7 July 2021, 11:00: registration refused: requirements for a candidate not met',
      said.unfit,
      '8 July 2021, 10:00: appealed',
      said.complaint,
      `Complaint, SHA-256: ${complaint}`,
      '10 July 2021, 10:00: the appeal was dismissed',
      said.dismissed,
      'Decided by the commission of: Area r',
    ]);
    expect(await story('Candidate d')).toMatch(
      new RegExp(`broken, or documents missing[^]*14 July 2021, 10:00: the appeal was granted\\s*${said.granted}`),
    );
    expect(await story('Candidate e')).toMatch(/false declaration of assets[^]*The appeal is pending\.$/);
    expect(await story('Candidate c')).not.toContain('pending');
    expect(await story('Candidate f')).toMatch(
      /15 July 2021, 10:00: registration cancelled: bribery of voters, found by a court/,
    );
    expect(await story('Candidate f')).toContain(said.bribed);
  });

  test('are told of in the contest’s story, in the words of the list of grounds', async () => {
    const steps = section('From the call to the certificate').locator('li');
    await steps.filter({ hasText: 'Registration cancelled' }).waitFor();
    const acts = (await steps.allTextContents()).join('\n');
    expect(acts).toMatch(/Registration refused: Candidate c: requirements for a candidate not met/);
    expect(acts).toMatch(/Appeal decided: Candidate c: dismissed[^]*Appeal decided: Candidate d: granted/);
    expect(acts).toMatch(/Appeal decided: Candidate d: granted\s.*Candidate registered: Candidate d/);
  });

  test('have deadlines for their appeals, of which one was decided late and one not at all', async () => {
    const decision = (name: string) => row('Deadlines', `Decision on an appeal: ${name}`);
    expect(await decision('Candidate c')).toMatch(/11 July 2021, 24:00.*✓ Done in time.*10 July 2021.*ch\.\s13.1/);
    expect(await decision('Candidate d')).toMatch(/⚑ Done late.*14 July 2021/);
    expect(await decision('Candidate e')).toMatch(/⚑ Overdue\s*–/);
    expect(await row('Deadlines', 'registration: Candidate f')).toMatch(/18 July 2021, 24:00.*· Lapsed/);
  });
});

describe('A mobile box with more ballots than written requests', () => {
  beforeAll(() => open('akim/precincts/p2'));

  test('is void: its ballots, the requests, the article and the digest of the act are there', async () => {
    const count = 'The count, step by step';
    expect(await row(count, 'Mobile box m1')).toMatch(/4 ballots, 4 written requests25 July 2021, 20:50/);
    expect(await row(count, 'Mobile box m2')).toMatch(/5 ballots, 3 written requests: all of the box is invalid/);
    expect(await section(count).locator('.notice').textContent()).toBe(
      `Mobile box m2: every ballot in it is invalid (art. 43). Act, SHA-256: ${boxAct}`,
    );
  });

  test('is named wherever the relation that it breaks is', async () => {
    expect(await row('Control relations', 'C6 (m1)')).toMatch(/✓ Holds\s*4\s:\s4/);
    expect(await row('Control relations', 'C6 (m2)')).toMatch(
      /⚑ Fails\s*5\s:\s3\s*art\.\s43\s*All of the box is invalid/,
    );
    expect(await page.locator('.protocol-form .notice', { hasText: 'A mobile box' }).innerText()).toMatch(
      /C6 \(m2\)\. A mobile box.*\(5 : 3; art\. 43\)/,
    );
    expect(await row('Discrepancies', 'C6 (m2)')).toMatch(new RegExp(`Explained.*5\\s:\\s3.*${said.unasked}`));
    expect(await section('Discrepancies').locator('p', { hasText: 'explained by' }).innerText()).toContain(
      'C6 (m2). 26 July 2021, 12:00: explained by p2.member1, Precinct commission',
    );
  });

  test('leaves its ballots in the protocol as invalid ones, and out of the votes', async () => {
    const line = (name: string) => page.locator('.protocol-form tbody tr', { hasText: name }).first().innerText();
    expect(await line('found in mobile boxes')).toMatch(/\b9$/);
    expect(await line('found in all boxes')).toMatch(/\b205$/);
    expect(await line('found invalid')).toMatch(/\b5$/);
    expect(await line('Candidate b')).toMatch(/\b110$/);
  });
});

describe('A tie', () => {
  test('is shown as soon as it is declared: between whom, with how many votes, and what the law makes of it', async () => {
    await open('akim/contests/v');
    await page.evaluate('document.body.dataset.mark = "not loaded again"');
    const candidates = section('Candidates');
    await candidates.getByText('The first are level.').waitFor();
    expect(await candidates.locator('.notice').count()).toBe(0);
    await declareTie(village);
    await candidates.getByText('Repeat election on 22 August 2021').waitFor();
    expect((await candidates.locator('.notice').allTextContents()).map((text) => text.trim())).toEqual([
      'A tie: Candidate a, Candidate b, 200 votes each.',
      'Repeat election on 22 August 2021',
    ]);
    expect(await page.locator('.badge').first().textContent()).toContain('Repeat called');
    const decision = await section('The commission’s decision').textContent();
    expect(decision).toMatch(/27 July 2021, 12:00: a tie declared\s*A tie: Candidate a, Candidate b, 200 votes each/);
    expect(decision).toContain('4 members approved, 4 decide');
    expect(decision).not.toContain('result established');
    const steps = section('From the call to the certificate').locator('li');
    expect(await steps.filter({ hasText: 'Tie declared' }).textContent()).toContain(
      'Tie declared: Candidate a, Candidate b; votes each: 200',
    );
    await section('Deadlines').getByText('28 July 2021, 10:00').waitFor();
    expect(await row('Deadlines', 'Repeat voting or repeat election')).toMatch(
      /25 August 2021, 24:00.*✓ Done in time.*ch\.\s13.1/,
    );
    expect(await page.locator('body[data-mark]').count()).toBe(1);
  });

  test('that is voted again has a way to the election of the repeat, and from there back', async () => {
    await open('e/contests/c');
    expect(await section('Candidates').locator('.notice').first().textContent()).toBe(
      'A tie: Candidate a, Candidate b, 3 votes each.',
    );
    const way = section('Candidates').getByRole('link', { name: 'Repeat voting' });
    expect(await way.locator('..').innerText()).toBe('Repeat voting on 22 August 2021: Repeat voting');
    expect(await way.getAttribute('href')).toMatch(/^\/e\/again\b/);
    await open('again/contests/r');
    const back = section('Candidates').getByRole('link', { name: 'Head' });
    expect(await back.getAttribute('href')).toMatch(/^\/e\/e\/contests\/c\b/);
    expect(await section('Candidates').locator('.notice').innerText()).toMatch(
      /^Repeats an earlier contest: Head\s+Only those who were level may stand: Candidate a, Candidate b$/,
    );
  });

  test('between two with 200 votes takes the form that the number asks for in Russian, and ends in one full stop', async () => {
    await open('akim/contests/v', 'ru');
    await section('Кандидаты').getByText('Повторные выборы').waitFor();
    expect((await section('Кандидаты').locator('.notice').allTextContents()).map((text) => text.trim())).toEqual([
      'Равенство: Candidate a, Candidate b, по 200 голосов.',
      'Повторные выборы 22 августа 2021 г.',
    ]);
  });
});

test.each([
  ['akim/contests/h', 'kk', 'refused'],
  ['akim/contests/v', 'ru', 'tied'],
  ['akim/precincts/p2', 'kk', 'void-box'],
  ['again/contests/r', 'en', 'repeat-voting'],
])(
  'The view %s in %s is whole at a desk and on a phone, without a fault that axe finds',
  async (view, language, name) => {
    await open(view, language);
    expect(await faultsToSee(page, `${name}-${language}`)).toEqual([]);
    expect(faults).toEqual([]);
  },
);
