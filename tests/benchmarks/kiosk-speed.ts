/** How soon a kiosk's page is drawn and answers a finger, measured in a browser whose processor is slowed. */
import type { Browser, BrowserContext, Page } from "@playwright/test";

/** A cheap kiosk computer beside the machine that measures. */
export const SLOWED = 4;

export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** A kiosk that has been on for a while: scripts and styles are in its cache. */
async function slowedPage(browser: Browser, cookies: Cookies): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    locale: "zh-CN",
  });
  await context.addCookies(cookies);
  await context.addInitScript(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { benchSeen: seen });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) seen["largest"] = startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    // From the touch to the frame that shows its effect; what is faster than 16 ms is not told.
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) seen[name] = Math.max(seen[name] ?? 0, duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  return context.newPage();
}

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
}

const seenOn = (page: Page) =>
  page.evaluate(() => ({ ...(window as unknown as { benchSeen: Record<string, number> }).benchSeen }));

/** The screen of the address takes touches; the address changes a moment before the screen does. */
const isReady = (page: Page) =>
  page.waitForFunction(() => {
    const shown = document.querySelector("[data-kiosk-ready=yes]")?.getAttribute("data-kiosk-screen");
    return shown === location.pathname + location.search;
  });

export type Paint = {
  /** From opening the address to the largest paint. */
  readonly paintMs: number;
  /** Of these, until the server's answer began. */
  readonly answerMs: number;
};

/** @returns medians of the times after the first, which warms */
export async function largestPaint(browser: Browser, cookies: Cookies, address: string, times: number): Promise<Paint> {
  const page = await slowedPage(browser, cookies);
  const found: Paint[] = [];
  for (let turn = 0; turn <= times; turn += 1) {
    await page.goto(address, { waitUntil: "load" });
    if (turn === 0) await slow(page);
    await page.waitForTimeout(500);
    const answerMs = await page.evaluate(() => {
      const [opened] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return opened?.responseStart ?? NaN;
    });
    if (turn > 0) found.push({ paintMs: (await seenOn(page))["largest"] ?? NaN, answerMs });
  }
  await page.context().close();
  return {
    paintMs: median(found.map(({ paintMs }) => paintMs)),
    answerMs: median(found.map(({ answerMs }) => answerMs)),
  };
}

const LOOP_MS = 200;

/**
 * What part of a core this process gets while it wants a whole one, 0 to 1: far below one, the machine has more work than cores, and times that
 * miss their goals prove nothing.
 */
export function coreShare(): number {
  const [began, used] = [performance.now(), process.cpuUsage()];
  while (performance.now() - began < LOOP_MS) Math.sqrt(began);
  const { user, system } = process.cpuUsage(used);
  return Math.min(1, (user + system) / 1000 / (performance.now() - began));
}

/** @returns the longest event of a touch on a page that does nothing with it, slowed the same, in milliseconds */
export async function touchOfEmptyPage(browser: Browser, address: string): Promise<number> {
  const page = await slowedPage(browser, []);
  await page.goto(address, { waitUntil: "load" });
  await slow(page);
  await page.locator("p").tap();
  await page.waitForTimeout(500);
  const { largest: _, ...events } = await seenOn(page);
  await page.context().close();
  return Math.max(0, ...Object.values(events));
}

export type Touch = {
  /** From the finger to the frame in which the button looks pressed. */
  readonly feedbackMs: number;
  /** The longest of the events of one touch, as INP counts. */
  readonly longestMs: number;
  /** Until the next screen takes touches; it rests 400 ms by itself, so that a double tap presses nothing. */
  readonly nextScreenMs: number;
};

/** Touches one control after another, each on the screen that the one before led to. */
export async function touches(
  browser: Browser,
  cookies: Cookies,
  from: string,
  steps: readonly (readonly [control: string, next: RegExp])[],
): Promise<Touch[]> {
  const page = await slowedPage(browser, cookies);
  await page.goto(from);
  await isReady(page);
  await slow(page);
  const found: Touch[] = [];
  for (const [control, next] of steps) {
    await page.evaluate(() => {
      const { benchSeen } = window as unknown as { benchSeen: Record<string, number> };
      for (const name of Object.keys(benchSeen)) delete benchSeen[name];
    });
    const began = performance.now();
    await page.locator(control).first().tap();
    await page.waitForURL(next);
    await isReady(page);
    const nextScreenMs = performance.now() - began;
    await page.waitForTimeout(300);
    const { largest: _, ...events } = await seenOn(page);
    found.push({
      feedbackMs: events["pointerdown"] ?? 0,
      longestMs: Math.max(0, ...Object.values(events)),
      nextScreenMs,
    });
  }
  await page.context().close();
  return found;
}
