// @ts-check
/**
 * npm test: installs if needed, then everything that a change must pass. The build, the static checks and the tests without a browser share
 * the cores, two stages at a time, the longest first; the browser's tests begin when nothing else waits, in three lanes, each with a server of its
 * own, that take the next file when they have done one. Every stage runs, so that one run names every fault, and nothing is skipped in silence: a skipped test, or a stage that could not
 * run, counts as failed.
 * `npm test -- unit lint` runs only the stages named.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled, root } from "./install-packages.mjs";
import { missingFromMachine } from "./check-machine.mjs";
import { countTests, failedTests } from "./test-report.mjs";

/** @typedef {{ name: string, args: string[], report?: string }} Stage */
/** @typedef {{ name: string, seconds: number, passed: number, failed: number, said: string, faults: string[] }} Outcome */

ensureInstalled();
const missing = missingFromMachine();
if (missing.length > 0) {
  console.error(missing.join("\n"));
  console.log("0 passed, 1 failed");
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), "bedside-check-"));
const program = (/** @type {string[]} */ ...path) => join(root, "node_modules", ...path);

/** @type {Stage[]} */
const staticStages = [
  { name: "lint", args: [program("oxlint", "bin", "oxlint")] },
  // In one thread, because other stages have the other cores.
  { name: "types", args: [program("typescript-native", "bin", "tsc"), "--noEmit", "--singleThreaded"] },
  { name: "syntax", args: [program("eslint", "bin", "eslint.js"), "."] },
  {
    name: "format",
    args: [
      program("prettier", "bin", "prettier.cjs"),
      "--plugin=@prettier/plugin-oxc",
      "--check",
      "--log-level",
      "warn",
      ".",
    ],
  },
  {
    name: "rules",
    args: [
      program("dependency-cruiser", "bin", "dependency-cruise.mjs"),
      "--config",
      "tests/architecture/dependency-rules.cjs",
      "--output-type",
      "err-long",
      ...["app", "db", "workers", "tests"].filter((room) => existsSync(join(root, room))),
    ],
  },
];

/** @type {Stage[]} */
const testStages = ["pglite", "postgres", "unit"].map((project) => {
  const report = join(reports, `${project}.json`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = [program("vitest", "vitest.mjs"), "run", "--config", "tests/vitest.config.ts", "--project", project];
  return { name: project, args: [...vitest, ...reporters], report };
});

/** @type {Stage} */
const buildStage = { name: "build", args: [join(root, "app", "commands", "build-product.mjs")] };

/** Ports are found by each run; data and what is prepared once for all lanes are kept here until the end. */
process.env["E2E_DATA_DIR"] = join(reports, "e2e");
/** One more than there are cores: where a lane waits for a clock, as a person would, another has its core. */
process.env["E2E_LANES"] = "3";
/** A browser's test waits for a person's times on a machine that others may use; one that needs its second try is named. */
process.env["E2E_RETRIES"] = "1";

/** Loads the demonstration beside other work, from which each lane's server begins. @type {Stage} */
const demoStage = {
  name: "demo",
  args: [join(root, "tests", "e2e", "serve-demo.mjs"), join(process.env["E2E_DATA_DIR"], "prepared")],
};

/** @type {Stage} */
const browserStage = {
  name: "browser",
  args: [
    ...[program("@playwright", "test", "cli.js"), "test", "--config", "tests/playwright.config.ts"],
    "--reporter=list,json",
  ],
  report: join(reports, "browser.json"),
};

/** How many lines a stage that names no test has at the end of the run: a compiler's or a linter's last words. */
const LAST_WORDS = 25;

/**
 * What went wrong in a stage, a line each.
 * @param {string[]} named tests that did not pass
 * @param {string} text all that the stage said
 */
const faultsOf = (named, text) =>
  named.length > 0
    ? named
    : text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .slice(-LAST_WORDS);

/**
 * @param {Stage} stage
 * @param {boolean} live whether output appears at once, or when the stage has ended
 * @returns {Promise<{ status: number, text: string }>}
 */
async function execute(stage, live) {
  const env = { ...process.env, CI: "true", PLAYWRIGHT_JSON_OUTPUT_FILE: stage.report ?? "", FORCE_COLOR: "0" };
  const running = spawn(process.execPath, stage.args, {
    cwd: root,
    env,
    stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
  });
  let text = "";
  for (const stream of [running.stdout, running.stderr]) stream?.on("data", (chunk) => (text += String(chunk)));
  const status = await new Promise((resolve) => {
    running.once("error", () => resolve(1));
    running.once("close", (code) => resolve(code ?? 1));
  });
  return { status, text };
}

/**
 * @param {Stage} stage
 * @param {boolean} live
 * @returns {Promise<Outcome>}
 */
async function run(stage, live) {
  if (live) console.log(`\n== ${stage.name}`);
  const began = performance.now();
  const { status, text } = await execute(stage, live);
  const written = stage.report !== undefined && existsSync(stage.report) ? readFileSync(stage.report, "utf8") : null;
  const report = written === null ? null : JSON.parse(written);
  const counts = report === null ? { passed: 0, failed: 0, atSecondTry: 0 } : countTests(report);
  if (!live) console.log(`\n== ${stage.name}\n${text.trim()}`);
  const silent = stage.report !== undefined && counts.passed + counts.failed === 0;
  const failed = counts.failed > 0 ? counts.failed : status !== 0 || silent ? 1 : 0;
  const seconds = (performance.now() - began) / 1000;
  const tries = counts.atSecondTry === 0 ? "" : `, ${counts.atSecondTry} only at the second try`;
  const said = (failed === 0 ? "ok" : silent ? "failed: no test ran" : "failed") + tries;
  console.log(`== ${stage.name}: ${said}, ${seconds.toFixed(1)} s`);
  const named = report === null ? [] : failedTests(report, root);
  const faults = failed === 0 ? named : faultsOf(named, text);
  return { name: stage.name, seconds, passed: counts.passed, failed, said, faults };
}

const asked = process.argv.slice(2);
const wanted = (/** @type {Stage} */ { name }) => asked.length === 0 || asked.includes(name);

/** @type {Promise<Outcome> | null} */
let building = null;
const build = () => (building ??= run(buildStage, false));

/** @param {Stage} stage @param {boolean} live @returns {Promise<Outcome>} of a stage that needs the built product */
async function runBuilt(stage, live) {
  if ((await build()).failed === 0) return run(stage, live);
  return { name: stage.name, seconds: 0, passed: 0, failed: 1, said: "not run: build failed", faults: [] };
}

/** @param {(() => Promise<Outcome>)[]} jobs @returns {Promise<Outcome[]>} two at a time, each printed whole when it ends */
async function runSideBySide(jobs) {
  const waiting = [...jobs];
  /** @type {Outcome[]} */
  const outcomes = [];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) outcomes.push(await job());
  };
  await Promise.all([lane(), lane()]);
  return outcomes;
}

const needsDemo = wanted(browserStage) || wanted(demoStage);
const outcomes = await runSideBySide([
  ...(needsDemo || wanted(buildStage) ? [build] : []),
  ...testStages.filter(wanted).map((stage) => () => run(stage, false)),
  ...(needsDemo ? [() => runBuilt(demoStage, false)] : []),
  ...staticStages.filter(wanted).map((stage) => () => run(stage, false)),
  ...(wanted(browserStage) ? [() => runBuilt(browserStage, true)] : []),
]);
rmSync(reports, { recursive: true, force: true });

console.log("");
for (const { name, seconds, passed, said } of outcomes)
  console.log(
    `${name.padEnd(10)} ${`${seconds.toFixed(1)} s`.padStart(9)}  ${passed > 0 ? `${passed} passed, ` : ""}${said}`,
  );
// The last thing that is said, because of a long log only the end may be kept.
for (const { name, faults } of outcomes.filter(({ faults }) => faults.length > 0))
  console.log([`\n${name}:`, ...faults].join("\n  "));
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && outcomes.length > 0 ? 0 : 1);
