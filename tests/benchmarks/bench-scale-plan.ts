/**
 * npm run bench:scale-plan -- [--elders 100000] [--district 5000] [--threads 2] [--evaluations 3000] [--seed 1] [--json]
 * A whole region planned district by district on worker threads, each district measured by the independent checker. The budget is in
 * evaluations for each elder, so that the plan is the same on every machine. Making the districts and checking the plans is not
 * counted as planning; memory is that of the whole process with everything in it.
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { DistrictSize } from "./planning-district.ts";
import type { ScaleDistrict, ScaleWork } from "./scale-thread.ts";

const [MOST_SECONDS, MOST_BYTES, LEAST_SAVED] = [60, 1024 ** 3, 0.12];
/** A district of the benchmark has this many elders for each worker and each provider, and so many for each street. */
const [PER_WORKER, PER_PROVIDER, PER_STREET] = [12.5, 125, 110];

const { values } = parseArgs({
  options: {
    elders: { type: "string", default: "100000" },
    district: { type: "string", default: "5000" },
    threads: { type: "string", default: "2" },
    evaluations: { type: "string", default: "3000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const tell = (text: string) => void process.stderr.write(`${text}\n`);

function districts(): DistrictSize[] {
  const [elders, each] = [Number(values.elders), Number(values.district)];
  return Array.from({ length: Math.ceil(elders / each) }, (_, index) => {
    const own = Math.min(each, elders - index * each);
    return {
      elders: own,
      workers: Math.ceil(own / PER_WORKER),
      providers: Math.ceil(own / PER_PROVIDER),
      streets: Math.ceil(own / PER_STREET),
      km: 6 * Math.sqrt(own / 1100),
      seed: Number(values.seed) * 1000 + index,
    };
  });
}

function runThread(work: ScaleWork, onDistrict: (district: ScaleDistrict) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const source = JSON.stringify(new URL("./scale-thread.ts", import.meta.url).href);
    // A thread does not inherit the loader of TypeScript: it registers its own.
    const entry = `import("tsx/esm/api").then(({ register }) => { register(); return import(${source}); })`;
    const worker = new Worker(entry, { eval: true, workerData: work });
    let planMs = 0;
    worker.on("message", (district: ScaleDistrict) => {
      planMs += district.planMs;
      onDistrict(district);
    });
    worker.on("error", reject);
    worker.on("exit", (code) =>
      code === 0 ? resolve(planMs) : reject(new Error(`a thread ended with ${String(code)}`)),
    );
  });
}

async function main(): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const threads = Math.max(1, Number(values.threads));
  const all = districts();
  const done: ScaleDistrict[] = [];
  const began = performance.now();
  const planned = await Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      runThread(
        {
          districts: all.filter((_district, index) => index % threads === thread),
          evaluationsPerElder: Number(values.evaluations),
        },
        (district) => {
          done.push(district);
          tell(`${String(done.length)} of ${String(all.length)}`);
        },
      ),
    ),
  );
  const wallSeconds = (performance.now() - began) / 1000;
  const sum = (field: keyof ScaleDistrict) => done.reduce((total, district) => total + district[field], 0);
  const saved = 1 - sum("way") / sum("cheapestWay");
  const planSeconds = Math.max(...planned) / 1000;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const missed = [
    ...(planSeconds > MOST_SECONDS ? ["seconds"] : []),
    ...(peakBytes > MOST_BYTES ? ["peak_bytes"] : []),
    ...(saved < LEAST_SAVED ? ["saved"] : []),
    ...(sum("violations") > 0 ? ["violations"] : []),
  ];
  const result = {
    machine: `${String(cpus().length)} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`,
    load,
    threads,
    elders: sum("elders"),
    districts: all.length,
    evaluations_per_elder: Number(values.evaluations),
    plan_seconds: planSeconds,
    plan_ms_per_elder_and_thread: (planned.reduce((total, ms) => total + ms, 0) / sum("elders")).toFixed(3),
    wall_seconds_with_making_and_checking: wallSeconds,
    peak_bytes: peakBytes,
    series_unplaced: sum("unplaced"),
    travel_minutes: sum("checkedTravel"),
    saved_to_cheapest_insertion: saved,
    violations: sum("violations"),
    missed,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else console.table(Object.entries(result).map(([figure, value]) => ({ figure, value: String(value) })));
  if (missed.length > 0) process.exitCode = 1;
}

await main();
