// @ts-check
/** Reads the reports that vitest and Playwright write: how many tests passed, and which did not and why. */
import { relative } from "node:path";

/**
 * What of the reports is read; both tools write more.
 * @typedef {{ title: string, ancestorTitles: string[], status: string, failureMessages?: string[] | null }} VitestCase
 * @typedef {{ name: string, status: string, message?: string, assertionResults: VitestCase[] }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults?: VitestFile[] }} VitestReport
 * @typedef {{ message?: string }} Thrown
 * @typedef {{ projectName: string, status: string, results: { errors?: Thrown[] }[] }} BrowserTest
 * @typedef {{ title: string, specs?: { title: string, file: string, tests: BrowserTest[] }[], suites?: Suite[] }} Suite
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, suites?: Suite[], errors?: Thrown[] }} BrowserReport
 */

/** @param {VitestReport | BrowserReport} report @returns {report is BrowserReport} */
const isBrowserReport = (report) => "stats" in report;

/** How many tests of a browser may need their second try before the run fails; each is named (docs/decisions/037). */
const MOST_SECOND_TRIES = 3;

/**
 * Counts of a report. What was skipped or left for later is no pass. A browser's test that passed at its second try passed, unless there are many.
 * @param {VitestReport | BrowserReport} report
 * @returns {{ passed: number, failed: number, atSecondTry: number }} atSecondTry is a part of the other two
 */
export function countTests(report) {
  if (isBrowserReport(report)) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    const isShaky = flaky > MOST_SECOND_TRIES;
    return {
      passed: isShaky ? expected : expected + flaky,
      failed: unexpected + skipped + (isShaky ? flaky : 0),
      atSecondTry: flaky,
    };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numPendingTests + report.numTodoTests,
    atSecondTry: 0,
  };
}

/** The first line of an error that says something, without colours. @param {string | undefined} message */
function firstLine(message) {
  // eslint-disable-next-line no-control-regex -- colours begin with a control character
  const plain = (message ?? "").replace(/\u001b\[[0-9;]*m/g, "");
  return (
    plain
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line !== "") ?? ""
  );
}

/** @param {string[]} names @param {string} status @param {string | undefined} message */
function told(names, status, message) {
  const why = firstLine(message);
  return `${names.join(" › ")}: ${why === "" ? status : why}`;
}

/** @param {VitestReport} report @param {string} root @returns {string[]} */
function vitestFaults(report, root) {
  return (report.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const faults = assertionResults
      .filter((one) => one.status !== "passed")
      .map((one) => told([file, ...one.ancestorTitles, one.title], one.status, one.failureMessages?.[0]));
    // A file that could not be read, or whose hook failed, has no test to tell of.
    return faults.length === 0 && status === "failed" ? [told([file], status, message)] : faults;
  });
}

/** @param {Suite} suite @param {string[]} above titles of the groups around it, without its file @returns {string[]} */
function suiteFaults({ specs = [], suites = [] }, above) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status !== "expected")
      .map(({ projectName, status, results }) => {
        const thrown = results.flatMap(({ errors = [] }) => errors)[0];
        return told([`[${projectName}] ${file}`, ...above, title], status, thrown?.message);
      }),
  );
  return [...own, ...suites.flatMap((inner) => suiteFaults(inner, [...above, inner.title]))];
}

/**
 * Every test that did not pass at its first try, in one line: file › groups › title, and the first line of its error, or its state where it has none.
 * @param {VitestReport | BrowserReport} report
 * @param {string} root folder against which vitest's files are named; Playwright names its own
 * @returns {string[]}
 */
export function failedTests(report, root) {
  if (!isBrowserReport(report)) return vitestFaults(report, root);
  const outside = (report.errors ?? []).map(({ message }) => told(["outside the tests"], "failed", message));
  return [...(report.suites ?? []).flatMap((file) => suiteFaults(file, [])), ...outside];
}
