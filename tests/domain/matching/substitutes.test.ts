import { describe, expect, it } from "vitest";
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import { substitutesFor } from "#app/domain/matching/substitutes.ts";
import type { VisitSurroundings } from "#app/domain/matching/visit-conflicts.ts";
import type { PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { calendar2026 } from "../scheduling/holidays-2026.ts";
import { anElder, aProvider, aWorker, elderId, limits, windowsOf } from "../scheduling/month-plan/district.ts";

const date = plainDate("2026-12-08");
const elder = anElder("1", { windows: windowsOf([2], 540, 720) });
const [first, second, third] = [aWorker("A"), aWorker("B"), aWorker("C")];
const away = aWorker("D", { leave: [{ from: date, to: date }] });
const colleagues = [first, second, third, away];

const around = (changes: Partial<VisitSurroundings> = {}): VisitSurroundings => ({
  elder,
  provider: aProvider("P0"),
  basket: basketPart(elder.subtypes, 60),
  visits: [],
  calendar: calendar2026,
  limits,
  ...changes,
});

const against = (team: readonly PlannableWorker[], surroundings: VisitSurroundings, startMinute = 540) =>
  Object.fromEntries(
    substitutesFor({ date, startMinute, workers: team }, colleagues, surroundings).map((one) => [
      one.worker.key,
      one.isOfTeam ? ["goes", ...one.against] : one.against,
    ]),
  );

describe("the substitutes for a visit", () => {
  it("are all colleagues, each with what stands against them", () => {
    const busy = {
      elderId: elderId("other"),
      date,
      startMinute: 540,
      durationMinutes: 60,
      workerIds: [second.id],
      home: elder.home,
      sequence: null,
    };
    expect(against([first], around({ visits: [busy] }))).toEqual({
      A: ["goes"],
      B: ["worker_busy"],
      C: [],
      D: ["on_leave"],
    });
  });
  it("are asked for in the place of whoever leaves the least against them, in a team of two", () => {
    const two = { ...basketPart(elder.subtypes, 60), workersNeeded: 2 as const };
    expect(against([first, away], around({ basket: two }))).toEqual({
      A: ["goes"],
      B: [],
      C: [],
      D: ["goes", "on_leave"],
    });
  });
  it("are judged alone where nobody goes yet, and not by what lies with the elder", () => {
    expect(Object.values(against([], around(), 780)).flat()).not.toContain("outside_windows");
    expect(against([], around(), 540)).toMatchObject({ A: [], C: [], D: ["on_leave"] });
  });
});
