/**
 * Browser tests against the built product. Each lane has a server of its own on a free port with a copy of the demonstration district of
 * 2026-11-15, and takes the next file when it has done one. One lane unless E2E_LANES says more: npm test uses three. The browser comes from npm;
 * CHROMIUM_PATH names another one. BASE_URL tests a server that runs already. E2E_RETRIES allows more tries; none unless it is set.
 * E2E_TRACE=on keeps the trace of each test that fails.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import chromium from "@sparticuz/chromium";

const root = fileURLToPath(new URL("..", import.meta.url));

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

const lanes = process.env["BASE_URL"] === undefined ? Number(process.env["E2E_LANES"] ?? 1) : 1;

// Playwright's workers load this file again: they must find the ports and the folder that the first reading chose.
process.env["E2E_PORTS"] ??= (await Promise.all(Array.from({ length: lanes }, freePort))).join();
if (process.env["E2E_DATA_DIR"] === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "bedside-e2e-"));
  process.env["E2E_DATA_DIR"] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}
// Two processes that unpack the browser at once break each other's file, so it is unpacked here, before any worker starts.
process.env["CHROMIUM_PATH"] ??= await chromium.executablePath();

const data = process.env["E2E_DATA_DIR"];
const addresses = process.env["E2E_PORTS"].split(",").map((port) => `http://localhost:${port}`);
/** Of the worker that reads this file. */
const lane = Number(process.env["TEST_PARALLEL_INDEX"] ?? 0);

const quoted = (...words: string[]) => words.map((word) => JSON.stringify(word)).join(" ");

const servers = addresses.map((address, at) => ({
  command: quoted(
    ...[process.execPath, join(root, "tests", "e2e", "serve-demo.mjs")],
    ...[join(data, "prepared"), join(data, `lane-${at}`)],
  ),
  cwd: root,
  url: `${address}/readyz`,
  timeout: 600_000,
  reuseExistingServer: false,
  stdout: "ignore" as const,
  stderr: "pipe" as const,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 10_000 },
  env: { PORT: new URL(address).port, PUBLIC_ORIGIN: address },
}));

/** The specs that begin with `test` of kiosk-district.ts. */
const onKioskDistrict = /(cover|geometry|listening|machine|privacy|read-aloud|taps|ways-out|weight)\.kiosk\.spec\.ts$/;
const kiosk = { viewport: { width: 1080, height: 1920 }, hasTouch: true };

export default defineConfig({
  testDir: "e2e",
  outputDir: join(root, "test-results"),
  fullyParallel: false,
  workers: lanes,
  retries: Number(process.env["E2E_RETRIES"] ?? 0),
  forbidOnly: true,
  // Generous: a time-out is for what never comes, and a starved machine is not a fault of the product.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env["BASE_URL"] ?? addresses[lane] ?? "",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    video: "off",
    // To record every step takes a third of the time of all steps.
    trace: process.env["E2E_TRACE"] === undefined ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    // Only this argument: the package's own list hangs with several contexts and switches web security off.
    launchOptions: { executablePath: process.env["CHROMIUM_PATH"], args: ["--no-sandbox"] },
  },
  projects: [
    // First, because the walk over all screens takes longest; together, because they share a server that a worker starts.
    { name: "kiosk-district", testMatch: onKioskDistrict, use: kiosk },
    { name: "desk", testIgnore: /\.(phone|kiosk)\.spec\.ts$/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testMatch: /\.phone\.spec\.ts$/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: "kiosk", testMatch: /\.kiosk\.spec\.ts$/, testIgnore: onKioskDistrict, use: kiosk },
  ],
  ...(process.env["BASE_URL"] ? {} : { webServer: servers }),
});
