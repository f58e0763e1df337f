/**
 * npm run bench:visits -- [--check-ins 4000] [--rounds 8] [--phones 3000] [--events 20] [--no-fsync] [--json] [--profile DIR]
 * Check-ins a second through the real HTTP stack on a PostgreSQL of its own, as a ratio to the same SQL in pgbench, in rounds by turns,
 * because the machine may be shared; the time of the slowest hundredth; and the storm when a whole fleet gets its network back: everything in, nothing twice. Needs a build (npm run build).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { freePort, startRealPostgres, systemBinaries } from "#tests/support/real-postgres.ts";
import { processorMs, processorMsWithChildren } from "./processor-time.ts";
import { addWorkers, DISTRICT_CODE, numberOf, plannedDistrict } from "./visits-district.ts";
import { posting, sendAll, type Posting } from "./visits-load.ts";
import { hasPgbench, prepareTwin } from "./visits-twin.ts";

const { values } = parseArgs({
  options: {
    "check-ins": { type: "string", default: "4000" },
    rounds: { type: "string", default: "8" },
    phones: { type: "string", default: "3000" },
    events: { type: "string", default: "20" },
    "no-fsync": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    profile: { type: "string" },
  },
});
const [asked = 0, rounds = 0, phones = 0, events = 0] = [
  values["check-ins"],
  values.rounds,
  values.phones,
  values.events,
].map(Number);
const [CLIENTS, STORM_AT_ONCE, GOAL] = [8, 500, 0.4];
/** Phones that send their batch once more after the storm. */
const REPEATED = 300;
/** Check-ins of one client in one round. */
const EACH = Math.ceil(asked / rounds / CLIENTS);
const checkIns = EACH * rounds * CLIENTS;
/** The same as the server's pool: neither side has more connections. */
const AT_ONCE = CLIENTS * 2;
const tell = (text: string) => void process.stderr.write(`${text}\n`);

async function startServer(url: string, folder: string, port: number): Promise<ChildProcess> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: url,
    DISTRICT_CODE,
    DATA_KEY: "ab".repeat(32),
    PUBLIC_ORIGIN: `http://localhost:${port}`,
    DEMO: "off",
    JOBS: "own-process",
  };
  const profiling = values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`];
  const server = spawn(process.execPath, [...profiling, join("build", "server.mjs")], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.once("exit", () => server.kill("SIGKILL"));
  for (let tries = 0; tries < 300; tries += 1) {
    const ready = await fetch(`http://localhost:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return server;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the server did not become ready");
}

async function signAll(first: number, count: number, each: number): Promise<Posting[]> {
  const made: Posting[] = [];
  for (let index = 0; index < count; index += 1) made.push(await posting(numberOf(first + index), each, Date.now()));
  return made;
}

const percentile = (sorted: readonly number[], share: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;

async function measure(origin: string, postings: readonly Posting[], atOnce: number) {
  const { answered, again, seconds } = await sendAll(origin, postings, atOnce);
  const times = answered.map((one) => one.milliseconds).sort((left, right) => left - right);
  const said: Record<string, number> = {};
  for (const { answers } of answered)
    for (const [answer, times] of Object.entries(answers)) said[answer] = (said[answer] ?? 0) + times;
  const sent = postings.reduce((sum, one) => sum + one.events, 0);
  return {
    requests: postings.length,
    events: sent,
    answers: said,
    sentAgain: again,
    seconds: Math.round(seconds * 100) / 100,
    eventsPerSecond: Math.round(sent / seconds),
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  };
}

async function countStored(url: string): Promise<{ events: number; aside: number }> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client.unsafe(`set search_path = district_${DISTRICT_CODE}`);
  const [row] = await client.unsafe<{ events: number; aside: number }[]>(
    "select (select count(*)::int from visit_event) as events, (select count(*)::int from visit_event_quarantine) as aside",
  );
  await client.end();
  return row ?? { events: 0, aside: 0 };
}

const median = (list: readonly number[]) =>
  [...list].sort((left, right) => left - right)[Math.floor(list.length / 2)] ?? 0;
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

type Ready = {
  readonly url: string;
  readonly origin: string;
  readonly pid: number | undefined;
  readonly databasePid: number;
};

/** Processor time so far, milliseconds: of the product, of the database's processes, of this process, which plays the phones. */
type Clocks = { readonly server: number; readonly database: number; readonly phones: number };

function readClocks({ pid, databasePid }: Ready): Clocks {
  const { user, system } = process.cpuUsage();
  return {
    server: processorMs(pid) ?? NaN,
    database: processorMsWithChildren(databasePid) ?? NaN,
    phones: (user + system) / 1000,
  };
}

async function serverPid(url: string): Promise<number> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const [row] = await client.unsafe<{ text: string }[]>("select pg_read_file('postmaster.pid') as text");
  await client.end();
  return Number(row?.text.split("\n")[0]);
}

/** Numbers of the workers of each part. */
const PARTS = { warm: 0, singles: 10_000, storm: 1_000_000, twin: 2_000_000, recorded: 3_000_000 };
const WARM = 200;

/** Milliseconds of processor time of one check-in, to two digits; null where the system does not tell. */
function ofCheckIn(spent: readonly number[]): number | null {
  const total = spent.reduce((sum, one) => sum + one, 0);
  return Number.isNaN(total) ? null : rounded(total / checkIns, 2);
}

/** The product and pgbench by turns, so that what else the machine does meets both. */
async function inRounds(ready: Ready) {
  const { url, origin } = ready;
  await measure(origin, await signAll(PARTS.warm, WARM, 1), AT_ONCE);
  const twin = hasPgbench() ? await prepareTwin(url, numberOf(PARTS.recorded)) : null;
  const postings = await signAll(PARTS.singles, checkIns, 1);
  const size = EACH * CLIENTS;
  const made = [];
  for (let round = 0; round < rounds; round += 1) {
    tell(`round ${round + 1} of ${rounds}`);
    const before = readClocks(ready);
    const ours = await measure(origin, postings.slice(round * size, (round + 1) * size), AT_ONCE);
    const between = readClocks(ready);
    const bare = twin?.run(numberOf(PARTS.twin + round * size), EACH, CLIENTS) ?? null;
    const bareDatabase = readClocks(ready).database - between.database;
    const spent = {
      server: between.server - before.server,
      database: between.database - before.database,
      phones: between.phones - before.phones,
    };
    made.push({ ours, bare, spent, bareDatabase, ratio: bare === null ? null : ours.eventsPerSecond / bare });
  }
  twin?.remove();
  const ratios = made.flatMap((one) => one.ratio ?? []).sort((left, right) => left - right);
  return {
    checkIns,
    rounds,
    perSecond: median(made.map((one) => one.ours.eventsPerSecond)),
    p50Ms: median(made.map((one) => one.ours.p50Ms)),
    p99Ms: median(made.map((one) => one.ours.p99Ms)),
    processorMsOfCheckIn: {
      server: ofCheckIn(made.map((one) => one.spent.server)),
      database: ofCheckIn(made.map((one) => one.spent.database)),
      phones: ofCheckIn(made.map((one) => one.spent.phones)),
      databaseUnderPgbench: twin && ofCheckIn(made.map((one) => one.bareDatabase)),
    },
    pgbench: twin && {
      statements: twin.statements,
      perSecond: Math.round(median(made.flatMap((one) => one.bare ?? []))),
    },
    ratio: twin && rounded(median(ratios), 3),
    ratios: ratios.map((ratio) => rounded(ratio, 3)),
  };
}

async function inStorm({ url, origin }: Ready) {
  tell("signing for the storm");
  const waiting = await signAll(PARTS.storm, phones, events);
  const before = await countStored(url);
  tell("storm");
  const stormed = await measure(origin, waiting, STORM_AT_ONCE);
  const after = await countStored(url);
  const repeated = await measure(origin, waiting.slice(0, REPEATED), AT_ONCE);
  return {
    ...stormed,
    atOnce: STORM_AT_ONCE,
    storedNow: after.events - before.events,
    keptAside: after.aside - before.aside,
    repeated: repeated.answers,
  };
}

async function run() {
  if (!existsSync(join("build", "server.mjs"))) throw new Error("run npm run build first");
  const server = await startRealPostgres(systemBinaries(), { durable: !values["no-fsync"] });
  const folder = mkdtempSync(join(tmpdir(), "bedside-bench-"));
  const { url, database } = await plannedDistrict(server.url);
  await database.close();
  tell("workers, visits and sessions");
  const add = (first: number, count: number) => addWorkers(url, numberOf(first), numberOf(first + count));
  await add(PARTS.warm, WARM);
  await add(PARTS.singles, checkIns);
  await add(PARTS.storm, phones);
  await add(PARTS.twin, checkIns);
  await add(PARTS.recorded, 1);
  const port = await freePort();
  const product = await startServer(url, folder, port);
  const ready = { url, origin: `http://localhost:${port}`, pid: product.pid, databasePid: await serverPid(url) };
  try {
    const machine = { cores: cpus().length, model: cpus()[0]?.model ?? "", load: loadavg()[0], node: process.version };
    const durable = !values["no-fsync"];
    return { machine, durable, checkIns: await inRounds(ready), storm: await inStorm(ready) };
  } finally {
    product.kill("SIGTERM");
    await new Promise((resolve) => product.once("exit", resolve));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { checkIns: singles, storm, ...rest } = await run();
const whole = phones * events;
const complaints = [
  ...(singles.ratio === null ? ["pgbench is not installed: there is no ratio"] : []),
  ...(singles.ratio !== null && singles.ratio < GOAL ? [`the ratio is ${singles.ratio}, the goal ${GOAL}`] : []),
  ...(storm.storedNow === whole ? [] : [`${storm.storedNow} of ${whole} events of the storm are stored`]),
  ...(storm.keptAside === 0 ? [] : [`${storm.keptAside} events were kept aside`]),
  ...(storm.repeated["duplicate"] === Math.min(REPEATED, phones) * events
    ? []
    : ["a repeated batch was not all duplicates"]),
];
console.log(JSON.stringify({ ...rest, checkIns: singles, storm, complaints }, null, values.json ? 0 : 2));
process.exitCode = complaints.length === 0 ? 0 : 1;
