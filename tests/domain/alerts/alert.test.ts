import { expect, it } from "vitest";
import {
  ALERT_KINDS,
  ALERT_OUTCOMES,
  ALERT_STATES,
  levelOf,
  mayCloseWith,
  maySecond,
  mayStep,
  stateAfterClose,
} from "#app/domain/alerts/alert.ts";

it("each cause has its level", () => {
  const ofLevel = (level: string) => ALERT_KINDS.filter((kind) => levelOf(kind) === level);
  expect(ofLevel("red")).toEqual(["sos", "fall", "smoke", "gas", "water", "vital"]);
  expect(ofLevel("orange")).toEqual(["off_bed", "no_movement", "door_night", "door_shut", "left_area"]);
  expect(ofLevel("yellow")).toEqual(["low_battery", "silent"]);
});

it("a red alert waits for the second person, who is another; only the machine's own closes by itself", () => {
  expect(stateAfterClose("red", "real")).toBe("awaiting_second");
  expect(stateAfterClose("red", "drill")).toBe("awaiting_second");
  expect(stateAfterClose("red", "synthetic")).toBe("closed");
  expect(stateAfterClose("orange", "real")).toBe("closed");
  expect(maySecond("user:a", "user:a")).toBe(false);
  expect(maySecond("user:a", "user:b")).toBe(true);
});

it("steps follow each other", () => {
  const steps = ["take", "take_over", "act", "close", "second", "refuse_second"] as const;
  expect(ALERT_STATES.map((state) => steps.filter((step) => mayStep(state, step)))).toEqual([
    ["take"],
    ["take_over", "act", "close"],
    ["second", "refuse_second"],
    [],
  ]);
});

it("without access nothing is closed until somebody was there", () => {
  expect(ALERT_OUTCOMES.filter((outcome) => !mayCloseWith(outcome, { onSite: false }))).toEqual(["no_access"]);
  expect(mayCloseWith("no_access", { onSite: true })).toBe(true);
});
