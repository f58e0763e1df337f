import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identify, type ElderId, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import {
  changesBetween,
  differencesOf,
  toldOf,
  type PlacedVisit,
} from "#app/domain/scheduling/month-plan/plan-changes.ts";
import { shapeOf } from "#app/domain/scheduling/month-plan/plan-shape.ts";
import {
  isDroppedByPlan,
  mayBePlannedAgain,
  type StandingVisitFacts,
} from "#app/domain/scheduling/month-plan/standing-month.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const elder = (name: string) => identify<ElderId>(name);
const workers = (...names: string[]) => names.map((name) => identify<WorkerId>(name));
const visit = (changes: Partial<PlacedVisit> = {}): PlacedVisit => ({
  elderId: elder("E1"),
  sequence: 1,
  date: plainDate("2026-12-01"),
  startMinute: 540,
  workerIds: workers("W1"),
  ...changes,
});

const someVisit = fc.record({
  elderId: fc.constantFrom("E1", "E2", "E3").map(elder),
  sequence: fc.integer({ min: 1, max: 4 }),
  date: fc.constantFrom("2026-12-01", "2026-12-08").map(plainDate),
  startMinute: fc.constantFrom(540, 600),
  workerIds: fc.constantFrom(workers("W1"), workers("W2"), workers("W1", "W2"), workers("W2", "W1")),
});
const somePlan = fc.uniqueArray(someVisit, { selector: ({ elderId, sequence }) => `${elderId} ${String(sequence)}` });

describe("the changes between two plans", () => {
  it("name what the people of a visit notice", () => {
    const to = { date: plainDate("2026-12-02"), startMinute: 600, workerIds: workers("W2") };
    expect(differencesOf(visit(), visit(to))).toEqual(["day", "time", "worker"]);
    expect(differencesOf(visit({ workerIds: workers("W1", "W2") }), visit({ workerIds: workers("W2", "W1") }))).toEqual(
      [],
    );
  });
  it("list what comes, what goes and what stands elsewhere, and nothing that stays", () => {
    const before = [visit(), visit({ sequence: 2 }), visit({ sequence: 3 })];
    const after = [visit(), visit({ sequence: 2, startMinute: 600 }), visit({ sequence: 4 })];
    const found = changesBetween(before, after);
    expect(found.map(({ sequence, from, to }) => [sequence, from !== null, to !== null])).toEqual([
      [2, true, true],
      [4, false, true],
      [3, true, false],
    ]);
  });
  it("turn the one plan into the other, whatever the two are", () => {
    fc.assert(
      fc.property(somePlan, somePlan, (before, after) => {
        const name = (one: Pick<PlacedVisit, "elderId" | "sequence">) => `${one.elderId} ${String(one.sequence)}`;
        const standing = new Map(before.map((one) => [name(one), one as PlacedVisit]));
        for (const change of changesBetween(before, after)) {
          const { elderId, sequence, to } = change;
          if (to === null) standing.delete(name(change));
          else standing.set(name(change), { elderId, sequence, ...to });
        }
        const sorted = (visits: Iterable<PlacedVisit>) =>
          [...visits]
            .map((one) => `${name(one)} ${one.date} ${String(one.startMinute)} ${[...one.workerIds].sort().join("+")}`)
            .sort();
        expect(sorted(standing.values())).toEqual(sorted(after));
      }),
    );
  });
  it("are none between a plan and itself, in any order", () => {
    fc.assert(
      fc.property(somePlan, (plan) => {
        expect(changesBetween(plan, [...plan].reverse())).toEqual([]);
      }),
    );
  });
});

describe("who is told", () => {
  const providerOf = (id: WorkerId) => identify<ProviderId>(id === "W9" ? "P2" : "P1");
  const told = (before: PlacedVisit[], after: PlacedVisit[]) => toldOf(changesBetween(before, after), providerOf);
  const before = [visit({ workerIds: workers("W1", "W2") })];
  it("is the elder and, of those who go, each for whom the visit comes, goes or changes", () => {
    expect(told(before, [visit({ workerIds: workers("W1", "W3") })])).toEqual({
      elders: [{ id: "E1", added: 0, gone: 0, changed: 1 }],
      workers: [
        { id: "W2", added: 0, gone: 1, changed: 0 },
        { id: "W3", added: 1, gone: 0, changed: 0 },
      ],
      providers: [{ id: "P1", added: 0, gone: 0, changed: 1 }],
    });
    const later = visit({ workerIds: workers("W1", "W2"), startMinute: 600 });
    expect(told(before, [later]).workers.map(({ changed }) => changed)).toEqual([1, 1]);
    expect(told(before, before)).toEqual({ elders: [], workers: [], providers: [] });
  });
  it("is each of two providers when a visit goes from the one to the other", () => {
    expect(told(before, [visit({ workerIds: workers("W9") })]).providers).toEqual([
      { id: "P1", added: 0, gone: 1, changed: 0 },
      { id: "P2", added: 1, gone: 0, changed: 0 },
    ]);
  });
  it("hears of every change once: the elders' counts are the changes, and nobody hears of nothing", () => {
    fc.assert(
      fc.property(somePlan, somePlan, (from, to) => {
        const { elders, workers: going, providers } = told(from, to);
        const sum = (people: typeof elders) =>
          people.reduce((all, { added, gone, changed }) => all + added + gone + changed, 0);
        expect(sum(elders)).toBe(changesBetween(from, to).length);
        for (const one of [...elders, ...going, ...providers])
          expect(one.added + one.gone + one.changed).toBeGreaterThan(0);
      }),
    );
  });
});

describe("what may be planned again", () => {
  const earliest = instant("2026-11-16T02:00:00Z");
  const open: StandingVisitFacts = {
    origin: "plan",
    deliveryState: "offered",
    cancelReason: null,
    moveReason: null,
    offerState: "sent",
    isBeingDiscussed: false,
    startAt: earliest,
  };
  const may = (...visits: Partial<StandingVisitFacts>[]) =>
    mayBePlannedAgain({ visits: visits.map((one) => ({ ...open, ...one })), seriesAreAsPlanned: true }, earliest);

  it("are visits whose offer nobody has answered, moved by the planner or not", () => {
    expect(may({}, { offerState: "viewed" }, { moveReason: "holiday" })).toBe(true);
  });
  it.each([
    ["was accepted", { deliveryState: "accepted", offerState: "accepted" }],
    ["was declined", { deliveryState: "planned", offerState: "rejected" }],
    ["has begun", { deliveryState: "in_progress" }],
    ["was done", { deliveryState: "done" }],
    ["was called off by a person", { deliveryState: "cancelled", cancelReason: "RC-ELDER-AWAY" }],
    ["was put there by a person", { moveReason: "person_decided" }],
    ["was booked at a kiosk", { origin: "kiosk" }],
    ["has other times proposed for it", { isBeingDiscussed: true }],
    ["was never offered", { offerState: null }],
  ])("are none of an elder of whom one visit %s", (_, one) => {
    expect(may({}, one)).toBe(false);
  });
  it("are none of an elder whose series somebody changed", () => {
    expect(mayBePlannedAgain({ visits: [open], seriesAreAsPlanned: false }, earliest)).toBe(false);
  });
  it("start no earlier than a provider can answer", () => {
    expect(may({ startAt: earliest })).toBe(true);
    expect(may({ startAt: instant("2026-11-16T01:59:59Z") })).toBe(false);
  });
  it("include what an earlier plan dropped", () => {
    const dropped = { deliveryState: "cancelled", cancelReason: "plan_changed", offerState: "superseded" };
    expect(may({}, dropped)).toBe(true);
    expect(isDroppedByPlan({ ...open, ...dropped })).toBe(true);
    expect(isDroppedByPlan(open)).toBe(false);
  });
});

describe("the shape of a plan", () => {
  const of = (elderId: string, durationMinutes: number, ...names: string[]) => ({
    elderId: elder(elderId),
    durationMinutes,
    workerIds: workers(...names),
  });
  it("counts elders with the same faces on every visit, and the load of those with the most and the least", () => {
    const visits = [of("E1", 60, "W1"), of("E1", 60, "W1"), of("E2", 90, "W1", "W2"), of("E2", 90, "W2", "W1")];
    expect(shapeOf(visits)).toEqual({
      elders: 2,
      eldersWithSameFaces: 2,
      workers: 2,
      mostMinutes: 300,
      fewestMinutes: 180,
    });
    expect(shapeOf([...visits, of("E2", 60, "W2")]).eldersWithSameFaces).toBe(1);
  });
  it("is nothing of a plan for nobody", () => {
    expect(shapeOf([])).toEqual({ elders: 0, eldersWithSameFaces: 0, workers: 0, mostMinutes: 0, fewestMinutes: 0 });
  });
});
