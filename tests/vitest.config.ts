import { defineConfig } from "vitest/config";

const root = new URL("..", import.meta.url).pathname;
const stored = ["tests/usecases/**/*.test.ts", "tests/db/**/*.test.ts", "tests/commands/**/*.test.ts"];

export default defineConfig({
  root,
  test: {
    root,
    projects: [
      {
        test: {
          name: "unit",
          // Property tests plan whole districts; a busy machine must not fail them.
          testTimeout: 120_000,
          root,
          include: ["tests/{domain,integrations,architecture,components,messages,web}/**/*.test.{ts,tsx}"],
        },
      },
      {
        test: {
          name: "pglite",
          root,
          include: stored,
          exclude: ["**/*.postgres.test.ts"],
          env: { TEST_DATABASE: "pglite" },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "postgres",
          root,
          include: stored,
          env: { TEST_DATABASE: "postgres" },
          globalSetup: ["tests/support/real-postgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
