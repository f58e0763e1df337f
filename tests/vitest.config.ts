/**
 * Three projects. unit needs no database; pglite and postgres run the same files, once on the embedded database and once on a real
 * PostgreSQL. Races and the loss of a connection exist only on PostgreSQL, as do files named *.postgres.test.ts. Files of the rooms with a
 * database that open none are tests/bare-files.ts: they run once, with unit.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BARE_FILES } from "./bare-files.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const stored = ["tests/{usecases,db,workers,routes,commands,simulation}/**/*.test.{ts,tsx}"];
const postgresOnly = ["**/*.postgres.test.ts", "**/*driver-loss*"];
/** One process and one module graph for all files, in turn: each file opens a district of its own, and none loads the product again. */
const withDatabase = {
  root,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  fileParallelism: false,
  pool: "forks" as const,
  isolate: false,
};

export default defineConfig({
  root,
  test: {
    root,
    projects: [
      {
        test: {
          name: "unit",
          root,
          include: [
            "tests/{domain,components,kiosk,messages,integrations,architecture,access,web}/**/*.test.{ts,tsx}",
            ...BARE_FILES,
          ],
          testTimeout: 60_000,
          // Hooks that start a compiler wait for the machine, not for the code.
          hookTimeout: 60_000,
          // Pure code shares one module graph: five times faster. Processes, not threads: tests change TZ, which a thread cannot.
          pool: "forks",
          isolate: false,
        },
      },
      {
        test: {
          ...withDatabase,
          name: "pglite",
          include: stored,
          exclude: [...postgresOnly, ...BARE_FILES],
          env: { TEST_DATABASE: "pglite" },
          globalSetup: ["tests/support/embedded-setup.ts"],
        },
      },
      {
        test: {
          ...withDatabase,
          name: "postgres",
          include: [...stored, "tests/races/**/*.test.ts"],
          exclude: BARE_FILES,
          env: { TEST_DATABASE: "postgres" },
          globalSetup: ["tests/support/real-postgres-setup.ts"],
        },
      },
    ],
  },
});
