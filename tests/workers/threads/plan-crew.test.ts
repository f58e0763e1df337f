/** A month planned in line and on threads: one plan, one bound, whatever the number of threads. */
import { describe, expect, it } from "vitest";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { boundByCrew, planByCrew, type PartsProgress } from "#app/usecases/planning/plan-by-crew.server.ts";
import { crewInLine, receiveInput, sendInput, type FindCrew } from "#app/usecases/planning/plan-parts.server.ts";
import { crewOnThreads, planningThreads } from "#workers/threads/plan-crew.ts";
import { randomDistrict } from "#tests/domain/scheduling/month-plan/district.ts";

const input = randomDistrict({ elders: 40, workers: 12, providers: 4, seed: 5, month: "2026-12", trouble: 0.3 });
const evaluations = 4_000;

async function made(findCrew: FindCrew, order: { seed: string } = { seed: "any" }, month: PlanInput = input) {
  const crew = findCrew(month);
  const told: PartsProgress[] = [];
  try {
    const watch = { onProgress: (progress: PartsProgress) => void told.push(progress) };
    const plan = await planByCrew({ input: month, crew }, { ...order, evaluations }, watch);
    return { plan, bound: await boundByCrew({ input: month, crew }), told };
  } finally {
    await crew.close();
  }
}

describe("a month's plan by a crew", () => {
  const expected = planMonth(input, "any", { evaluations });

  it.each([
    ["in line", crewInLine],
    ["by one thread", crewOnThreads(1)],
    ["by three threads", crewOnThreads(3)],
  ])("is the planner's own plan when made %s, with the same bound below it", async (_name, findCrew) => {
    const { plan, bound, told } = await made(findCrew);
    expect(plan).toEqual(expected);
    expect(bound).toBe((await made(crewInLine)).bound);
    expect(bound).toBeLessThanOrEqual(plan.stats.cost + 1e-6);
    const elders = input.elders.filter(({ providerId }) => providerId !== null).length;
    expect(told.map(({ providers }) => providers)).toEqual([0, 1, 2, 3, 4]);
    expect(told.at(0)).toMatchObject({ elders: 0, allElders: elders });
    expect(told.at(-1)).toEqual({ providers: 4, allProviders: 4, elders, allElders: elders });
  });

  it("is another one for another seed, the same on threads as in line", async () => {
    const [here, there] = [await made(crewInLine, { seed: "b" }), await made(crewOnThreads(2), { seed: "b" })];
    expect(there.plan).toEqual(here.plan);
    expect(there.plan.series).not.toEqual(expected.series);
  });

  it("refuses on threads what it refuses in line", async () => {
    const [first] = input.elders;
    if (!first) throw new Error("nobody");
    const doubled = { ...input, elders: [...input.elders, first] };
    await expect(made(crewOnThreads(1), { seed: "any" }, doubled)).rejects.toMatchObject({ code: "plan-key-repeated" });
    await expect(made(crewInLine, { seed: "any" }, doubled)).rejects.toMatchObject({ code: "plan-key-repeated" });
  });

  it.each([
    ["in line", crewInLine],
    ["on threads", crewOnThreads(2)],
  ])("stops %s when it is called off", async (_name, findCrew) => {
    const crew = findCrew(input);
    const calledOff = new AbortController();
    const onProgress = ({ providers }: PartsProgress) => {
      if (providers === 1) calledOff.abort(new Error("called off"));
    };
    const watch = { onProgress, signal: calledOff.signal };
    await expect(planByCrew({ input, crew }, { seed: "any", evaluations }, watch)).rejects.toThrow("called off");
    await crew.close();
  });

  it("fails with words when a part is nobody's", async () => {
    const crew = crewOnThreads(1)(input);
    const part = { kind: "bound", provider: "nobody", elders: 1 } as const;
    await expect(crew.work([part])).rejects.toThrow("a thread failed at bound nobody: no provider nobody");
    await crew.close();
  });
});

describe("the input of a plan", () => {
  it("is the same after it was sent to a thread, the calendar included", () => {
    const received = receiveInput(structuredClone(sendInput(input)));
    expect({ ...received, calendar: null }).toEqual({ ...input, calendar: null });
    expect(received.calendar.days()).toEqual(input.calendar.days());
  });
});

describe("the number of planning threads", () => {
  it("leaves a processor to the rest, and is never none", () => {
    expect(planningThreads()).toBeGreaterThanOrEqual(1);
  });
});
