/** Small months by hand: which place is taken first, who makes room, what is owed or held. */
import { describe, expect, it } from "vitest";
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import type { PlannableElder } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { REPLAN_BUDGETS } from "#app/domain/scheduling/replan/disruption.ts";
import type { StandingVisit } from "#app/domain/scheduling/replan/replan-input.ts";
import { replan } from "#app/domain/scheduling/replan/replan.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { anElder, aWorker, elderId, SUBTYPES, windowsOf, workerId } from "../month-plan/district.ts";
import { TUESDAY, WEDNESDAY, visit, month, hour, ada, away, outcomes } from "./standing-month.ts";

describe("insertion", () => {
  it("keeps day and hour when somebody else of the provider is free", () => {
    const input = month([ada], [aWorker("W1"), aWorker("W2")], [visit(ada, "W1")]);
    const result = replan(input, away("W1"), "s");
    expect(outcomes(result)).toEqual({ "A-1": "2026-11-10 540 worker-W2" });
    expect(result.changes[0]?.outcome).toMatchObject({ differs: ["worker"], on: "same_day", level: "insertion" });
  });

  it("goes to the nearest make-up day with the same person when nobody else is there, the earlier on a tie", () => {
    const input = month([ada], [aWorker("W1")], [visit(ada, "W1")]);
    expect(outcomes(replan(input, away("W1"), "s"))).toEqual({ "A-1": "2026-11-09 540 worker-W1" });
  });

  it("keeps the least gap to the elder's other visits, of the next month too", () => {
    const input = month([ada], [aWorker("W1")], [visit(ada, "W1", { date: plainDate("2026-11-27") })], {
      datesAfter: new Map([[ada.id, [plainDate("2026-12-01")]]]),
      bookedVisits: [
        {
          ...{ elderId: ada.id, date: plainDate("2026-11-23"), startMinute: 600, durationMinutes: 60 },
          ...{ workerIds: [], home: ada.home, sequence: null },
        },
      ],
    });
    // The 26th is three days after the 23rd; the 28th and 29th are a weekend, the 30th lies beside 1 December.
    expect(outcomes(replan(input, away("W1", plainDate("2026-11-27")), "s"))).toEqual({
      "A-1": "2026-11-26 540 worker-W1",
    });
  });

  it("passes over who may not come: refused, unqualified, on leave, another provider's", () => {
    const picky = anElder("A", { subtypes: [SUBTYPES.signs], refusedWorkerIds: [workerId("W2")] });
    const workers = [
      aWorker("W1"),
      aWorker("W2"),
      aWorker("W3", { qualifications: [{ code: "Q0", certificateNo: null, expiresOn: null }] }),
      aWorker("W4", { leave: [{ from: TUESDAY, to: TUESDAY }] }),
      aWorker("W5"),
    ];
    const input = month([picky], workers, [visit(picky, "W1")]);
    expect(outcomes(replan(input, away("W1"), "s"))).toEqual({ "A-1": "2026-11-10 540 worker-W5" });
  });

  it("puts nothing before the earliest time", () => {
    const input = month([ada], [aWorker("W1")], [visit(ada, "W1", { startMinute: 900 })], {
      earliest: { date: TUESDAY, minute: 600 },
    });
    expect(outcomes(replan(input, away("W1"), "s"))).toEqual({ "A-1": "2026-11-11 900 worker-W1" });
  });
});

describe("making room", () => {
  const tuesdayOnly = (from: number, to: number) => windowsOf([2], from, to);
  // Only W2 could come to the elder without a worker, and only at nine on Tuesdays, where W2 is with another.
  const rest = { from: WEDNESDAY, to: plainDate("2026-11-30"), reason: "elder_away" as const };
  const needy = anElder("N", { subtypes: [SUBTYPES.guidance], windows: tuesdayOnly(540, 600), absences: [rest] });
  const others = Array.from({ length: 12 }, (_, index) => anElder(`O${String(index).padStart(2, "0")}`));
  const movable = anElder("M", { subtypes: hour(), windows: tuesdayOnly(540, 720) });
  const basic = { qualifications: [{ code: "Q0" as const, certificateNo: null, expiresOn: null }] };
  const wednesday = others.map((elder, index) =>
    visit({ ...elder, subtypes: hour() }, index % 2 === 0 ? "W2" : "W3", {
      date: WEDNESDAY,
      startMinute: 480 + 80 * Math.floor(index / 2),
    }),
  );
  const cancelled = { kind: "visit_cancelled" as const, visitKey: "N-1" };
  const input = (pin: StandingVisit["pin"] = null) =>
    month(
      [needy, movable, ...others],
      [aWorker("W1"), aWorker("W2"), aWorker("W3", basic)],
      [
        visit(needy, "W1", { basket: { ...basketPart(needy.subtypes, 60) } }),
        visit(movable, "W2", { pin }),
        ...wednesday,
      ],
      { earliest: { date: plainDate("2026-11-09"), minute: 0 } },
    );

  it("lets a visit of the provider step aside, which stays on its day", () => {
    const result = replan(input(), cancelled, "s");
    expect(result.changes.map(({ visitKey, why }) => [visitKey, why])).toEqual([
      ["M-1", "makes_room"],
      ["N-1", "visit_cancelled"],
    ]);
    expect(outcomes(result)["N-1"]).toBe("2026-11-10 540 worker-W2");
    expect(outcomes(result)["M-1"]).toMatch(/^2026-11-10 /);
    expect(result.counts).toMatchObject({ hit: 1, sameDay: 1, othersTold: 1 });
  });

  it("asks nobody whose hour is agreed, and then owes the visit", () => {
    const result = replan(input("confirmed"), cancelled, "s");
    expect(outcomes(result)).toEqual({ "N-1": "no_free_worker" });
  });

  it("asks nobody when no other elder may be told", () => {
    const budgets = { ...REPLAN_BUDGETS, othersChangedShareMax: 0 };
    expect(outcomes(replan(input(), cancelled, "s", { budgets }))).toEqual({ "N-1": "no_free_worker" });
  });
});

describe("what is agreed", () => {
  it("keeps its hour with somebody else", () => {
    const standing = [visit(ada, "W1", { pin: "confirmed" })];
    const input = month([ada], [aWorker("W1"), aWorker("W2")], standing);
    expect(outcomes(replan(input, away("W1"), "s"))).toEqual({ "A-1": "2026-11-10 540 worker-W2" });
  });

  it("is held for a person when nobody can come at that hour", () => {
    const result = replan(month([ada], [aWorker("W1")], [visit(ada, "W1", { pin: "marked" })]), away("W1"), "s");
    expect(outcomes(result)).toEqual({ "A-1": "held" });
    expect(result.counts).toMatchObject({ hit: 1, held: 1, owed: 0 });
  });

  it("is left alone once it has begun", () => {
    const input = month([ada], [aWorker("W1"), aWorker("W2")], [visit(ada, "W1", { pin: "started" })]);
    expect(replan(input, away("W1"), "s")).toMatchObject({ changes: [], notices: [] });
  });
});

describe("what is owed", () => {
  const owedFor = (elder: PlannableElder, event: Parameters<typeof replan>[1], workers = [aWorker("W1")]) =>
    outcomes(replan(month([elder], workers, [visit(elder, "W1")]), event, "s"))["A-1"];
  const whole = { from: plainDate("2026-11-01"), to: plainDate("2026-11-30") };

  it.each([
    ["no_free_worker", ada, away("W1", whole.from, whole.to)],
    [
      "absent_all_month",
      ada,
      { kind: "elder_away" as const, elderId: ada.id, reason: "elder_in_hospital" as const, ...whole },
    ],
    [
      "no_free_worker",
      anElder("A", { windows: windowsOf([2], 540, 600) }),
      away("W1", whole.from, plainDate("2026-11-24")),
    ],
  ])("says %s", (reason, elder, event) => {
    expect(owedFor(elder, event)).toBe(reason);
  });

  it("says that nobody is qualified, or that the elder takes none of those who are", () => {
    const needs = anElder("A", { subtypes: [SUBTYPES.gait] });
    expect(owedFor(needs, away("W1"))).toBe("no_qualified_worker");
    const refuses = anElder("A", { refusedWorkerIds: [workerId("W1")] });
    expect(owedFor(refuses, away("W1"))).toBe("no_acceptable_worker");
  });
});

describe("an elder who joins", () => {
  it("gets one weekday, hour and person for the dates that are left", () => {
    const joins = { kind: "elder_joins" as const, elder: anElder("B", { subtypes: hour(), visitsWanted: 3 }) };
    const input = month([ada], [aWorker("W1")], [visit(ada, "W1")], {
      earliest: { date: plainDate("2026-11-08"), minute: 0 },
    });
    const { changes, counts } = replan(input, joins, "s");
    const places = changes.flatMap(({ outcome }) => (outcome.kind === "placed" ? [outcome.to] : []));
    expect(places).toHaveLength(3);
    expect(new Set(places.map(({ startMinute, workerIds }) => `${String(startMinute)} ${workerIds.join()}`)).size).toBe(
      1,
    );
    expect(places.map(({ date }) => Number(date.slice(8)) % 7)).toEqual([2, 2, 2]);
    expect(counts).toMatchObject({ hit: 3, othersTold: 0 });
  });
});

describe("refusals", () => {
  const input = month([ada], [aWorker("W1")], [visit(ada, "W1", { pin: "started" })]);
  const refusalOf = (event: Parameters<typeof replan>[1]) => {
    try {
      replan(input, event, "s");
    } catch (thrown) {
      if (isRefusal(thrown)) return thrown.code;
      throw thrown;
    }
    return null;
  };

  it("names what the input does not know and what cannot be changed any more", () => {
    expect(refusalOf(away("W9"))).toBe("not-found");
    expect(refusalOf({ kind: "visit_cancelled", visitKey: "Z" })).toBe("not-found");
    expect(refusalOf({ kind: "visit_cancelled", visitKey: "A-1" })).toBe("visit-already-started");
    const unknown = { kind: "elder_away" as const, elderId: elderId("Z"), reason: "elder_away" as const };
    expect(refusalOf({ ...unknown, from: TUESDAY, to: TUESDAY })).toBe("not-found");
  });
});
