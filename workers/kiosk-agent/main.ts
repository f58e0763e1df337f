/**
 * npm run kiosk:agent -- --server https://bedside.example --state /var/lib/bedside-kiosk --adapter wedge --input /dev/input/by-id/…
 * Without arguments: the simulator beside a demonstration on http://localhost:3000. It prints the address to open in a browser, and takes
 * lines such as "card 320602…", "lift", "qr …", "scratched", "broken", "help" from the keyboard.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { AGENT_PORT } from "#app/domain/kiosk/agent-protocol.ts";
import { EarphoneJack } from "./earphone-jack.ts";
import { FakeReader, workByHand } from "./fake-reader.ts";
import { KioskAgent } from "./kiosk-agent.ts";
import { openLoopback } from "./loopback.ts";
import { LinuxSenses, SimulatedSenses } from "./machine-senses.ts";
import { MachinePeripherals, RecordedPeripherals } from "./peripherals.ts";
import { ServerClient } from "./server-client.ts";
import { StateFolder } from "./state-folder.ts";
import { WedgeReader } from "./wedge-reader.ts";
import { WishQueue } from "./wish-queue.ts";

const WATCH_MS = 5000;

const { values } = parseArgs({
  options: {
    server: { type: "string", default: "http://localhost:3000" },
    state: { type: "string", default: join("data", "kiosk-agent") },
    port: { type: "string", default: String(AGENT_PORT) },
    adapter: { type: "string", default: "fake" },
    /** Input device of the wedge. */
    input: { type: "string" },
    /** Starts the browser; the address is added. Without it the address is printed. */
    browser: { type: "string" },
    printer: { type: "string" },
    player: { type: "string" },
    clips: { type: "string" },
    speaker: { type: "string" },
    dialer: { type: "string" },
    lamp: { type: "string" },
    /** Input device of the sound card that tells whether an earphone is plugged in. */
    "earphone-input": { type: "string" },
    /** Prints the volume and whether it is on: amixer sget Master. */
    mixer: { type: "string" },
    "staff-call": { type: "string" },
    /** Starts the machine again. */
    restart: { type: "string" },
  },
});

function buildName(): string {
  const { version } = JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8")) as { version: string };
  return `agent ${version}`;
}

/** The browser of this start; a second one takes its place. */
function opener(origin: string, command: string | undefined): (address: string) => void {
  let browser: ChildProcess | null = null;
  return (path) => {
    const address = new URL(path, origin).toString();
    console.log(address);
    if (command === undefined) return;
    browser?.kill();
    const [program = "", ...words] = command.split(" ");
    browser = spawn(program, [...words, address], { stdio: "inherit" });
    browser.once("error", (thrown) => console.error(`${program}: ${thrown.message}`));
  };
}

function run(command: string | undefined): void {
  const [program, ...words] = (command ?? "").split(" ");
  if (program) spawn(program, words, { stdio: "inherit" });
  else console.error("page silent after three restarts in ten minutes; no --restart command is given");
}

/** The fake reader is worked by lines that somebody types. */
function keyboardOf(fake: FakeReader) {
  const keyboard = createInterface({ input: process.stdin });
  keyboard.on("line", (line) => {
    if (!workByHand(fake, line))
      console.error("card NUMBER · social NUMBER · qr TEXT · scratched · lift · broken · mended · help");
  });
  return keyboard;
}

function jackOf(agent: KioskAgent): EarphoneJack | null {
  const input = values["earphone-input"];
  const jack = input === undefined ? null : new EarphoneJack(input, (isPlugged) => agent.plugEarphone(isPlugged));
  jack?.start();
  return jack;
}

async function main(): Promise<void> {
  const origin = new URL(values.server).origin;
  const fake = values.adapter === "fake" ? new FakeReader() : null;
  if (fake === null && values.input === undefined) throw new Error("the adapter wedge needs --input DEVICE");
  const staffCall = values["staff-call"] ?? null;
  const port = Number(values.port);
  const state = new StateFolder(values.state);
  const server = new ServerClient(origin, state);
  const { printer = null, player = null, clips = null, speaker = null, dialer = null, lamp = null } = values;
  const agent = new KioskAgent({
    server,
    queue: new WishQueue(state),
    reader: fake ?? new WedgeReader(values.input ?? ""),
    peripherals:
      fake === null
        ? new MachinePeripherals({ printer, player, clips, speaker, dialer, lamp, staffCall })
        : new RecordedPeripherals(staffCall),
    senses: fake === null ? new LinuxSenses({ mixer: values.mixer ?? null }) : new SimulatedSenses(),
    build: buildName(),
    port,
    open: opener(origin, values.browser),
    restartMachine: () => run(values.restart),
  });
  const loopback = await openLoopback(agent, { origin, fake }, port);
  const watch = values.browser === undefined ? null : setInterval(() => void agent.watch(), WATCH_MS);
  const jack = jackOf(agent);
  const keyboard = fake === null ? null : keyboardOf(fake);
  const stop = () => {
    if (watch !== null) clearInterval(watch);
    keyboard?.close();
    jack?.stop();
    agent.stop();
    loopback.close();
    loopback.closeAllConnections();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  await agent.run();
}

main().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
});
