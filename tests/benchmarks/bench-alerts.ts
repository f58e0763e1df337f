/**
 * npm run bench:alerts -- [--devices 2000] [--readings 288] [--minutes 5] [--rate 50] [--seats 16] [--over https|mqtt] [--no-kill]
 *   [--no-fsync] [--json]
 * The storm: devices come back and send a day's buffer each while calls for help go on, through the real HTTP stack, or a real broker
 * (mosquitto where it is installed, else the one of npm), on a PostgreSQL of its own, into the live pages of the centre's seats; web and worker processes are killed at named places in between and started again.
 * Everything acknowledged must be there once. Builds first where the build is stale; ten minutes at most at its full size.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { BROKER_KINDS, startBroker, WIDE_QUEUES, type Broker } from "#tests/support/mqtt-broker.ts";
import { startRealPostgres, systemBinaries } from "#tests/support/real-postgres.ts";
import {
  DISTRICT_CODE,
  hangMany,
  plainInsertsPerSecond,
  prepareAlertDistrict,
  type Sender,
} from "./alerts-district.ts";
import { loadList, signIn, watchStream, type Listed, type Seat, type Seen } from "./alerts-seat.ts";
import { requireBuild, startServers } from "./alerts-servers.ts";
import { storm, type Press, type Storm } from "./alerts-storm.ts";
import { httpsWay, mqttWay, type Way } from "./alerts-ways.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "2000" },
    readings: { type: "string", default: "288" },
    minutes: { type: "string", default: "5" },
    rate: { type: "string", default: "50" },
    seats: { type: "string", default: "16" },
    over: { type: "string", default: "https" },
    "no-kill": { type: "boolean", default: false },
    "no-fsync": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const [devices = 0, readings = 0, minutes = 0, rate = 0, seats = 0] = [
  ...[values.devices, values.readings, values.minutes, values.rate, values.seats].map(Number),
];
/** Presses of one button that come within half a minute join, and could not be counted; a machine that starves delays some by as much. */
const APART_SECONDS = 120;
const GOAL_MS = 2000;
const SCHEMA = `district_${DISTRICT_CODE}`;
const tell = (text: string) => void process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

const isMqtt = values.over === "mqtt";

/** Named places (reliability design 17.1): each process dies at one after another, spread over the storm. What the broker gives, the jobs' takes in. */
function faultsOf() {
  const none = { web: [], standby: [], worker: [] };
  if (values["no-kill"]) return none;
  const calls = rate * minutes * 60;
  const at = (share: number) => Math.max(1, Math.floor(calls * share));
  const intake = [`alert-after-persist-before-ack:${at(0.25)}`, `alert-before-commit:${at(0.2)}`];
  const inbox = `inbox-before-commit:${Math.max(2, Math.floor(devices / 10))}`;
  const ladder = ["ladder-before-commit:20", "ladder-after-commit:20"];
  if (isMqtt) return { ...none, worker: [...intake, inbox, ...ladder] };
  return { web: intake, standby: [`alert-before-commit:${at(0.2)}`], worker: [inbox, ...ladder] };
}

const at = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);

/** Middle, 99th percentile and greatest of waits, in whole milliseconds. */
function spread(waits: readonly number[]) {
  const sorted = [...waits].sort((left, right) => left - right);
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), most: at(sorted, 1), counted: sorted.length };
}

/** When each alert number first stood behind the stream's version. @param seen in the order of time, with numbers that only grow */
function seenAt(seen: readonly Seen[], alertNo: number): number {
  let [low, high] = [0, seen.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((seen[middle]?.last ?? 0) >= alertNo) high = middle;
    else low = middle + 1;
  }
  return seen[low]?.at ?? NaN;
}

/** What is not taken in by then is counted as lost. */
const DRAIN_MOST_MS = 120_000;

/** @param presses that were acknowledged, over HTTPS because they are stored; the broker may hold some still */
async function untilDrained(db: postgres.Sql, presses: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const [row] = await db.unsafe(
      `select (select count(*)::int from ${SCHEMA}.device_inbox) as waiting, (select count(*)::int from ${SCHEMA}.alert where kind = 'sos') as alerts`,
    );
    const tookMs = performance.now() - began;
    const isTaken = row?.["waiting"] === 0 && Number(row["alerts"]) >= presses;
    if (isTaken || tookMs > DRAIN_MOST_MS) return tookMs;
    await pause(500);
  }
}

/** The broker keeps for its subscriber from the first subscription on: the storm begins when a word was stored. */
async function untilHeard(db: postgres.Sql, way: Way, sender: Sender): Promise<void> {
  const body = JSON.stringify({ readings: [{ id: "first", battery_percent: 90 }] });
  for (;;) {
    await way.send(sender, body);
    await pause(300);
    if ((await db.unsafe(`select 1 from ${SCHEMA}.device_reading limit 1`)).length > 0) return;
  }
}

/** How devices send, and the broker between where there is one. */
async function openBroker(): Promise<Broker | null> {
  const kind = BROKER_KINDS.at(-1);
  return isMqtt && kind !== undefined ? startBroker(kind, WIDE_QUEUES) : null;
}

/** What the tables hold of the presses and buffers. */
async function heldIn(db: postgres.Sql, presses: readonly Press[]) {
  const alerts = await db.unsafe(
    `select alert_no, repeats, split_part(split_part(cause_key, ':id:', 2), '@', 1) as id from ${SCHEMA}.alert where kind = 'sos' and purpose = 'real'`,
  );
  const [stored] = await db.unsafe(
    `select count(*)::int as n from ${SCHEMA}.device_reading r join ${SCHEMA}.device d on d.id = r.device_id where d.type_code = 'sleep_mattress'`,
  );
  const [late] = await db.unsafe(
    `select count(*)::int as told, coalesce(percentile_disc(0.99) within group (order by (facts->>'late_ms')::float), 0)::int as late
     from ${SCHEMA}.alert_event where kind = 'told'`,
  );
  const [twice] = await db.unsafe(
    `select count(*)::int as n from (select 1 from ${SCHEMA}.alert_event where kind = 'told' group by alert_id, facts->>'step' having count(*) > 1) t`,
  );
  const byId = new Map<string, number[]>();
  for (const row of alerts)
    byId.set(String(row["id"]), [...(byId.get(String(row["id"])) ?? []), Number(row["alert_no"])]);
  return {
    byId,
    lost: presses.filter(({ id }) => !byId.has(id)).length,
    doubled:
      [...byId.values()].filter((numbers) => numbers.length > 1).length +
      alerts.filter((row) => Number(row["repeats"]) > 0).length,
    readingsStored: Number(stored?.["n"]),
    steps: { told: Number(late?.["told"]), toldTwice: Number(twice?.["n"]), lateMs99: Number(late?.["late"]) },
  };
}

type Held = Awaited<ReturnType<typeof heldIn>>;

function waitsOf(
  { presses }: Storm,
  { byId }: Held,
  watched: { readonly seats: readonly Seat[]; readonly list: Listed },
) {
  const numbered = presses.flatMap((press) => {
    const alertNo = byId.get(press.id)?.[0];
    return alertNo === undefined ? [] : [{ press, alertNo }];
  });
  const seen = watched.seats.flatMap((seat) =>
    numbered.map(({ press, alertNo }) => seenAt(seat.seen, alertNo) - press.at),
  );
  const listed = numbered.flatMap(({ press, alertNo }) => {
    const first = watched.list.firstAt.get(alertNo);
    return first === undefined ? [] : [first - press.at];
  });
  return { seen: spread(seen), neverSeen: seen.filter(Number.isNaN).length, listed: spread(listed) };
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), "bench-alerts-"));
  const running = await startRealPostgres(systemBinaries(), { durable: !values["no-fsync"] });
  const plainBefore = await plainInsertsPerSecond(running.url);
  const url = await prepareAlertDistrict(running.url);
  const buttons = await hangMany(url, { count: rate * APART_SECONDS, typeCode: "sos_button", prefix: "SOS" });
  const mattresses = await hangMany(url, { count: devices, typeCode: "sleep_mattress", prefix: "BED" });
  tell(
    `${buttons.length} buttons and ${mattresses.length} mattresses hang; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const broker = await openBroker();
  const servers = await startServers({ url, folder, mqttUrl: broker?.url ?? null, faults: faultsOf(), tell });
  const db = postgres(url, { max: 2, onnotice: () => {} });
  const way = broker === null ? httpsWay(servers) : await mqttWay(broker.url);
  const [firstButton] = buttons;
  if (broker !== null && firstButton) await untilHeard(db, way, firstButton);
  const cookies = await Promise.all(Array.from({ length: seats }, () => signIn(servers.origin())));
  const open = cookies.map((cookie) => watchStream(servers, cookie));
  const [firstSeat] = open;
  if (!firstSeat) throw new Error("at least one seat");
  const list = loadList(servers, cookies[0] ?? "", firstSeat);
  await pause(1000);
  const stormed = await storm(way, { buttons, mattresses }, { readings, minutes, rate });
  const loadAfter = loadavg()[0];
  const drainMs = await untilDrained(db, stormed.presses.length);
  await pause(3000);
  const held = await heldIn(db, stormed.presses);
  const waits = waitsOf(stormed, held, { seats: open, list });
  for (const one of [...open, list]) one.stop();
  await way.close();
  await servers.stop();
  await broker?.close();
  await db.end();
  const plainAfter = await plainInsertsPerSecond(running.url);
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
  const seconds = stormed.tookMs / 1000;
  return {
    over: broker?.kind ?? "https",
    size: { devices, readings: devices * readings, minutes, rate, seats, durable: !values["no-fsync"] },
    presses: stormed.presses.length,
    lost: held.lost,
    doubled: held.doubled,
    readingsStored: held.readingsStored,
    kills: servers.kills,
    seconds: Math.round(seconds),
    readingsPerSecond: Math.round(held.readingsStored / (seconds + drainMs / 1000)),
    callsPerSecond: Math.round((stormed.presses.length / seconds) * 10) / 10,
    drainSeconds: Math.round(drainMs / 1000),
    acknowledgedMs: spread(
      stormed.presses.flatMap((one) => (one.acknowledgedAt === 0 ? [] : [one.acknowledgedAt - one.at])),
    ),
    unacknowledged: stormed.presses.filter((one) => one.acknowledgedAt === 0).length,
    seenMs: waits.seen,
    neverSeen: waits.neverSeen,
    listedMs: waits.listed,
    listLoadMs: spread(list.tookMs),
    bufferAcknowledgedMs: spread(stormed.bufferMs),
    buffersToldLater: stormed.sentAway,
    steps: held.steps,
    plainInsertsPerSecond: { before: Math.round(plainBefore), after: Math.round(plainAfter) },
    load: loadAfter,
  };
}

async function main(): Promise<void> {
  requireBuild();
  const result = await run();
  const { lost, doubled, unacknowledged, neverSeen, steps } = result;
  const whole = lost + doubled + unacknowledged + neverSeen + steps.toldTwice === 0;
  const good = whole && result.readingsStored === devices * readings && result.seenMs.p99 <= GOAL_MS;
  if (values.json) console.log(JSON.stringify(result));
  else console.log(result, good ? "holds" : "DOES NOT HOLD");
  process.exit(good ? 0 : 1);
}

await main();
