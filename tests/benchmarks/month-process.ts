/** Runs the month command as a process of its own, the way an office does, and watches its time and memory from outside. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MonthResult } from "#app/usecases/month/run-month.server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const LOOK_EVERY_MS = 100;

export type MonthRun = {
  readonly result: MonthResult;
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** Highest resident memory; null where the system does not tell. */
  readonly peakBytes: number | null;
};

export type MonthRequest = {
  readonly month: string;
  readonly filesFolder: string;
  readonly seed: string;
  readonly simulate: boolean;
  readonly databaseUrl: string | null;
};

function peakOf(pid: number | undefined): number {
  const path = `/proc/${String(pid)}/status`;
  if (!existsSync(path)) return 0;
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function argumentsOf(request: MonthRequest): string[] {
  const { filesFolder, month, seed, simulate, databaseUrl } = request;
  const files = ["facilities", "providers", "workers", "elders"].flatMap((kind) => [
    `--${kind}`,
    join(filesFolder, `${kind}.xlsx`),
  ]);
  return [
    ...files,
    ...["--month", month, "--seed", seed, "--json"],
    ...(simulate ? ["--simulate"] : []),
    ...(databaseUrl === null ? [] : ["--database", databaseUrl]),
  ];
}

/** Throws with what the command said when it does not end with status 0. */
export async function runMonthProcess(request: MonthRequest): Promise<MonthRun> {
  const began = performance.now();
  const command = join(root, "app", "commands", "run-month.ts");
  const running = spawn(process.execPath, ["--import", "tsx", command, ...argumentsOf(request)], { cwd: root });
  let [output, said, peak] = ["", "", 0];
  running.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  running.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const looking = setInterval(() => (peak = Math.max(peak, peakOf(running.pid))), LOOK_EVERY_MS);
  const status = await new Promise<number | null>((resolve, reject) => {
    running.once("error", reject);
    running.once("close", resolve);
  }).finally(() => clearInterval(looking));
  if (status !== 0) throw new Error(`the month command ended with ${String(status)}:\n${said.slice(-2000)}`);
  return {
    result: JSON.parse(output) as MonthResult,
    wallMs: performance.now() - began,
    peakBytes: peak === 0 ? null : peak,
  };
}
