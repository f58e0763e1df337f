/**
 * npm run bench:audit: how long the audit workbench takes from the key to the next line on the screen, in a browser against the built
 * product, and how often a bare request fits into that time in the same run. Build first (`npm run build`).
 */
import chromium from "@sparticuz/chromium";
import { chromium as browsers } from "@playwright/test";
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";
import { startAuditedServer } from "#tests/e2e/audited-district.ts";

/** Lines that are opened one after another. */
const LINES = 30;

/** Milliseconds between two keys: a person reads, and the next two lines are fetched ahead meanwhile. */
const READING_MS = 700;

/** The longest that the next line may take. */
const LIMIT_MS = 150;

/** Runs in the browser: milliseconds from the key to the frame in which the next line's decision stands. Text, so that nothing compiles it. */
const KEY_TO_NEXT = `new Promise((resolve) => {
  const shown = () => document.querySelector("#decision")?.getAttribute("action");
  const before = shown();
  const from = performance.now();
  const look = () => requestAnimationFrame(() => (shown() === before ? look() : resolve(performance.now() - from)));
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
  look();
})`;

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

const server = await startAuditedServer();
const browser = await browsers.launch({ executablePath: await chromium.executablePath(), args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${server.origin}/sign-in`);
  await page.locator("input[name=loginName]").fill("street");
  await page.locator("input[name=password]").fill(DEMO_PASSWORD);
  await page.locator("form:has(input[name=password]) button").click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  await page.goto(`${server.origin}/office/audit`);
  await page.locator("[data-alive]").waitFor();
  await page.keyboard.press("j");
  await page.locator("#decision").waitFor();
  const next: number[] = [];
  const bare: number[] = [];
  for (let line = 0; line < LINES; line += 1) {
    await page.waitForTimeout(READING_MS);
    bare.push(
      await page.evaluate(async () => {
        const from = performance.now();
        await (await fetch("/healthz")).text();
        return performance.now() - from;
      }),
    );
    next.push(await page.evaluate<number>(KEY_TO_NEXT));
  }
  const [median, p95] = [quantile(next, 0.5), quantile(next, 0.95)];
  const request = quantile(bare, 0.5);
  console.log(`next line: median ${median.toFixed(1)} ms, 95% ${p95.toFixed(1)} ms of ${LINES} (limit ${LIMIT_MS} ms)`);
  console.log(`bare request: median ${request.toFixed(1)} ms; ratio ${(median / request).toFixed(1)}`);
  if (p95 > LIMIT_MS) process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
}
