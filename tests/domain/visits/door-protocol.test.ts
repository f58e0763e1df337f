import { describe, expect, it } from "vitest";
import { doorAttempt } from "#app/domain/visits/door-protocol.ts";
import type { DoorStep } from "#app/domain/visits/door-steps.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { anEvent, at } from "./visit-builders.ts";

const step = (time: string, name: DoorStep): VisitEvent => anEvent({ kind: "door_step", step: name }, time);
const noAnswer = (time: string): VisitEvent => anEvent({ kind: "no_answer" }, time);
const NOW = at("2026-11-03 12:00");

describe("an attempt at the door", () => {
  it.each([
    ["09:09", 9, false],
    ["09:10", 10, true],
  ] as const)(
    "that is reported at %s, %i minutes after the first ring, counts as attended: %s",
    (time, waited, attended) => {
      const attempt = doorAttempt([step("2026-11-03 09:00", "knock"), noAnswer(`2026-11-03 ${time}`)], NOW, 10);
      expect(attempt).toMatchObject({ waitedMinutes: waited, attended });
    },
  );
  it("is the same for any order of arrival, and the first time of a step stands", () => {
    const events = [
      noAnswer("2026-11-03 09:20"),
      step("2026-11-03 09:12", "call_elder"),
      step("2026-11-03 09:02", "call_elder"),
      step("2026-11-03 09:00", "knock"),
    ];
    const forward = doorAttempt(events, NOW, 10);
    const backward = doorAttempt([...events].reverse(), NOW, 10);
    expect([...forward.stepsAt]).toEqual([...backward.stepsAt]);
    expect(forward.stepsAt.get("call_elder")).toBe(at("2026-11-03 09:02"));
    expect(forward).toMatchObject({ waitedMinutes: 20, attended: true });
  });
  it("without any step counts as nothing, however late it is reported", () =>
    expect(doorAttempt([noAnswer("2026-11-03 10:00")], NOW, 10)).toMatchObject({
      beganAt: null,
      waitedMinutes: 0,
      attended: false,
    }));
  it("that goes on counts the minutes until now and is not attended before it is reported", () =>
    expect(doorAttempt([step("2026-11-03 09:00", "knock")], at("2026-11-03 09:30"), 10)).toMatchObject({
      waitedMinutes: 30,
      waitLeft: 0,
      attended: false,
      reportedAt: null,
    }));
});
