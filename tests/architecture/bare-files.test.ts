/** Files with a database run on both; files without one run once. The list that tells them apart is held against what they import. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { BARE_FILES } from "../bare-files.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ROOMS = ["usecases", "db", "workers", "routes", "commands", "simulation"];
/** What gives a test a district of its own. */
const OPENERS = ["tests/support/database.ts", "tests/support/scratch-database.ts"];
/** It reaches an opener through the small district, of which it uses the rows alone. */
const RUNS_THE_COMMAND = "tests/commands/month-refusals.test.ts";

const testFiles = ROOMS.flatMap((room) => {
  const folder = join(root, "tests", room);
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  return names.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => `tests/${room}/${name}`);
});

/** Paths below tests/ that a file imports, whole or by types alone. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  const named = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, name = ""]) => name);
  return named.flatMap((name) => {
    if (name.startsWith("#tests/")) return [name.slice(1)];
    return name.startsWith(".") ? [normalize(join(dirname(path), name))] : [];
  });
}

/** Whether a file reaches one of the openers through other files of the tests. */
function opensDatabase(path: string, seen = new Set<string>()): boolean {
  if (OPENERS.includes(path)) return true;
  if (seen.has(path) || !existsSync(join(root, path)) || !path.endsWith(".ts")) return false;
  seen.add(path);
  return importsOf(path).some((next) => opensDatabase(next, seen));
}

it("test files that open no database are listed, and none that opens one is", () => {
  const bare = testFiles.filter((path) => path === RUNS_THE_COMMAND || !opensDatabase(path));
  expect([...BARE_FILES].sort()).toEqual(bare.sort());
});
