/**
 * npm run bench:planning -- [--elders 1100] [--workers 100] [--providers 12] [--streets 10] [--km 6] [--seconds 10] [--seed 42]
 *   [--no-bound] [--json]
 * A month of a synthetic district planned by first fit, by cheapest insertion and by the planner, each exported and measured by a
 * checker that shares no code with it; then with the weekdays fixed; and how far both are from their lower bounds (HiGHS). Seconds are
 * processor time of this one thread, shared out over the providers by their elders.
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { boundTravel, type SolveLinear } from "#app/domain/scheduling/month-plan/bound/travel-bound.ts";
import { assemble } from "#app/domain/scheduling/month-plan/plan-assembly.ts";
import { compileProblem, type ProviderProblem } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { dateTemplates } from "#app/domain/scheduling/month-plan/repair.ts";
import { byTightness, placeCheapest, placeFirstFit } from "#app/domain/scheduling/month-plan/search/construct.ts";
import { ElderPlacing } from "#app/domain/scheduling/month-plan/search/elder-placing.ts";
import { NOWHERE } from "#app/domain/scheduling/month-plan/search/route-book.ts";
import { searchPlacing, templatesOf } from "#app/domain/scheduling/month-plan/template-search.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { solveModel } from "#app/integrations/solver/highs.server.ts";
import { recheckPlan } from "#tests/support/plan-recheck.ts";
import { districtDigest, planningDistrict } from "./planning-district.ts";

/** Processor time of the search with fixed weekdays. */
const FIXED_MS_PER_VISIT = 5;
const [LEAST_SAVED, MOST_FIXED_GAP, MOST_MONTH_GAP, MOST_FIRST_MS] = [0.15, 0.003, 0.03, 100];

const { values } = parseArgs({
  options: {
    elders: { type: "string", default: "1100" },
    workers: { type: "string", default: "100" },
    providers: { type: "string", default: "12" },
    streets: { type: "string", default: "10" },
    km: { type: "string", default: "6" },
    seconds: { type: "string", default: "10" },
    seed: { type: "string", default: "42" },
    "no-bound": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const tell = (text: string) => void process.stderr.write(`${text}\n`);
const cpuMs = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const input = planningDistrict({
  elders: Number(values.elders),
  workers: Number(values.workers),
  providers: Number(values.providers),
  streets: Number(values.streets),
  km: Number(values.km),
  seed: Number(values.seed),
});

type Placed = { readonly placings: readonly ElderPlacing[]; readonly ms: number };

/** A budget of processor time that begins with the first question. */
function cpuBudget(ms: number): () => number {
  const began = process.cpuUsage();
  return () => (ms <= 0 ? 1 : cpuMs(began) / ms);
}

function placeAll(problems: readonly ProviderProblem[], place: (problem: ProviderProblem) => ElderPlacing): Placed {
  const began = process.cpuUsage();
  const placings = problems.map(place);
  return { placings, ms: cpuMs(began) };
}

/** The exported plan in the eyes of the independent checker. */
function measure(name: string, { placings, ms }: Placed) {
  const parts = placings.map((placing) => {
    const state = templatesOf(placing);
    return assemble(state, dateTemplates(state));
  });
  const plan = { visits: parts.flatMap(({ visits }) => visits), debts: parts.flatMap(({ debts }) => debts) };
  const found = recheckPlan(input, plan);
  const unplaced = placings.reduce(
    (sum, { problem, book }) =>
      sum + problem.elders.filter(({ units }) => (book.chosen[units[0]?.index ?? 0] ?? 0) === NOWHERE).length,
    0,
  );
  return {
    name,
    travel_minutes: found.travelMinutes,
    series_unplaced: unplaced,
    same_worker_share: found.sameWorkersShare,
    violations: found.violations.length,
    cpu_ms: Math.round(ms),
    evaluations: placings.reduce((sum, { insertion }) => sum + insertion.evaluations, 0),
  };
}

const solve: SolveLinear = async (program) => {
  const { objective, rowDuals } = await solveModel(program);
  if (rowDuals === null) throw new Error("a linear program has duals");
  return { objective, rowDuals };
};

/** How far the placings are above their bound, and what finding that out took. */
async function gapOf(name: string, placings: readonly ElderPlacing[]) {
  const began = process.cpuUsage();
  let [cost, lower, exact] = [0, 0, 0];
  for (const placing of placings) {
    const bound = await boundTravel(placing, solve);
    cost += placing.wholeCost;
    lower += bound.lower;
    exact += bound.isExact ? 1 : 0;
    tell(`${name} ${placing.problem.provider.key}: ${placing.cost} against ${bound.lower.toFixed(1)}`);
  }
  return {
    cost,
    lower: Number(lower.toFixed(2)),
    gap: cost / lower - 1,
    exact_providers: exact,
    cpu_ms: Math.round(cpuMs(began)),
  };
}

async function main(): Promise<void> {
  const load = loadavg()[0] ?? 0;
  tell(`${districtDigest(input)}, load ${load.toFixed(1)}`);
  const began = process.cpuUsage();
  const problems = input.providers.map((provider) => compileProblem(input, provider));
  const compileMs = Math.round(cpuMs(began));
  const searched = (ms: number) => (placing: ElderPlacing, problem: ProviderProblem) => {
    const share = (ms * problem.elders.length) / input.elders.length;
    searchPlacing(placing, seededRandom(`${values.seed}|${problem.provider.key}`), cpuBudget(share));
    return placing;
  };
  const firstFit = placeAll(problems, (problem) => {
    const placing = new ElderPlacing(problem);
    placeFirstFit(placing, problem.elders);
    return placing;
  });
  const cheapest = placeAll(problems, (problem) => {
    const placing = new ElderPlacing(problem);
    placeCheapest(placing, byTightness(problem));
    return placing;
  });
  const full = searched(Number(values.seconds) * 1000);
  const planner = placeAll(problems, (problem) => full(new ElderPlacing(problem), problem));
  const fixedSearch = searched(FIXED_MS_PER_VISIT * 4 * input.elders.length);
  const fixed = placeAll(problems, (problem) => {
    const before = planner.placings[problems.indexOf(problem)];
    const weekdayOf = (unit: number) => before?.options.weekday[before.book.chosen[unit] ?? NOWHERE];
    return fixedSearch(new ElderPlacing(problem, (unit, weekday) => weekdayOf(unit) === weekday), problem);
  });
  const rows = [
    measure("first fit", firstFit),
    measure("cheapest insertion", cheapest),
    measure("planner", planner),
    measure("planner, weekdays fixed", fixed),
  ];
  const [, base, best] = rows;
  const saved = 1 - (best?.travel_minutes ?? 0) / (base?.travel_minutes ?? 1);
  const bounds = values["no-bound"]
    ? null
    : { month: await gapOf("month", planner.placings), fixed: await gapOf("weekdays fixed", fixed.placings) };
  const missed = [
    ...(rows.some((row) => row.violations > 0) ? ["violations"] : []),
    ...(saved < LEAST_SAVED ? ["saved"] : []),
    ...((base?.cpu_ms ?? 0) > MOST_FIRST_MS ? ["first_plan_ms"] : []),
    ...((best?.series_unplaced ?? 0) > 0 ? ["series_unplaced"] : []),
    ...(best?.same_worker_share === 1 ? [] : ["same_worker_share"]),
    ...((bounds?.month.gap ?? 0) > MOST_MONTH_GAP ? ["month_gap"] : []),
    ...((bounds?.fixed.gap ?? 0) > MOST_FIXED_GAP ? ["fixed_gap"] : []),
  ];
  const result = {
    instance: districtDigest(input),
    machine: `${String(cpus().length)} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`,
    load,
    compile_ms: compileMs,
    methods: rows,
    saved_to_cheapest_insertion: saved,
    bounds,
    missed,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else {
    console.table(rows);
    process.stdout.write(`saved to cheapest insertion: ${(saved * 100).toFixed(1)} %\n`);
    if (bounds)
      process.stdout.write(
        `above the bound: month ${(bounds.month.gap * 100).toFixed(2)} %, weekdays fixed ${(bounds.fixed.gap * 100).toFixed(2)} %\n`,
      );
    process.stdout.write(missed.length === 0 ? "everything held\n" : `missed: ${missed.join(", ")}\n`);
  }
  if (missed.length > 0) process.exitCode = 1;
}

await main();
