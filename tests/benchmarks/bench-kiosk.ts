/**
 * npm run bench:kiosk -- [--times 3] [--requests 300] [--json]
 * What the kiosk's pages weigh, how soon they are drawn and answer a finger in a browser slowed four times, and how much of the server's
 * processor the booking costs beside the framework's empty page in the same run. Needs a build (npm run build). KIOSK_ORIGIN with
 * KIOSK_PID measures a server that runs already.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chromium, request, type Browser } from "@playwright/test";
import packed from "@sparticuz/chromium";
import { startKioskServer } from "#tests/e2e/kiosk-district.ts";
import { gatherPeople, type People } from "#tests/e2e/kiosk-people.ts";
import { KIOSK_WEIGHT_LIMIT_KB, weigh, weightsByRoute } from "#tests/e2e/kiosk-weight.ts";
import { coreShare, largestPaint, median, SLOWED, touches, touchOfEmptyPage } from "./kiosk-speed.ts";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "3" },
    requests: { type: "string", default: "300" },
    json: { type: "boolean", default: false },
  },
});
const GOAL = { paintMs: 1000, touchMs: 100 };
/** With less of a core than this, the machine is called busy. */
const QUIET_SHARE = 0.85;
const tell = (text: string) => void process.stderr.write(`${text}\n`);
const kb = (value: number) => value.toFixed(1);
const ms = (value: number) => `${Math.round(value)} ms`;

/** Processor time of a process so far, in milliseconds; Linux counts in hundredths of a second. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The framework's empty page, in a process of its own. */
async function startBare(): Promise<{ pid: number; origin: string; stop: () => void }> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/benchmarks/bare-remix.tsx"], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", () => reject(new Error("the empty page's server ended")));
  });
  return { pid: child.pid ?? 0, origin: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** @returns milliseconds of the server's processor time for one answer, whoever else works on the machine */
async function costOf(pid: number, address: string, cookie: string, count: number): Promise<number> {
  const before = processorMs(pid);
  for (let turn = 0; turn < count; turn += 1) {
    const answer = await fetch(address, { headers: { cookie, "accept-encoding": "identity" }, redirect: "manual" });
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
    await answer.text();
  }
  return (processorMs(pid) - before) / count;
}

type Stand = keyof People["cookies"];
const BOOKING = "/kiosk/book?basket={basket}";
const PAGES: readonly (readonly [name: string, who: Stand, address: string])[] = [
  ["attract", "nobody", "/kiosk"],
  ["home", "booked", "/kiosk/home"],
  ["booking, what", "booker", "/kiosk/book"],
  ["booking, when", "booker", BOOKING],
  ["booking, check", "booker", `${BOOKING}&slot={slot}`],
  ["schedule", "full", "/kiosk/schedule"],
  ["rate", "rating", "/kiosk/rate"],
  ["allowance", "full", "/kiosk/allowance"],
];

async function measurePages(browser: Browser, origin: string, people: People) {
  const bare = await startBare();
  const empty = await largestPaint(browser, [], bare.origin, Number(values.times));
  const emptyTouchMs = await touchOfEmptyPage(browser, bare.origin);
  bare.stop();
  tell(
    `the empty page: ${ms(empty.paintMs)}, of which ${ms(empty.answerMs)} until the answer; touch ${ms(emptyTouchMs)}`,
  );
  const found = [];
  for (const [name, who, path] of PAGES) {
    const address = origin + path.replace(/\{(\w+)\}/g, (_, fact: keyof People["facts"]) => people.facts[fact]);
    const cookies = people.cookies[who].map((cookie) => ({ ...cookie, url: origin }));
    const weight = await weigh(browser, cookies, address);
    const { paintMs, answerMs } = await largestPaint(browser, cookies, address, Number(values.times));
    found.push({ name, ...weight, paintMs, answerMs, emptyPaintMs: empty.paintMs });
    const weights = `JavaScript ${kb(weight.script)}, styles ${kb(weight.style)}, page ${kb(weight.page)} KB`;
    tell(`${name}: ${weights}, drawn after ${ms(paintMs)}, of which ${ms(answerMs)} until the answer`);
  }
  return { found, empty: { paintMs: empty.paintMs, touchMs: emptyTouchMs } };
}

type Verdict = { readonly what: string; readonly measured: number; readonly goal: number; readonly unit: "KB" | "ms" };

/** A figure that could not be measured is no number, and missed. */
const isMet = ({ measured, goal }: Verdict) => measured <= goal;

const verdictLine = (one: Verdict) =>
  `${one.what}: ${one.measured.toFixed(one.unit === "KB" ? 1 : 0)} ${one.unit}, goal ${one.goal} ${one.unit}: ${isMet(one) ? "met" : "MISSED"}`;

type Figures = {
  readonly routes: Awaited<ReturnType<typeof weightsByRoute>>;
  readonly pages: Awaited<ReturnType<typeof measurePages>>["found"];
  readonly touched: Awaited<ReturnType<typeof measureTouches>>;
};

/** Every goal with what was measured: of the routes' weights the heaviest, of pages and touches each. */
function verdictsOf({ routes, pages, touched }: Figures): Verdict[] {
  const heaviest = (kind: "script" | "style") => Math.max(...Object.values(routes).map((route) => route[kind]));
  const { script, style, page } = KIOSK_WEIGHT_LIMIT_KB;
  return [
    { what: "JavaScript of the heaviest route", measured: heaviest("script"), goal: script, unit: "KB" },
    { what: "styles of the heaviest route", measured: heaviest("style"), goal: style, unit: "KB" },
    { what: "heaviest page", measured: Math.max(...pages.map((one) => one.page)), goal: page, unit: "KB" },
    ...pages.map((one) => paintVerdict(one)),
    ...touched.map(({ longestMs }, place) => touchVerdict(longestMs, place + 1)),
  ];
}

const paintVerdict = ({ name, paintMs }: { name: string; paintMs: number }): Verdict => ({
  ...{ what: `largest paint, ${name}`, measured: paintMs, goal: GOAL.paintMs, unit: "ms" },
});

const touchVerdict = (measured: number, place: number): Verdict => ({
  ...{ what: `longest event of touch ${place}`, measured, goal: GOAL.touchMs, unit: "ms" },
});

/** Whether the machine had time for what was measured on it; a busy one makes times too long and never too short. */
function machineLine(shares: readonly number[], empty: { readonly paintMs: number; readonly touchMs: number }): string {
  const least = Math.min(...shares);
  const state =
    least >= QUIET_SHARE ? "quiet" : "BUSY: a time above its goal proves nothing, run again on a quiet machine";
  const calibration = `the empty page took ${ms(empty.paintMs)} to its paint and ${ms(empty.touchMs)} to a touch`;
  return `machine: ${state} (got ${Math.round(least * 100)} % of a core, load ${loadavg()[0]?.toFixed(1)}); ${calibration}`;
}

async function measureTouches(browser: Browser, origin: string, people: People) {
  const choice = (part: string) => `[data-kiosk-zone=choices] ${part}`;
  const cookies = people.cookies.booker.map((cookie) => ({ ...cookie, url: origin }));
  return touches(browser, cookies, `${origin}/kiosk/home`, [
    [choice('a[href="/kiosk/book"]'), /\/kiosk\/book$/],
    [choice('a[href*="basket="]:not([href*="slot="])'), /basket=/],
    [choice("button[name=slot]"), /slot=/],
  ]);
}

async function measureServer(pid: number, origin: string, people: People) {
  const bare = await startBare();
  const cookie = people.cookies.booker.map(({ name, value }) => `${name}=${value}`).join("; ");
  const pages = {
    empty: [bare.pid, `${bare.origin}/`, ""],
    attract: [pid, `${origin}/kiosk`, ""],
    "booking, what": [pid, `${origin}/kiosk/book`, cookie],
    "booking, when": [pid, origin + BOOKING.replace("{basket}", people.facts.basket), cookie],
  } as const;
  const count = Number(values.requests);
  for (const [server, address, who] of Object.values(pages)) await costOf(server, address, who, Math.ceil(count / 10));
  const rounds: Record<string, number[]> = {};
  for (let round = 0; round < 5; round += 1)
    for (const [name, [server, address, who]] of Object.entries(pages))
      (rounds[name] ??= []).push(await costOf(server, address, who, Math.ceil(count / 5)));
  bare.stop();
  const costs = Object.fromEntries(Object.entries(rounds).map(([name, all]) => [name, median(all)]));
  const empty = costs["empty"] ?? NaN;
  return Object.entries(costs).map(([name, costMs]) => ({ name, costMs, toEmpty: empty / costMs }));
}

async function main(): Promise<void> {
  const server = await startKioskServer();
  const pid = server.pid ?? Number(process.env["KIOSK_PID"] ?? NaN);
  const machine = () => request.newContext({ baseURL: server.origin });
  const people = await gatherPeople(machine);
  const executablePath = process.env["CHROMIUM_PATH"] ?? (await packed.executablePath());
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  tell(`${cpus().length} cores (${cpus()[0]?.model ?? ""}), load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
  const routes = await weightsByRoute(await machine());
  const [route, heaviest] = Object.entries(routes).toSorted(([, one], [, other]) => other.script - one.script)[0] ?? [];
  tell(`heaviest of ${Object.keys(routes).length} routes: ${route}, JavaScript ${kb(heaviest?.script ?? NaN)} KB`);
  const shares = [coreShare()];
  const { found: pages, empty } = await measurePages(browser, server.origin, people);
  shares.push(coreShare());
  const touched = await measureTouches(browser, server.origin, people);
  for (const { feedbackMs, longestMs, nextScreenMs } of touched)
    tell(
      `touch: seen after ${ms(feedbackMs)}, longest event ${ms(longestMs)}, next screen ready after ${ms(nextScreenMs)}`,
    );
  const costs = Number.isNaN(pid) ? [] : await measureServer(pid, server.origin, people);
  for (const { name, costMs, toEmpty } of costs)
    tell(`${name}: ${costMs.toFixed(2)} ms of the server's processor, ${toEmpty.toFixed(2)} of the empty page's rate`);
  shares.push(coreShare());
  await browser.close();
  await people.leave();
  await server.stop();
  const load = loadavg()[0];
  if (values.json)
    console.log(JSON.stringify({ slowed: SLOWED, load, shares, empty, routes, pages, touched, costs }, null, 2));
  const verdicts = verdictsOf({ routes, pages, touched });
  const missed = verdicts.filter((one) => !isMet(one)).length;
  for (const one of verdicts) tell(verdictLine(one));
  tell(machineLine(shares, empty));
  tell(missed === 0 ? "every goal is met" : `${missed} of ${verdicts.length} goals are missed`);
  process.exitCode = missed === 0 ? 0 : 1;
}

await main();
