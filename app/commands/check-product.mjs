// @ts-check
/** npm test: installs if needed, then every check in order. Stops at the first stage that fails; the last line counts tests. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled, root } from "./install-packages.mjs";

ensureInstalled();
const reports = mkdtempSync(join(tmpdir(), "bedside-check-"));
const bin = (/** @type {string} */ name) => join(root, "node_modules", ".bin", name);

/** @type {{ name: string, command: string, args: string[] }[]} */
const stages = [
  { name: "format", command: bin("prettier"), args: ["--check", "--log-level", "warn", "."] },
  { name: "lint", command: bin("eslint"), args: ["."] },
  { name: "types", command: bin("tsc"), args: ["--noEmit"] },
  {
    name: "dependency rules",
    command: bin("depcruise"),
    args: ["--config", "tests/architecture/dependency-rules.cjs", "--output-type", "err", "app", "db", "tests"],
  },
  ...["unit", "pglite", "postgres"].map((project) => ({
    name: `${project} tests`,
    command: bin("vitest"),
    args: [
      "run",
      "--config",
      "tests/vitest.config.ts",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${join(reports, `${project}.json`)}`,
    ],
  })),
];

let passed = 0;
let failed = 0;
/** Adds a stage's counts; a test that is skipped counts as a failure, because nothing is skipped in silence. */
function count(/** @type {string} */ file) {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests ?? 0;
  failed += (report.numFailedTests ?? 0) + (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
}

let broken = "";
for (const stage of stages) {
  const begin = performance.now();
  console.log(`\n== ${stage.name}`);
  const outcome = spawnSync(stage.command, stage.args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CI: "true" },
  });
  console.log(
    `== ${stage.name}: ${outcome.status === 0 ? "ok" : "failed"}, ${((performance.now() - begin) / 1000).toFixed(1)} s`,
  );
  count(join(reports, `${stage.name.split(" ")[0]}.json`));
  if (outcome.status !== 0) {
    broken = stage.name;
    break;
  }
}
if (broken !== "" && failed === 0) failed = 1;
console.log(broken === "" ? "\nAll checks passed." : `\nStopped at: ${broken}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(broken === "" && failed === 0 ? 0 : 1);
