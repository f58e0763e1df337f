import { describe, expect, it } from "vitest";
import { planDay } from "#app/domain/scheduling/daily/daily-search.ts";
import type { HhcrspInstance, HhcrspSolution } from "#tests/benchmarks/hhcrsp-files.ts";
import { dailyProblemOf, parseInstance, solutionOf } from "#tests/benchmarks/hhcrsp-files.ts";
import { recheck } from "#tests/benchmarks/hhcrsp-recheck.ts";

const day = {
  patients: [
    { id: "p1", location: [1, 2], time_window: [0, 120], required_caregivers: [{ service: "s1", duration: 10 }] },
    {
      ...{ id: "p2", time_window: [60, 180], synchronization: { type: "simultaneous" } },
      required_caregivers: [
        { service: "s1", duration: 10 },
        { service: "s2", duration: 20 },
      ],
    },
    {
      ...{ id: "p3", time_window: [30, 90], synchronization: { type: "sequential", distance: [15, 30] } },
      required_caregivers: [
        { service: "s2", duration: 10 },
        { service: "s1", duration: 10 },
      ],
    },
  ],
  services: [{ id: "s1" }, { id: "s2" }],
  caregivers: [
    { id: "c1", abilities: ["s1"] },
    { id: "c2", abilities: ["s2"] },
  ],
  central_offices: [{ id: "d" }],
  distances: [
    [0, 10, 20, 30],
    [10, 0, 12.5, 25],
    [20, 12.5, 0, 11],
    [30, 25, 11, 0],
  ],
};

type Fields = Record<string | number, unknown>;

/** The day as text, with one field set to another value, or taken away. */
function dayWith(path: readonly (string | number)[], value: unknown): string {
  const copy: Fields = structuredClone(day);
  const last = path.at(-1) ?? "";
  const owner = path.slice(0, -1).reduce<Fields>((at, step) => at[step] as Fields, copy);
  Object.assign(owner, { [last]: value });
  return JSON.stringify(copy);
}

const read = (text: string): HhcrspInstance => parseInstance("dir/day.json", text);

describe("a public instance file", () => {
  it("is read as a problem that can be planned, and the written plan passes the recheck at the planner's cost", () => {
    const instance = read(JSON.stringify(day));
    const result = planDay(dailyProblemOf(instance), { seed: 1, evaluations: 5000 });
    const solution = JSON.parse(JSON.stringify(solutionOf(instance, result.plan))) as HhcrspSolution;
    const checked = recheck(instance, solution);
    expect(checked.broken).toEqual([]);
    expect(checked.cost).toBeCloseTo(result.cost, 6);
    expect([...solution.global_ordering].sort()).toEqual(["p1", "p2", "p3"]);
  });

  it.each([
    [["patients", 1, "time_window"], [180, 60], "patients[1].time_window"],
    [["patients", 0, "required_caregivers", 0, "duration"], "ten", "patients[0].required_caregivers[0].duration"],
    [["patients", 0, "required_caregivers", 0, "service"], "s9", "patients[0].required_caregivers[0].service"],
    [["patients", 2, "synchronization"], undefined, "patients[2].synchronization"],
    [["patients", 2, "synchronization", "distance"], [30, 15], "patients[2].synchronization.distance"],
    [["patients", 2, "synchronization", "type"], "later", "patients[2].synchronization.type"],
    [["patients", 1, "id"], "p1", "patients: an id stands twice"],
    [["caregivers", 1, "abilities"], ["s3"], "caregivers[1].abilities"],
    [["central_offices"], [], "central_offices"],
    [["distances", 2], [20, 12.5, 0], "distances[2]"],
    [["distances", 2, 1], -1, "distances[2][1]"],
    [["services"], undefined, "services"],
  ])("is refused with its name and the field where %j is %j", (path, value, field) => {
    expect(() => read(dayWith(path, value))).toThrow(`dir/day.json: ${field}`);
  });

  it("is refused with its name when it is not JSON, or nobody can serve a patient", () => {
    expect(() => read('{"patients":')).toThrow("dir/day.json: is not JSON");
    expect(() => read(dayWith(["caregivers", 1, "abilities"], []))).toThrow("dir/day.json: patient 1: nobody may do");
  });
});

describe("rechecking a written plan", () => {
  const instance = read(JSON.stringify(day));
  const stop = (patient: string, service: string, start: number) => ({
    ...{ patient, service, arrival_time: start, departure_time: start + 10 },
  });
  const plan = (first: readonly ReturnType<typeof stop>[], second: readonly ReturnType<typeof stop>[]) =>
    recheck(instance, {
      global_ordering: [],
      routes: [
        { caregiver_id: "c1", locations: first },
        { caregiver_id: "c2", locations: second },
      ],
    });
  const [early, late] = [stop("p1", "s1", 10), stop("p3", "s1", 60)];

  it("adds up way, tardiness and the largest tardiness", () => {
    const checked = plan([early, late, stop("p2", "s1", 190)], [stop("p3", "s2", 35), stop("p2", "s2", 190)]);
    expect(checked).toMatchObject({ distance: 66 + 61, tardiness: 20, worstTardiness: 10, broken: [] });
    expect(checked.cost).toBeCloseTo((127 + 20 + 10) / 3, 9);
  });

  it.each([
    [
      "way",
      [early, stop("p3", "s1", 40), stop("p2", "s1", 90)],
      [stop("p3", "s2", 30), stop("p2", "s2", 90)],
      "not yet at",
    ],
    ["opening", [stop("p2", "s1", 50), late, early], [stop("p2", "s2", 50), stop("p3", "s2", 81)], "before the window"],
    ["gap", [early, late, stop("p2", "s1", 90)], [stop("p3", "s2", 50), stop("p2", "s2", 90)], "gap of 10"],
    ["joint start", [early, late, stop("p2", "s1", 90)], [stop("p3", "s2", 35), stop("p2", "s2", 91)], "gap of 1.000"],
    ["absence", [early, late], [stop("p3", "s2", 35)], "p2 is not served"],
    ["skill", [early, stop("p3", "s2", 60)], [], "may not do s2"],
  ])("names a broken %s", (_, first, second, fault) => {
    expect(plan(first, second).broken.join("; ")).toContain(fault);
  });
});
