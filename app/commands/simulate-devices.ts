/**
 * npm run devices:simulate -- --provision --beds 400      once, with the product stopped or DATABASE_URL set
 * npm run devices:simulate -- --beds 400 --speed 60       beside the running product
 * The first registers and hangs the devices and writes their secrets to a file; the second makes them speak and prints a line for each
 * simulated hour. Ends with 1 when a press was not taken in, 2 when it cannot begin.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SIMULATED_TYPES, simulatedHour, type SimulatedMessage } from "#app/domain/devices/simulated-homes.ts";
import { readEnvironment } from "#app/environment.server.ts";
import { aesGcmProvider, trialDataKey } from "#app/integrations/crypto/aes-gcm.server.ts";
import { httpsSender, mqttSender, type Sent } from "#app/integrations/devices/device-sender.server.ts";
import { provisionSimulated, type SimulatedHome } from "#app/usecases/devices/provision-simulated.server.ts";
import { readOptions } from "./command-options.ts";
import { withDatabase } from "./stored-database.ts";

const USAGE = `用法 Usage:
  npm run devices:simulate -- --provision [--beds 400]   先停下系统，或设置 DATABASE_URL / the product stopped, or DATABASE_URL set
  npm run devices:simulate -- [--beds 400] [--speed 60] [--hours 24] [--sos 4] [--seed 1] [--url http://localhost:3000] [--mqtt mqtt://localhost:1883]
    --sos    每模拟小时的呼叫次数 presses of all beds together in a simulated hour
    --mqtt   每隔一张床改走 MQTT every second bed speaks to this broker
    --file   设备密钥文件 the file of the devices' secrets (DATA_DIR/simulated-devices.json)`;

const given = readOptions(
  {
    provision: { type: "boolean", default: false },
    beds: { type: "string", default: "400" },
    speed: { type: "string", default: "60" },
    hours: { type: "string", default: "24" },
    sos: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    url: { type: "string" },
    mqtt: { type: "string" },
    file: { type: "string" },
  },
  USAGE,
);

/** What cannot be used; the message is shown. */
class CannotBegin extends Error {}

function numberOf(name: "beds" | "speed" | "hours" | "sos", least: number): number {
  const value = Number(given[name]);
  if (!Number.isFinite(value) || value < least) throw new CannotBegin(`--${name} ${given[name]}\n${USAGE}`);
  return value;
}

const environment = readEnvironment();
const file = given.file ?? join(environment.dataDirectory, "simulated-devices.json");
const HOUR_MS = 3_600_000;
/** Requests in hand at once; a gateway of four hundred homes opens no more. */
const AT_ONCE = 16;
const PRESS_TRIES = 20;

async function provision(beds: number): Promise<number> {
  const crypto = aesGcmProvider(trialDataKey(environment.dataKey, environment.dataDirectory));
  const homes = await withDatabase(null, (context) => provisionSimulated(context, crypto, beds));
  if (homes.length === 0) throw new CannotBegin("没有老人：请先启动一次系统。No elders: start the product once first.");
  writeFileSync(file, JSON.stringify(homes), { mode: 0o600 });
  const devices = homes.length * SIMULATED_TYPES.length;
  console.log(`${homes.length} 张床、${devices} 台设备 beds and devices: ${file}`);
  return 0;
}

function readHomes(beds: number): SimulatedHome[] {
  if (!existsSync(file)) throw new CannotBegin(`没有设备文件，请先 no file of devices, first: --provision\n${USAGE}`);
  const homes = JSON.parse(readFileSync(file, "utf8")) as SimulatedHome[];
  if (homes.length < beds)
    console.error(
      `文件中只有 ${homes.length} 张床，照此进行。Only ${homes.length} beds are in the file; going on with them.`,
    );
  return homes.slice(0, beds);
}

type Tally = { sent: number; accepted: number; duplicates: number; refused: number; failed: number; presses: number };
const emptyTally = (): Tally => ({ sent: 0, accepted: 0, duplicates: 0, refused: 0, failed: 0, presses: 0 });

function count(tally: Tally, { outcome, duplicates }: Sent): void {
  tally.sent += 1;
  if (outcome !== "accepted") tally[outcome] += 1;
  else if (duplicates > 0) tally.duplicates += 1;
  else tally.accepted += 1;
}

type Run = {
  readonly deliver: (message: SimulatedMessage, tally: Tally) => Promise<void>;
  /** What refusals and failures said, and how often. */
  readonly problems: Map<string, number>;
  readonly lostPresses: () => number;
  readonly close: () => Promise<void>;
};

async function openRun(homes: readonly SimulatedHome[]): Promise<Run> {
  const post = httpsSender(given.url ?? environment.publicOrigin, () => Date.now());
  const broker = given.mqtt === undefined ? null : await mqttSender(given.mqtt);
  // A second run says other things than the first, though its seed be the same.
  const run = Date.now().toString(36);
  const problems = new Map<string, number>();
  let lost = 0;
  async function send({ home, typeCode, name, measures }: SimulatedMessage): Promise<Sent> {
    const device = homes[home]?.devices.find((one) => one.typeCode === typeCode);
    if (!device) return { outcome: "failed", duplicates: 0, why: "no such device in the file" };
    const body = JSON.stringify({ readings: [{ id: `${run}-${name}`, ...measures }] });
    return broker !== null && home % 2 === 1 ? broker.send(device.deviceNo, body) : post(device, body);
  }
  return {
    problems,
    lostPresses: () => lost,
    close: async () => broker?.close(),
    // A press goes on until it is acknowledged, as in a device.
    deliver: async (message, tally) => {
      const isPress = message.measures.sos === true;
      if (isPress) tally.presses += 1;
      for (let tries = 1; ; tries += 1) {
        const sent = await send(message);
        count(tally, sent);
        if (sent.why !== null) problems.set(sent.why, (problems.get(sent.why) ?? 0) + 1);
        if (sent.outcome === "accepted" || !isPress) return;
        if (tries === PRESS_TRIES) {
          lost += 1;
          return;
        }
        await pause(500);
      }
    },
  };
}

/** Sends each message when its moment has come, as many at once as may be; resolves when all are answered. */
async function playHour(run: Run, messages: readonly SimulatedMessage[], dueMsOf: (atMs: number) => number) {
  const tally = emptyTally();
  const inHand = new Set<Promise<void>>();
  for (const message of messages) {
    const dueMs = dueMsOf(message.atMs);
    if (dueMs > Date.now()) await pause(dueMs - Date.now());
    while (inHand.size >= AT_ONCE) await Promise.race(inHand);
    const one: Promise<void> = run.deliver(message, tally).finally(() => inHand.delete(one));
    inHand.add(one);
  }
  await Promise.all(inHand);
  return tally;
}

const HEADS = [
  ...["小时 hour", "发出 sent", "接收 accepted", "重复 duplicate", "拒绝 refused"],
  ...["失败 failed", "呼叫 SOS", "落后秒 behind s"],
];

async function simulate(beds: number, speed: number, hours: number, pressesPerHour: number): Promise<number> {
  const homes = readHomes(beds);
  const run = await openRun(homes);
  console.log(HEADS.join("\t"));
  const beganMs = Date.now();
  for (let hour = 0; hour < hours; hour += 1) {
    const wish = { homes: homes.length, hour, seed: given.seed, pressesPerHour, repeatedShare: 0.01 };
    const dueMsOf = (atMs: number) => beganMs + (hour * HOUR_MS + atMs) / speed;
    const tally = await playHour(run, simulatedHour(wish), dueMsOf);
    const behind = Math.max(0, (Date.now() - dueMsOf(HOUR_MS)) / 1000).toFixed(1);
    const { sent, accepted, duplicates, refused, failed, presses } = tally;
    console.log([hour + 1, sent, accepted, duplicates, refused, failed, presses, behind].join("\t"));
  }
  await run.close();
  for (const [why, times] of run.problems) console.error(`${why}: ${times}`);
  return run.lostPresses() === 0 ? 0 : 1;
}

try {
  const beds = Math.floor(numberOf("beds", 1));
  process.exitCode = given.provision
    ? await provision(beds)
    : await simulate(beds, numberOf("speed", 0.001), numberOf("hours", 1), numberOf("sos", 0));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 2;
}
