import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { startCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/tiny-package.ts';
import { Browser } from './browser.ts';

const folder = 'src/dashboard/screenshots';
const drawing = process.env['SCREENSHOTS'] === 'draw';

interface Picture {
  readonly file: string;
  readonly demo: readonly string[];
  readonly path: string;
  /** Something that is there once all of it is. */
  readonly whole: string;
}
/** What the README shows, of which demo. */
const pictures: readonly Picture[] = [
  { file: 'country.png', demo: ['--scale', 'kz-2021'], path: '/e/simulated-kz-2021-1', whole: '.full' },
  { file: 'contest.png', demo: [], path: '/e/akims-of-ulgi/contests/633340000', whole: '[data-copies] tbody tr' },
];

test('The README shows pictures that are there and small', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const { file } of pictures) {
    expect(readme).toContain(`(${folder}/${file})`);
    expect([file, statSync(`${folder}/${file}`).size < 150_000]).toEqual([file, true]);
  }
});

// `npm run screenshots` takes them anew.
(drawing ? test.each : test.skip.each)(pictures)(
  'The picture $file is taken of a demo',
  async ({ file, demo, path, whole }) => {
    using data = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const child = startCli(data.path, 'demo', '--port', '0', ...demo);
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
    await new Promise<void>((there, failed) => {
      child.once('close', () => failed(new Error(said)));
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('The server stays up')) there();
      });
    });
    const [url] = /http:\/\/[\d.:]+\d/.exec(said)!;
    const browser = await Browser.open();
    const { page } = await browser.page(`${url}${path}?lang=en`, { width: 1200, height: 1100 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.locator(whole).first().waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}/${file}` });
    await browser.close();
    child.kill('SIGINT');
    await new Promise((gone) => child.once('exit', gone));
  },
  600_000,
);
