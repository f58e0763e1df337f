/**
 * One process of the recurrence benchmark, under the time zone that its parent gave it by TZ. Prints one JSON object: for each
 * expander the digest of its dates over the random rules, the rules on which it differs from the closed form, and its rate over the
 * planner's series. Arguments: the request as JSON.
 */
import { createHash } from "node:crypto";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { RandomRule } from "#tests/support/random-rules.ts";
import { plannedSeries, randomRule } from "#tests/support/random-rules.ts";
import type { Expander } from "./recurrence-expanders.ts";
import { EXPANDERS } from "./recurrence-expanders.ts";

export type RecurrenceRequest = {
  readonly rules: number;
  readonly series: number;
  readonly months: number;
  readonly seed: number;
  /** Names of the expanders to run; the closed form always runs. */
  readonly expanders: readonly string[];
};

export type ExpanderFigures = {
  readonly name: string;
  readonly digest: string;
  readonly differences: number;
  readonly firstDifference: string | null;
  /** Series a second of processor time, each prepared once before: what a planner that compiles at save time does. */
  readonly seriesPerSecond: number;
  /** The same from the rule's text each time. */
  readonly seriesPerSecondFromText: number;
};

export type RecurrenceFigures = {
  readonly zone: string;
  /** Offset of the process zone in January 2026, in minutes: shows that the zone was really in force. */
  readonly offsetMinutes: number;
  readonly expanders: readonly ExpanderFigures[];
};

/** Shortest measurement; a faster expander repeats its round. */
const LEAST_CPU_MS = 400;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Calls a second of processor time over whole rounds, after one round to warm up. */
function ratePerSecond(callsInRound: number, round: () => number): number {
  let kept = round();
  const began = cpuMs();
  let calls = 0;
  while (cpuMs() - began < LEAST_CPU_MS) {
    kept += round();
    calls += callsInRound;
  }
  const spent = cpuMs() - began;
  if (!(kept > 0)) throw new Error("nothing was expanded");
  return (calls / spent) * 1000;
}

function measure(expander: Expander, series: readonly RandomRule[]): [prepared: number, fromText: number] {
  const prepared = series.map((rule) => expander.prepare(rule));
  const expandAll = () => prepared.reduce((sum, one) => sum + one.expand(), 0);
  const readAndExpandAll = () => series.reduce((sum, rule) => sum + expander.prepare(rule).expand(), 0);
  if (series.length === 0) return [0, 0];
  return [ratePerSecond(series.length, expandAll), ratePerSecond(series.length, readAndExpandAll)];
}

function compare(expander: Expander, rules: readonly RandomRule[], expected: readonly string[]) {
  const hash = createHash("sha256");
  let [differences, firstDifference]: [number, string | null] = [0, null];
  const answers = rules.map((rule, index) => {
    const answer = expander.prepare(rule).list().join(" ");
    hash.update(`${answer}\n`);
    if (index in expected && expected[index] !== answer) {
      differences += 1;
      firstDifference ??= `${JSON.stringify(rule)}: ${answer} instead of ${String(expected[index])}`;
    }
    return answer;
  });
  return { answers, figures: { digest: hash.digest("hex"), differences, firstDifference } };
}

function run(request: RecurrenceRequest): RecurrenceFigures {
  const random = seededRandom(request.seed);
  const rules = Array.from({ length: request.rules }, () => randomRule(random, request.months));
  const series = Array.from({ length: request.series }, () => plannedSeries(random, request.months));
  let expected: readonly string[] = [];
  const expanders = EXPANDERS.filter(({ name }, place) => place === 0 || request.expanders.includes(name)).map(
    (expander): ExpanderFigures => {
      const { answers, figures } = compare(expander, rules, expected);
      if (expected.length === 0) expected = answers;
      const [seriesPerSecond, seriesPerSecondFromText] = measure(expander, series);
      return { name: expander.name, ...figures, seriesPerSecond, seriesPerSecondFromText };
    },
  );
  return {
    zone: process.env["TZ"] ?? "",
    offsetMinutes: 0 - new Date("2026-01-06T01:00:00Z").getTimezoneOffset(),
    expanders,
  };
}

console.log(JSON.stringify(run(JSON.parse(process.argv[2] ?? "") as RecurrenceRequest)));
