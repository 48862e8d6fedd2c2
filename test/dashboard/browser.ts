import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/chromium/chrome'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A Chromium of the machine's own, with a profile of its own. */
export class Browser {
  private constructor(
    readonly context: BrowserContext,
    private readonly profile: string,
  ) {}

  static async open(): Promise<Browser> {
    const executablePath = process.env['CHROMIUM_PATH'] ?? usual.find((path) => existsSync(path));
    if (!executablePath) throw new Error('No Chromium here: set CHROMIUM_PATH, or install the package chromium.');
    const profile = mkdtempSync(join(tmpdir(), 'vote-record-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      locale: 'en-GB',
      acceptDownloads: true,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    context.setDefaultTimeout(10_000);
    return new Browser(context, profile);
  }

  /** A page at an address, with everything that went wrong in it noted. */
  async page(url: string, size = sizes.desktop): Promise<{ page: Page; faults: string[] }> {
    const page = await this.context.newPage();
    await page.setViewportSize(size);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(url);
    return { page, faults };
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

export const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } };

/** A section of a page, by its heading. */
export function sectionOf(page: Page, title: string): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });
}

/** What axe finds against WCAG 2.2 AA and its own best practices, in a line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe); // by the debugger's way in: the page's own policy lets nothing in
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Where pictures of the views are kept for people to look at: a build of the page leaves them there. */
export const pictures = '.bench/screenshots';
mkdirSync(pictures, { recursive: true });

/** What is wrong with a page at a desk and on a phone: too wide, or not for everybody. Leaves a picture of each. */
export async function faultsToSee(page: Page, picture: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [size, colorScheme] of [
    ['desktop', 'light'],
    ['phone', 'dark'],
  ] as const) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme });
    const tooWide = await overflow(page);
    if (tooWide > 0) faults.push(`${size}: ${tooWide} px too wide`);
    for (const violation of await violations(page)) faults.push(`${size}: ${violation}`);
    await page.screenshot({ path: `${pictures}/${picture}-${size}.png`, fullPage: true });
  }
  return faults;
}
