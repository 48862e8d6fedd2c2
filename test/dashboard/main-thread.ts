import type { CDPSession, Page } from 'playwright-core';

/**
 * How long a page's main thread was at work: script, style, layout and paint, in milliseconds of its own processor time,
 * which other processes of a busy machine do not add to.
 */
export class MainThread {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<MainThread> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new MainThread(session);
  }

  /** Since the page's process began. */
  async worked(): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
  }
}
