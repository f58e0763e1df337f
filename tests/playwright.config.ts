/**
 * Browser tests against the built product: a server of its own on a free port, a fresh data directory, the demonstration district
 * of 2026-11-15. The browser comes from npm; CHROMIUM_PATH names another one. BASE_URL tests a server that runs already.
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
      // The server under test has a database of its own, whatever the shell's settings say.
      delete process.env["DATABASE_URL"];

      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

// Playwright's workers load this file again: they must find the port and the folder that the first reading chose.
process.env["E2E_PORT"] ??= String(await freePort());
if (process.env["E2E_DATA_DIR"] === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "bedside-e2e-"));
  process.env["E2E_DATA_DIR"] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}
// Two processes that unpack the browser at once break each other's file, so it is unpacked here, before any worker starts.
process.env["CHROMIUM_PATH"] ??= await chromium.executablePath();

// The server under test has a database of its own, whatever the shell's settings say.
delete process.env["DATABASE_URL"];

const address = process.env["BASE_URL"] ?? `http://localhost:${process.env["E2E_PORT"]}`;

const server = {
  command: `${JSON.stringify(process.execPath)} --enable-source-maps build/server.mjs`,
  cwd: root,
  url: `${address}/readyz`,
  timeout: 300_000,
  reuseExistingServer: false,
  stdout: "ignore" as const,
  stderr: "pipe" as const,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 10_000 },
  env: {
    NODE_ENV: "production",
    PORT: process.env["E2E_PORT"],
    DATA_DIR: process.env["E2E_DATA_DIR"],
    PUBLIC_ORIGIN: address,
    // With an hour: otherwise the clock shows the hour of the run, and a run at night meets other screens than one by day.
    DEMO_TODAY: "2026-11-15T10:05",
  },
};

export default defineConfig({
  testDir: "e2e",
  outputDir: join(root, "test-results"),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: address,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    video: "off",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    // Only this argument: the package's own list hangs with several contexts and switches web security off.
    launchOptions: { executablePath: process.env["CHROMIUM_PATH"], args: ["--no-sandbox"] },
  },
  projects: [
    { name: "desk", testIgnore: /\.(phone|kiosk)\.spec\.ts$/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testMatch: /\.phone\.spec\.ts$/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    {
      name: "kiosk",
      testMatch: /\.kiosk\.spec\.ts$/,
      use: { viewport: { width: 1080, height: 1920 }, hasTouch: true },
    },
  ],
  ...(process.env["BASE_URL"] ? {} : { webServer: server }),
});
