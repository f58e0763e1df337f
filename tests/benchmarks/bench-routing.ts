/**
 * npm run bench:routing -- [--seconds 10] [--evaluations N] [--seed 1] [--out DIR] [--json] FILE...
 * Plans public HHCRSP instances (one day, two-worker and ordered visits) and writes <instance>.solution.json in the public form. The cost
 * shown is worked out again from what was written. Seconds are processor time of this process, one instance after another; a budget in
 * evaluations alone gives the same plans on any machine. Fails when a file is not as it should be, or a plan breaks a rule.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { planDay } from "#app/domain/scheduling/daily/daily-search.ts";
import type { HhcrspInstance, HhcrspSolution } from "./hhcrsp-files.ts";
import { dailyProblemOf, parseInstance, solutionOf } from "./hhcrsp-files.ts";
import { recheck } from "./hhcrsp-recheck.ts";

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string" },
    evaluations: { type: "string" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "out/routing" },
    json: { type: "boolean", default: false },
  },
});

/** Published costs are rounded to a tenth in most sources: less than half of that is no difference. */
const ROUNDING = 0.05;
const UNKNOWN_CLASS = "other";

type Published = { readonly group: string; readonly cost: number };
type Named = { readonly name: string; readonly instance: HhcrspInstance };

const tell = (text: string) => void process.stderr.write(`${text}\n`);

function fail(text: string): never {
  tell(text);
  process.exit(2);
}

function positive(option: "seconds" | "evaluations"): number {
  const text = values[option];
  const number = text === undefined ? Infinity : Number(text);
  if (!(number > 0)) fail(`--${option} ${text ?? ""} is not a number above nought`);
  return number;
}

/** Best published cost and class by instance. */
function readPublished(): Map<string, Published> {
  const lines = readFileSync(new URL("hhcrsp-published.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  const cells = lines.map((line) => line.split(","));
  return new Map(cells.map((row) => [row[1] ?? "", { group: row[0] ?? "", cost: Number(row.at(-1)) }]));
}

/** All files before the first is planned: a bad one at the end must not cost an hour. */
function readFiles(): Named[] {
  const faults: string[] = [];
  const named = files.flatMap((file) => {
    try {
      return [{ name: basename(file, ".json"), instance: parseInstance(file, readFileSync(file, "utf8")) }];
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  const twice = named.find(({ name }, at) => named.findIndex((other) => other.name === name) < at);
  if (twice) faults.push(`${twice.name}: two files of this name would write the same plan`);
  if (faults.length > 0) fail(faults.join("\n"));
  return named;
}

const cpuSeconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

type Budget = { readonly seconds: number; readonly evaluations: number; readonly seed: number };

function runInstance({ name, instance }: Named, budget: Budget, published: Published | undefined) {
  const load = loadavg()[0] ?? 0;
  const began = process.cpuUsage();
  const result = planDay(dailyProblemOf(instance), {
    seed: budget.seed,
    evaluations: budget.evaluations,
    shareSpent: () => cpuSeconds(began) / budget.seconds,
  });
  const seconds = cpuSeconds(began);
  const path = join(values.out, `${name}.solution.json`);
  writeFileSync(path, `${JSON.stringify(solutionOf(instance, result.plan), null, 1)}\n`);
  const checked = recheck(instance, JSON.parse(readFileSync(path, "utf8")) as HhcrspSolution);
  return {
    ...{ instance: name, class: published?.group ?? UNKNOWN_CLASS },
    ...{ patients: instance.patients.length, caregivers: instance.caregivers.length },
    ...{ cost: checked.cost, distance: checked.distance, broken: checked.broken },
    ...{ tardiness: checked.tardiness, worst_tardiness: checked.worstTardiness },
    published_cost: published?.cost ?? null,
    gap_percent: published ? (checked.cost / published.cost - 1) * 100 : null,
    is_below_published: published ? checked.cost < published.cost - ROUNDING : null,
    ...{ cpu_seconds: seconds, evaluations: result.evaluations, machine_load: load },
  };
}

type InstanceFigures = ReturnType<typeof runInstance>;

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
const sign = (percent: number | null): string =>
  percent === null ? "-" : `${percent < 0 ? "" : "+"}${percent.toFixed(2)}%`;

/** The gap is of the mean costs, as publications give it. */
function classMeans(figures: readonly InstanceFigures[]) {
  const groups = [...new Set(figures.map((one) => one.class))].sort();
  return groups.map((group) => {
    const own = figures.filter((one) => one.class === group);
    const cost = mean(own.map((one) => one.cost));
    const published = group === UNKNOWN_CLASS ? null : mean(own.map((one) => one.published_cost ?? NaN));
    return {
      ...{ class: group, instances: own.length, cost, published_cost: published },
      gap_percent: published === null ? null : (cost / published - 1) * 100,
      worst_gap_percent: published === null ? null : Math.max(...own.map((one) => one.gap_percent ?? NaN)),
      below_published: own.filter((one) => one.is_below_published === true).map((one) => one.instance),
      cpu_seconds: mean(own.map((one) => one.cpu_seconds)),
    };
  });
}

function line(one: InstanceFigures): string {
  return [
    one.instance.padEnd(28),
    one.cost.toFixed(3).padStart(10),
    (one.published_cost?.toFixed(3) ?? "-").padStart(10),
    sign(one.gap_percent).padStart(8),
    `${one.cpu_seconds.toFixed(1)} s`.padStart(9),
    `${(one.evaluations / 1e6).toFixed(2)} million`.padStart(15),
    one.machine_load.toFixed(2).padStart(6),
    one.broken.length === 0 ? "" : `BROKEN: ${one.broken.slice(0, 3).join("; ")}`,
  ].join(" ");
}

function classLine(one: ReturnType<typeof classMeans>[number]): string {
  const published = one.published_cost === null ? "" : `, published ${one.published_cost.toFixed(2)}`;
  const gaps = one.gap_percent === null ? "" : `, gap ${sign(one.gap_percent)}, worst ${sign(one.worst_gap_percent)}`;
  const below =
    one.below_published.length === 0 ? "" : `; below the published values held: ${one.below_published.join(", ")}`;
  return `class ${one.class}: ${one.instances} instances, mean ${one.cost.toFixed(2)}${published}${gaps}, ${one.cpu_seconds.toFixed(1)} s each${below}`;
}

if (files.length === 0) fail("give at least one instance file");
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) fail(`--seed ${values.seed} is not a whole number`);
const evaluations = positive("evaluations");
const seconds = values.seconds === undefined && evaluations === Infinity ? 10 : positive("seconds");
const published = readPublished();
const named = readFiles();
mkdirSync(values.out, { recursive: true });
const machine = { model: cpus()[0]?.model ?? "", cores: cpus().length, node: process.version, load: loadavg() };
if (!values.json)
  console.log(
    `${machine.model}, ${machine.cores} cores, node ${machine.node}, load ${machine.load[0]?.toFixed(2) ?? ""}, seed ${seed}\n` +
      "instance                           cost  published      gap       CPU     evaluations   load",
  );
const figures: InstanceFigures[] = [];
for (const one of named) {
  figures.push(runInstance(one, { seconds, evaluations, seed }, published.get(one.name)));
  const last = figures.at(-1);
  if (last) (values.json ? tell : console.log)(line(last));
}
const classes = classMeans(figures);
if (values.json)
  console.log(JSON.stringify({ machine, seed, seconds, evaluations, classes, instances: figures }, null, 2));
else console.log(classes.map(classLine).join("\n"));
if (figures.some(({ broken }) => broken.length > 0)) process.exitCode = 1;
