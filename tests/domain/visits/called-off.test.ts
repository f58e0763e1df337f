import { describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { calledOffKind, calledOffOn } from "#app/domain/visits/called-off.ts";
import type { CalledOffVisit } from "#app/domain/visits/sync-message.ts";

const today = plainDate("2026-11-27");

function calledOff(visitNo: string, on = today, minute = 9 * 60): CalledOffVisit {
  const plannedStartMs = instantAt(on, minute);
  return {
    ...{ visitNo, plannedStartMs, plannedEndMs: plannedStartMs + 3_600_000, name: "王*英", place: "学田社区" },
    ...{ services: [], kind: "cancelled", reason: "RC-ELDER-HOSPITAL", toldMs: null },
  };
}

const shown = (visits: CalledOffVisit[], nowMs: number, on = today, standing: string[] = []) =>
  calledOffOn(visits, on, { nowMs, standing: new Set(standing) }).map(({ visitNo }) => visitNo);

describe("visits to which a care worker does not go any more", () => {
  it("are what has become of them: cancelled, missed, or somebody else's", () => {
    expect(["cancelled", "missed", "accepted", "in_progress", "done", "planned"].map(calledOffKind)).toEqual([
      ...["cancelled", "missed"],
      ...Array.from({ length: 4 }, () => "taken_off"),
    ]);
  });

  it("stand there until their day ends, and not a moment longer", () => {
    const one = [calledOff("A")];
    expect(shown(one, instantAt(today, 24 * 60 - 1))).toEqual(["A"]);
    expect(shown(one, instantAt(addDays(today, 1), 0))).toEqual([]);
  });

  it("stand on their own day, in order of time", () => {
    const visits = [calledOff("late", today, 600), calledOff("early", today, 60), calledOff("next", addDays(today, 1))];
    const now = instantAt(today, 700);
    expect(shown(visits, now)).toEqual(["early", "late"]);
    expect(shown(visits, now, addDays(today, 1))).toEqual(["next"]);
  });

  it("are none that stand on the phone again", () => {
    expect(shown([calledOff("A"), calledOff("B")], instantAt(today, 0), today, ["A"])).toEqual(["B"]);
  });
});
