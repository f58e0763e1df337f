/**
 * npm run bench:routing -- [--seconds 10] [--seed 1] --out DIR [--json] FILE...
 * Plans public HHCRSP instances (JSON, any size) on one thread, writes `<instance>.solution.json` in the public form for each, and says
 * what the written plan costs and how far that is from the published values, where the instance is known. Seconds are processor time.
 * Published values: Mankowska et al. 2014, Lasfargeas et al. 2019, Kummer et al. 2019 and 2020, BRKGA-MP-IPR, Ceschia et al. 2024.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { breachesOf } from "#app/domain/scheduling/daily/daily-plan.ts";
import { planDay } from "#app/domain/scheduling/daily/daily-search.ts";
import { costOfSolution, InstanceFault, problemOf, readInstance, solutionOf } from "./hhcrsp-files.ts";

type Published = { readonly kind: string; readonly lowest: number; readonly bestKnown: number };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "out/routing" },
    json: { type: "boolean", default: false },
  },
});
/** Most published values have one decimal. */
const ROUNDING = 0.05;

const tell = (text: string) => void process.stderr.write(`${text}\n`);

function publishedValues(): Map<string, Published> {
  const text = readFileSync(new URL("./hhcrsp-published.csv", import.meta.url), "utf8");
  const rows = text.trim().split("\n").slice(1);
  return new Map(
    rows.map((row) => {
      const [name = "", kind = "", lowest = "", best = ""] = row.split(",");
      return [name, { kind, lowest: Number(lowest), bestKnown: Number(best) }];
    }),
  );
}

function planFile(path: string, published: ReadonlyMap<string, Published>) {
  const instance = readInstance(path);
  const problem = problemOf(instance, path);
  const began = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  const most = Number(values.seconds);
  const result = planDay(problem, {
    seed: Number(values.seed),
    evaluations: Infinity,
    shareSpent: () => seconds() / most,
  });
  const cpuSeconds = seconds();
  const name = basename(path).replace(/\.json$/, "");
  const solution = solutionOf(instance, result.plan);
  writeFileSync(join(values.out, `${name}.solution.json`), `${JSON.stringify(solution, null, 1)}\n`);
  const cost = costOfSolution(instance, solution);
  const known = published.get(name);
  return {
    instance: name,
    class: known?.kind ?? null,
    patients: problem.patients.length,
    cost: Number(cost.toFixed(3)),
    best_known: known?.bestKnown ?? null,
    gap: known ? cost / known.bestKnown - 1 : null,
    below_published: known ? cost < known.lowest - ROUNDING : false,
    broken_rules: breachesOf(problem, result.plan).length,
    evaluations: result.evaluations,
    cpu_seconds: Number(cpuSeconds.toFixed(2)),
  };
}

type Row = ReturnType<typeof planFile>;

/** Gap of the class mean: the sum of the costs against the sum of the best known ones. */
function classMeans(rows: readonly Row[]) {
  const kinds = [...new Set(rows.flatMap((row) => row.class ?? []))].sort();
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.class === kind);
    const [cost, best] = [
      own.reduce((sum, row) => sum + row.cost, 0),
      own.reduce((sum, row) => sum + (row.best_known ?? 0), 0),
    ];
    return {
      class: kind,
      instances: own.length,
      mean: cost / own.length,
      best_known: best / own.length,
      gap: cost / best - 1,
    };
  });
}

function main(): number {
  if (positionals.length === 0) {
    tell("npm run bench:routing -- [--seconds 10] [--seed 1] --out DIR FILE...");
    return 2;
  }
  const load = loadavg()[0] ?? 0;
  mkdirSync(values.out, { recursive: true });
  const published = publishedValues();
  const rows: Row[] = [];
  for (const path of positionals) {
    const row = planFile(path, published);
    rows.push(row);
    tell(`${row.instance} ${row.cost}${row.gap === null ? "" : ` ${(row.gap * 100).toFixed(2)} %`}`);
  }
  const result = {
    machine: `${String(cpus().length)} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`,
    ...{ load, seconds: Number(values.seconds), seed: Number(values.seed) },
    instances: rows,
    classes: classMeans(rows),
    below_published: rows.filter((row) => row.below_published).map(({ instance, cost }) => ({ instance, cost })),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else {
    console.table(rows);
    console.table(result.classes);
  }
  return rows.some((row) => row.broken_rules > 0) ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (thrown) {
  if (!(thrown instanceof InstanceFault)) throw thrown;
  tell(thrown.message);
  process.exitCode = 2;
}
