/**
 * npm run bench:recurrence -- [--series 10000] [--months 12] [--rules 100000] [--seed 1] [--json]
 * The closed form against rrule, rrule-temporal and rrule-rust, each in a floating frame, in a process of its own for each of four
 * time zones. All must give the same dates for all random rules in all zones; the closed form must hold its multiple of rrule's rate.
 * Rates are series a second of processor time, one thread; the median of the zones is quoted with the lowest and the highest.
 */
import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { EXPANDERS } from "./recurrence-expanders.ts";
import type { ExpanderFigures, RecurrenceFigures, RecurrenceRequest } from "./recurrence-process.ts";

const ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"];
const LEAST_RATIO = 200;
/** The yardstick of the promise. */
const YARDSTICK = "rrule";
const OUTPUT_BYTES = 64 * 1024 ** 2;

const { values } = parseArgs({
  options: {
    series: { type: "string", default: "10000" },
    months: { type: "string", default: "12" },
    rules: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

function wholeNumber(name: "series" | "months" | "rules" | "seed", least: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least) return number;
  throw new RangeError(`--${name} wants a whole number from ${least}: ${values[name]}`);
}

const request: RecurrenceRequest = {
  series: wholeNumber("series", 1),
  months: wholeNumber("months", 1),
  rules: wholeNumber("rules", 1),
  seed: wholeNumber("seed", 0),
  expanders: EXPANDERS.map(({ name }) => name),
};

function runUnder(zone: string): RecurrenceFigures {
  process.stderr.write(`${zone}\n`);
  const script = fileURLToPath(new URL("./recurrence-process.ts", import.meta.url));
  const output = execFileSync(process.execPath, ["--import", "tsx", script, JSON.stringify(request)], {
    env: { ...process.env, TZ: zone },
    encoding: "utf8",
    maxBuffer: OUTPUT_BYTES,
  });
  return JSON.parse(output) as RecurrenceFigures;
}

function spread(rates: readonly number[]): { median: number; lowest: number; highest: number } {
  const sorted = [...rates].sort((left, right) => left - right);
  const at = (place: number) => sorted[Math.min(sorted.length - 1, Math.floor(place))] ?? 0;
  return {
    median: (at((sorted.length - 1) / 2) + at(sorted.length / 2)) / 2,
    lowest: at(0),
    highest: at(sorted.length - 1),
  };
}

function summary(runs: readonly RecurrenceFigures[], name: string) {
  const of = (figures: RecurrenceFigures, wanted: string) => {
    const found = figures.expanders.find((one) => one.name === wanted);
    if (found === undefined) throw new Error(`not run: ${wanted}`);
    return found;
  };
  const ratios = (rate: (figures: ExpanderFigures) => number) =>
    spread(runs.map((figures) => rate(of(figures, name)) / rate(of(figures, YARDSTICK))));
  const own = runs.map((figures) => of(figures, name));
  return {
    name,
    digests: [...new Set(own.map(({ digest }) => digest))],
    differences: own.reduce((sum, { differences }) => sum + differences, 0),
    first_difference: own.find(({ firstDifference }) => firstDifference !== null)?.firstDifference ?? null,
    series_per_second: spread(own.map(({ seriesPerSecond }) => seriesPerSecond)),
    ratio_to_rrule: ratios(({ seriesPerSecond }) => seriesPerSecond),
    series_per_second_from_text: spread(own.map(({ seriesPerSecondFromText }) => seriesPerSecondFromText)),
    ratio_to_rrule_from_text: ratios(({ seriesPerSecondFromText }) => seriesPerSecondFromText),
  };
}

const loadAtStart = loadavg().map((load) => Number(load.toFixed(2)));
const runs = ZONES.map(runUnder);
const expanders = request.expanders.map((name) => summary(runs, name));
const zonesDiffer = new Set(runs.map(({ offsetMinutes }) => offsetMinutes)).size === ZONES.length;
const sameOutput = new Set(expanders.flatMap(({ digests }) => digests)).size === 1;
const closedFormRatio = expanders[0]?.ratio_to_rrule.lowest ?? 0;
const missed = [
  ...(zonesDiffer ? [] : ["zones_in_force"]),
  ...(sameOutput ? [] : ["identical_output"]),
  ...(closedFormRatio >= LEAST_RATIO ? [] : ["ratio_to_rrule"]),
];

function textLines(): string[] {
  const rate = (value: number) => Math.round(value).toLocaleString("en");
  const range = ({ median, lowest, highest }: ReturnType<typeof spread>, show: (value: number) => string) =>
    `${show(median)} (${show(lowest)} to ${show(highest)})`;
  const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)}x`;
  return [
    `load at start ${loadAtStart.join(" ")}; ${request.rules} rules, ${request.series} series, ${request.months} months, seed ${request.seed}`,
    ...expanders.flatMap((one) => [
      `${one.name}: ${range(one.series_per_second, rate)} series/s, ${range(one.ratio_to_rrule, times)} rrule; ` +
        `from text ${range(one.series_per_second_from_text, rate)}, ${range(one.ratio_to_rrule_from_text, times)}`,
      `  digest ${one.digests.map((digest) => digest.slice(0, 16)).join(" ")}, ${one.differences} rules differ`,
      ...(one.first_difference === null ? [] : [`  first difference: ${one.first_difference}`]),
    ]),
    `identical output under ${ZONES.join(", ")}: ${sameOutput ? "yes" : "NO"}`,
  ];
}

const report = {
  load_at_start: loadAtStart,
  node: process.version,
  ...request,
  zones: runs.map(({ zone, offsetMinutes }) => ({ zone, offset_minutes: offsetMinutes })),
  expanders,
  identical_output: sameOutput,
  missed,
};
console.log(values.json ? JSON.stringify(report, null, 2) : textLines().join("\n"));
if (missed.length > 0) {
  process.stderr.write(`not held: ${missed.join(", ")}\n`);
  process.exitCode = 1;
}
