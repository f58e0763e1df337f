/** A rule that catches nothing is no rule: each kind of violation is put into a small tree of its own, and must be named. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cruiser = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
const config = join(root, "tests", "architecture", "dependency-rules.cjs");

const packages = ["zod", "luxon", "rrule", "highs", "drizzle-orm", "postgres", "wechatpay-node-v3", "express", "remix"];
const scoped = ["@remix-run/node", "@electric-sql/pglite"];

/** A tree that keeps every rule; violations are added to it. */
const cleanTree: Record<string, string> = {
  "app/domain/money/fen.ts": "export const fen = 1;",
  "app/domain/time/instant.ts": 'import { DateTime } from "luxon"; export const at = DateTime;',
  "app/domain/elders/elder.ts":
    'import * as z from "zod"; import { fen } from "../money/fen.ts"; export const elder = [z, fen];',
  "app/domain/visits/visit.ts": "export const visit = 1;",
  "app/domain/claims/claim.ts": 'import { visit } from "../visits/visit.ts"; export const claim = visit;',
  "app/domain/scheduling/rrule-library.ts": 'import * as library from "rrule"; export const rule = library;',
  "app/integrations/workbooks/read-workbook.server.ts":
    'import { elder } from "#app/domain/elders/elder.ts"; export const read = elder;',
  "db/connection.server.ts":
    'import postgres from "postgres"; import { drizzle } from "drizzle-orm"; export const open = [postgres, drizzle];',
  "db/transaction.ts": 'import { open } from "./connection.server.ts"; export const unit = open;',
  "db/schema/elder.ts": 'import { drizzle } from "drizzle-orm"; export const table = drizzle;',
  "db/repositories/elders.ts": 'import { table } from "../schema/elder.ts"; export const find = table;',
  "db/seed/demo.ts": 'import { elder } from "#app/domain/elders/elder.ts"; export const demo = elder;',
  "app/usecases/elders/show-elder.server.ts":
    'import { find } from "#db/repositories/elders.ts"; import { unit } from "#db/transaction.ts"; export const show = [find, unit];',
  "app/messages/office.ts": "export const words = 1;",
  "app/components/tag.tsx": 'import { words } from "#app/messages/office.ts"; export const tag = words;',
  "app/kiosk/tile.tsx": 'import { tag } from "#app/components/tag.tsx"; export const tile = tag;',
  "app/web/guard.server.ts":
    'import { json } from "@remix-run/node"; import { open } from "#db/connection.server.ts"; export const guard = [json, open];',
  "app/routes/office.tsx":
    'import { guard } from "#app/web/guard.server.ts"; import { show } from "#app/usecases/elders/show-elder.server.ts"; import { tag } from "#app/components/tag.tsx"; export const loader = [guard, show, tag];',
  "workers/runner.ts": 'import { show } from "#app/usecases/elders/show-elder.server.ts"; export const run = show;',
  "app/server.ts":
    'import { run } from "#workers/runner.ts"; import express from "express"; export const app = [run, express];',
  "app/commands/run-month.ts":
    'import { show } from "#app/usecases/elders/show-elder.server.ts"; import { demo } from "#db/seed/demo.ts"; export const main = [show, demo];',
  "tests/support/database.ts": 'import { open } from "#db/connection.server.ts"; export const opened = open;',
};

/** Rule, file that breaks it, what the file imports. */
const violations: [rule: string, file: string, imported: string][] = [
  ["domain-imports-domain", "app/domain/elders/bad-storage.ts", "#db/transaction.ts"],
  ["domain-imports-domain", "app/domain/elders/bad-words.ts", "#app/messages/office.ts"],
  ["domain-has-three-packages", "app/domain/elders/bad-random.ts", "node:crypto"],
  ["domain-has-three-packages", "app/domain/elders/bad-server.ts", "express"],
  ["money-and-time-are-the-floor", "app/domain/money/bad-floor.ts", "#app/domain/elders/elder.ts"],
  ["care-does-not-know-claims", "app/domain/visits/bad-price.ts", "#app/domain/claims/claim.ts"],
  ["imports-translate-rows", "app/domain/imports/bad-step.ts", "#app/domain/visits/visit.ts"],
  ["db-imports-domain", "db/repositories/bad-step.ts", "#app/usecases/elders/show-elder.server.ts"],
  ["seed-makes-values", "db/seed/bad-step.ts", "#app/usecases/elders/show-elder.server.ts"],
  ["only-seeding-reads-seeds", "app/usecases/elders/bad-seed.server.ts", "#db/seed/demo.ts"],
  [
    "integrations-import-domain",
    "app/integrations/workbooks/bad-step.server.ts",
    "#app/usecases/elders/show-elder.server.ts",
  ],
  ["usecases-stay-headless", "app/usecases/elders/bad-edge.server.ts", "#app/web/guard.server.ts"],
  ["usecases-stay-headless", "app/usecases/elders/bad-table.server.ts", "#db/schema/elder.ts"],
  ["routes-answer", "app/routes/bad-table.tsx", "#db/repositories/elders.ts"],
  ["drizzle-lives-in-db", "app/routes/bad-query.tsx", "drizzle-orm"],
  ["web-is-the-edge", "app/web/bad-table.server.ts", "#db/schema/elder.ts"],
  ["only-the-server-starts-workers", "app/web/bad-start.server.ts", "#workers/runner.ts"],
  ["workers-call-usecases", "workers/bad-table.ts", "#db/repositories/elders.ts"],
  ["the-kiosk-agent-knows-the-domain-alone", "workers/kiosk-agent/bad-desk.ts", "#db/repositories/elders.ts"],
  ["commands-call-usecases", "app/commands/bad-screen.ts", "#app/components/tag.tsx"],
  ["nothing-imports-a-command", "app/usecases/elders/bad-command.server.ts", "#app/commands/run-month.ts"],
  ["components-know-domain-and-messages", "app/components/bad-step.tsx", "#app/usecases/elders/show-elder.server.ts"],
  ["components-do-not-know-the-kiosk", "app/components/bad-tile.tsx", "#app/kiosk/tile.tsx"],
  ["screens-fetch-nothing", "app/kiosk/bad-parsing.tsx", "zod"],
  ["messages-know-nothing", "app/messages/bad-rule.ts", "#app/domain/elders/elder.ts"],
  ["nothing-imports-the-server", "app/web/bad-server.server.ts", "#app/server.ts"],
  ["drivers-have-one-door", "db/repositories/bad-driver.ts", "postgres"],
  ["drivers-have-one-door", "app/usecases/elders/bad-embedded.server.ts", "@electric-sql/pglite"],
  ["rrule-has-one-door", "app/domain/scheduling/bad-rule.ts", "rrule"],
  ["solvers-have-one-room", "app/usecases/elders/bad-solver.server.ts", "highs"],
  ["luxon-lives-in-time", "app/domain/elders/bad-clock.ts", "luxon"],
  ["wechatpay-has-one-door", "app/usecases/elders/bad-payment.server.ts", "wechatpay-node-v3"],
  ["remix-stays-at-the-edge", "app/usecases/elders/bad-request.server.ts", "@remix-run/node"],
  ["the-remix-package-is-a-stub", "app/web/bad-stub.server.ts", "remix"],
  ["no-cycles", "app/domain/elders/bad-circle-one.ts", "./bad-circle-two.ts"],
  ["no-barrels", "app/domain/elders/bad-barrel-user.ts", "#app/domain/visits/index.ts"],
  ["no-grab-bags", "app/domain/elders/bad-drawer-user.ts", "#app/domain/elders/utils.ts"],
  ["resolvable", "app/domain/elders/bad-path.ts", "./nowhere.ts"],
  ["production-never-imports-tests", "app/domain/elders/bad-test.ts", "#tests/support/database.ts"],
  ["production-has-its-packages", "app/web/bad-package.server.ts", "vitest"],
];

const besides: Record<string, string> = {
  "app/domain/elders/bad-circle-two.ts": 'import { bad } from "./bad-circle-one.ts"; export const two = bad;',
  "app/domain/visits/index.ts": 'export { visit } from "./visit.ts";',
  "app/domain/elders/utils.ts": "export const bits = 1;",
  "app/domain/elders/bad-orphan.ts": "export const alone = 1;",
};

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function lay(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "bedside-rules-"));
  for (const name of ["package.json", "tsconfig.json"]) cpSync(join(root, name), join(folder, name));
  write(folder, cleanTree);
  write(folder, files);
  for (const name of [...packages, ...scoped, "vitest"]) {
    const manifest = JSON.stringify({ name, version: "1.0.0", main: "entry.js" });
    write(folder, { [`node_modules/${name}/package.json`]: manifest, [`node_modules/${name}/entry.js`]: "" });
  }
  return folder;
}

type Found = { readonly rule: string; readonly from: string };

function cruise(folder: string): Found[] {
  const args = [cruiser, "--config", config, "--output-type", "json", "app", "db", "workers", "tests"];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (!ran.stdout.startsWith("{")) throw new Error(`dependency-cruiser said: ${ran.stderr}${ran.stdout}`);
  const report = JSON.parse(ran.stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return report.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from }));
}

let cleanFolder = "";
let brokenFolder = "";
let found: Found[] = [];
beforeAll(() => {
  cleanFolder = lay({});
  const broken = violations.map(([, file, imported]) => [file, `import * as bad from "${imported}"; export { bad };`]);
  brokenFolder = lay({ ...(Object.fromEntries(broken) as Record<string, string>), ...besides });
  found = cruise(brokenFolder);
});
afterAll(() => {
  for (const folder of [cleanFolder, brokenFolder]) rmSync(folder, { recursive: true, force: true });
});

describe("the dependency rules", () => {
  it("find nothing in a tree that keeps them", () => {
    expect(cruise(cleanFolder)).toEqual([]);
  });

  it.each(violations)("%s catches %s, which imports %s", (rule, from) => {
    expect(found).toContainEqual({ rule, from });
  });

  it("catch a file that nobody imports and that imports nothing", () => {
    expect(found).toContainEqual({ rule: "no-orphans", from: "app/domain/elders/bad-orphan.ts" });
  });

  it("each say what to do instead", () => {
    const text = execFileSync(process.execPath, ["-p", `JSON.stringify(require(${JSON.stringify(config)}).forbidden)`]);
    const rules = JSON.parse(text.toString()) as { name: string; comment: string; severity: string }[];
    expect(rules.length).toBeGreaterThanOrEqual(22);
    expect(rules.filter((rule) => rule.comment.length < 20 || rule.severity !== "error")).toEqual([]);
  });
});
