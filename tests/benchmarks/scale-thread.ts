/** One thread of bench:scale-plan: plans its districts one after the other and answers with the figures of each. */
import { parentPort, workerData } from "node:worker_threads";
import { assemble } from "#app/domain/scheduling/month-plan/plan-assembly.ts";
import { compileProblem } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { dateTemplates } from "#app/domain/scheduling/month-plan/repair.ts";
import { byTightness, placeCheapest } from "#app/domain/scheduling/month-plan/search/construct.ts";
import { ElderPlacing } from "#app/domain/scheduling/month-plan/search/elder-placing.ts";
import { evaluationBudget, searchPlacing, templatesOf } from "#app/domain/scheduling/month-plan/template-search.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { recheckPlan } from "#tests/support/plan-recheck.ts";
import { planningDistrict, type DistrictSize } from "./planning-district.ts";

export type ScaleWork = { readonly districts: readonly DistrictSize[]; readonly evaluationsPerElder: number };

export type ScaleDistrict = {
  readonly elders: number;
  readonly cheapestWay: number;
  readonly way: number;
  readonly unplaced: number;
  /** Wall time of compiling, planning and dating; the making of the district and the checking are not in it. */
  readonly planMs: number;
  readonly checkedTravel: number;
  readonly violations: number;
};

function planDistrict(size: DistrictSize, evaluationsPerElder: number): ScaleDistrict {
  const input = planningDistrict(size);
  let [cheapestWay, way, unplaced, planMs] = [0, 0, 0, 0];
  const parts = input.providers.map((provider) => {
    const began = performance.now();
    const problem = compileProblem(input, provider);
    const placing = new ElderPlacing(problem);
    const budget = evaluationBudget(evaluationsPerElder * problem.elders.length);
    searchPlacing(placing, seededRandom(`${String(size.seed)}|${provider.key}`), budget);
    const state = templatesOf(placing);
    const part = assemble(state, dateTemplates(state));
    planMs += performance.now() - began;
    const baseline = new ElderPlacing(problem);
    placeCheapest(baseline, byTightness(problem));
    cheapestWay += baseline.book.way;
    way += placing.book.way;
    unplaced += problem.elders.filter((elder) => elder.units.length > 0 && !placing.isPlaced(elder)).length;
    return part;
  });
  const checked = recheckPlan(input, {
    visits: parts.flatMap(({ visits }) => visits),
    debts: parts.flatMap(({ debts }) => debts),
  });
  return {
    ...{ elders: input.elders.length, cheapestWay, way, unplaced, planMs },
    checkedTravel: checked.travelMinutes,
    violations: checked.violations.length,
  };
}

const { districts, evaluationsPerElder } = workerData as ScaleWork;
for (const district of districts) parentPort?.postMessage(planDistrict(district, evaluationsPerElder));
