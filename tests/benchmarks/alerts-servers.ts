/**
 * The product as a deployment runs it: two web processes, of which one stands by, and one for the jobs. Each is killed at named places and
 * started again at once; who asks goes on at whichever web process answers, as behind a proxy.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#tests/support/real-postgres.ts";
import { DISTRICT_CODE } from "./alerts-district.ts";

export type Servers = {
  /** Where to ask now. */
  readonly origin: () => string;
  /** That address did not answer: the other one is asked from now on. */
  readonly isAway: (origin: string) => void;
  /** Places at which a process was killed, in order. */
  readonly kills: readonly string[];
  readonly stop: () => Promise<void>;
};

export type Settings = {
  readonly url: string;
  readonly folder: string;
  /** The broker from which the process of the jobs takes messages; null where devices come over HTTPS alone. */
  readonly mqttUrl: string | null;
  /** Places of each process, one for each life; null is a life without a kill. */
  readonly faults: {
    readonly web: readonly string[];
    readonly standby: readonly string[];
    readonly worker: readonly string[];
  };
  readonly tell: (line: string) => void;
};

const PROGRAMS = { web: join("build", "server.mjs"), worker: join("build", "workers", "main.mjs") };

/** Throws when the product has not been built. */
export function requireBuild(): void {
  for (const program of Object.values(PROGRAMS)) if (!existsSync(program)) throw new Error("run npm run build first");
}

async function untilReady(origin: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const ok = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${origin} did not become ready`);
}

type Kept = { readonly stop: () => Promise<void> };

/** Runs a program again whenever it ends, each life with its place to die at. */
function keep(
  name: string,
  start: (faultAt: string | null) => ChildProcess,
  faults: readonly string[],
  onKill: (what: string) => void,
): Kept {
  let stopping = false;
  let life = 0;
  let child: ChildProcess;
  const begin = () => {
    const faultAt = faults[life] ?? null;
    child = start(faultAt);
    child.once("exit", (_code, signal) => {
      if (stopping) return;
      // One that ends by itself is no storm but a mistake: nothing can be measured.
      if (signal !== "SIGKILL") throw new Error(`${name} ended by itself`);
      onKill(`${name} killed at ${faultAt ?? "?"}`);
      life += 1;
      begin();
    });
  };
  begin();
  return {
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export async function startServers({ url, folder, mqttUrl, faults, tell }: Settings): Promise<Servers> {
  const ports = [await freePort(), await freePort(), await freePort()];
  const origins = ports.slice(0, 2).map((port) => `http://localhost:${port}`);
  const start = (program: string, port: number) => (faultAt: string | null) =>
    spawn(process.execPath, [program], {
      env: {
        ...process.env,
        NODE_ENV: "production",
        PORT: String(port),
        DATA_DIR: folder,
        DATABASE_URL: url,
        DISTRICT_CODE,
        DATA_KEY: "ab".repeat(32),
        PUBLIC_ORIGIN: origins[0],
        JOBS: "own-process",
        DEMO: "off",
        ...(mqttUrl !== null && { MQTT_URL: mqttUrl }),
        ...(faultAt !== null && { FAULT_AT: faultAt }),
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
  const kills: string[] = [];
  const onKill = (what: string) => {
    kills.push(what);
    tell(what);
  };
  const kept = [
    keep("web", start(PROGRAMS.web, ports[0] ?? 0), faults.web, onKill),
    keep("standby", start(PROGRAMS.web, ports[1] ?? 0), faults.standby, onKill),
    keep("worker", start(PROGRAMS.worker, ports[2] ?? 0), faults.worker, onKill),
  ];
  let asked = 0;
  await Promise.all(origins.map(untilReady));
  return {
    origin: () => origins[asked] ?? "",
    isAway: (origin) => {
      if (origin === origins[asked]) asked = 1 - asked;
    },
    kills,
    stop: async () => void (await Promise.all(kept.map((one) => one.stop()))),
  };
}
