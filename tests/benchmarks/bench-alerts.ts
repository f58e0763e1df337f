/**
 * npm run bench:alerts -- [--devices 2000] [--readings 288] [--minutes 5] [--rate 50] [--no-kill] [--json]
 * The storm: devices come back and send a day's buffer each while calls for help go on, through the real HTTP stack on a PostgreSQL of its
 * own; the server is killed at a named point in the middle and started again. Everything acknowledged must be there once; the time from the
 * press to the operators' live page is measured from the stream that the page holds. Needs a build (npm run build).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { freePort, startRealPostgres } from "#tests/support/real-postgres.ts";
import {
  bareAlertsPerSecond,
  DISTRICT_CODE,
  hangMany,
  prepareAlertDistrict,
  signedPost,
  type Sender,
} from "./alerts-district.ts";
import { watchStream, type Seen } from "./alerts-seat.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "2000" },
    readings: { type: "string", default: "288" },
    minutes: { type: "string", default: "5" },
    rate: { type: "string", default: "50" },
    "no-kill": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const [devices = 0, readings = 0, minutes = 0, rate = 0] = [
  values.devices,
  values.readings,
  values.minutes,
  values.rate,
].map(Number);
const kills = !values["no-kill"];
/** Two presses of one button that are nearer join, and could not be counted. */
const APART_SECONDS = 35;
const GOAL_MS = 2000;
const tell = (text: string) => void process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function launch(
  url: string,
  folder: string,
  { port, faultAt }: { port: number; faultAt: string | null },
): ChildProcess {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: url,
    DISTRICT_CODE,
    DATA_KEY: "ab".repeat(32),
    PUBLIC_ORIGIN: `http://localhost:${port}`,
    DEMO: "off",
    ...(faultAt !== null && { FAULT_AT: faultAt }),
  };
  return spawn(process.execPath, [join("build", "server.mjs")], { env, stdio: ["ignore", "ignore", "inherit"] });
}

async function untilReady(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ok = await fetch(`http://localhost:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await pause(100);
  }
  throw new Error("the server did not become ready");
}

type Sent = { readonly id: string; readonly at: number; acknowledgedAt: number };

/** As a device does: again, with the same body, until it is acknowledged. */
async function sendUntilAcknowledged(origin: string, sender: Sender, body: string): Promise<void> {
  for (;;) {
    const status = await signedPost(origin, sender, body).catch(() => 0);
    if (status === 200) return;
    await pause(300);
  }
}

async function storm(
  origin: string,
  all: { readonly buttons: readonly Sender[]; readonly mattresses: readonly Sender[] },
  sent: Sent[],
) {
  const began = performance.now();
  const length = minutes * 60_000;
  const work: Promise<void>[] = [];
  const startedAt = Date.now();
  for (const [index, sender] of all.mattresses.entries())
    work.push(
      (async () => {
        await pause((index / devices) * length * 0.8);
        const list = Array.from({ length: readings }, (_, place) => ({
          seq: place,
          at: new Date(startedAt - (readings - place) * 300_000).toISOString(),
          heart_rate: 60 + (place % 9),
          in_bed: place % 40 !== 0,
        }));
        await sendUntilAcknowledged(origin, sender, JSON.stringify({ readings: list }));
      })(),
    );
  for (let press = 0; (press / rate) * 1000 < length; press += 1)
    work.push(
      (async () => {
        await pause((press / rate) * 1000);
        const sender = all.buttons[press % all.buttons.length];
        if (!sender) return;
        const one: Sent = { id: `p${press}`, at: performance.now(), acknowledgedAt: 0 };
        sent.push(one);
        await sendUntilAcknowledged(origin, sender, JSON.stringify({ readings: [{ id: one.id, sos: true }] }));
        one.acknowledgedAt = performance.now();
      })(),
    );
  await Promise.all(work);
  return performance.now() - began;
}

const at = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);

/** When each alert number first stood behind the stream's version. */
function seenAt(seen: readonly Seen[], alertNo: number): number {
  return seen.find(({ last }) => last >= alertNo)?.at ?? NaN;
}

async function main(): Promise<void> {
  if (!existsSync(join("build", "server.mjs"))) throw new Error("run npm run build first");
  const folder = mkdtempSync(join(tmpdir(), "bench-alerts-"));
  const running = await startRealPostgres();
  const url = await prepareAlertDistrict(running.url);
  const buttons = await hangMany(url, { count: rate * APART_SECONDS, typeCode: "sos_button", prefix: "SOS" });
  const mattresses = await hangMany(url, { count: devices, typeCode: "sleep_mattress", prefix: "BED" });
  tell(
    `${buttons.length} buttons and ${mattresses.length} mattresses hang; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const halfway = Math.floor((rate * minutes * 60) / 2);
  let kill = 0;
  let server = launch(url, folder, { port, faultAt: kills ? `alert-after-persist-before-ack:${halfway}` : null });
  let stopping = false;
  const again = () => {
    if (stopping) return;
    kill += 1;
    tell(`the server was killed (${kill})`);
    server = launch(url, folder, { port, faultAt: kill === 1 ? "inbox-before-commit:3" : null });
    server.once("exit", again);
  };
  server.once("exit", again);
  await untilReady(port);
  const seat = watchStream(origin);
  await pause(500);
  const sent: Sent[] = [];
  const tookMs = await storm(origin, { buttons, mattresses }, sent);
  const db = postgres(url, { max: 2, onnotice: () => {} });
  const schema = `district_${DISTRICT_CODE}`;
  await db.unsafe(`set search_path = ${schema}`);
  const drainBegan = performance.now();
  for (;;) {
    const [row] = await db.unsafe(`select count(*)::int as n from ${schema}.device_inbox`);
    if (row?.["n"] === 0) break;
    await pause(500);
  }
  const drainMs = performance.now() - drainBegan;
  await pause(3000);
  const alerts = await db.unsafe(
    `select a.alert_no, a.repeats, split_part(split_part(a.cause_key, ':id:', 2), '@', 1) as id from ${schema}.alert a where kind = 'sos' and purpose = 'real'`,
  );
  const [stored] = await db.unsafe(
    `select count(*)::int as n from ${schema}.device_reading r join ${schema}.device d on d.id = r.device_id where d.type_code = 'sleep_mattress'`,
  );
  const byId = new Map<string, number[]>();
  for (const row of alerts)
    byId.set(String(row["id"]), [...(byId.get(String(row["id"])) ?? []), Number(row["alert_no"])]);
  const lost = sent.filter(({ id }) => !byId.has(id)).length;
  const doubled =
    [...byId.values()].filter((numbers) => numbers.length > 1).length +
    alerts.filter((row) => Number(row["repeats"]) > 0).length;
  const waits = sent
    .map(({ id, at: from }) => seenAt(seat.seen, byId.get(id)?.[0] ?? Infinity) - from)
    .filter((ms) => Number.isFinite(ms))
    .sort((left, right) => left - right);
  const acknowledged = sent.map((one) => one.acknowledgedAt - one.at).sort((left, right) => left - right);
  const bare = await bareAlertsPerSecond(db, schema);
  stopping = true;
  seat.stop();
  server.kill("SIGTERM");
  await db.end();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
  const expected = devices * readings;
  const result = {
    devices,
    readings: expected,
    minutes,
    rate,
    presses: sent.length,
    lost,
    doubled,
    readingsStored: Number(stored?.["n"]),
    kills: kill,
    seconds: Math.round(tookMs / 1000),
    drainSeconds: Math.round(drainMs / 1000),
    acknowledgedMs: { p50: at(acknowledged, 0.5), p99: at(acknowledged, 0.99) },
    seenMs: { p50: at(waits, 0.5), p99: at(waits, 0.99), counted: waits.length },
    barePerSecond: Math.round(bare),
    ratio: Math.round((rate / bare) * 1000) / 1000,
    load: loadavg()[0],
  };
  const good = lost === 0 && doubled === 0 && result.readingsStored === expected && result.seenMs.p99 <= GOAL_MS;
  if (values.json) console.log(JSON.stringify(result));
  else console.log(result, good ? "holds" : "DOES NOT HOLD");
  process.exit(good ? 0 : 1);
}

await main();
