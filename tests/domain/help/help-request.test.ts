import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dueHelpSteps,
  helpAfter,
  helpDeadlines,
  HELP_MOVES,
  HELP_STATES,
  helpMovesFrom,
  needsSecondTap,
  nextHelpStepAt,
  type HelpMoveName,
  type HelpWant,
} from "#app/domain/help/help-request.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";

const TOUCHED = instant("2026-11-15T02:00:00Z");
const deadlines = helpDeadlines(TOUCHED, { help_cancel_s: 10, help_hotline_s: 30, help_both_s: 60 });
const after = (seconds: number): Instant => (TOUCHED + seconds * 1000) as Instant;
const open = (want: HelpWant | null, steps: readonly string[] = []) =>
  ({ state: "open", want, deadlines, steps }) as const;
const namesAt = (want: HelpWant | null, seconds: number, steps: readonly string[] = []) =>
  dueHelpSteps(open(want, steps), after(seconds)).map(({ step }) => step);

describe("a call for help that nobody takes", () => {
  it("calls the staff after ten seconds without a choice, the hotline after thirty, both after sixty", () => {
    expect(namesAt(null, 9)).toEqual([]);
    expect(namesAt(null, 10)).toEqual(["as_staff"]);
    expect(namesAt(null, 30, ["as_staff"])).toEqual(["hotline"]);
    expect(namesAt(null, 60, ["as_staff", "hotline"])).toEqual(["both"]);
  });

  it("needs no hotline step when the hotline rang at once", () => {
    expect(namesAt("unwell", 59)).toEqual([]);
    expect(namesAt("unwell", 60)).toEqual(["both"]);
  });

  it("does not call the staff as a default once the elder has chosen", () => {
    expect(namesAt("staff", 29)).toEqual([]);
    expect(namesAt("staff", 30)).toEqual(["hotline"]);
  });

  it("owes after an outage every step that has become due, in the order of their times, and nothing when asked again", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<HelpWant | null>(null, "staff", "unwell"),
        fc.integer({ min: 0, max: 600 }),
        (want, seconds) => {
          const due = dueHelpSteps(open(want), after(seconds));
          expect(due.map(({ dueAt }) => dueAt)).toEqual(due.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
          expect(due.every(({ dueAt }) => dueAt <= after(seconds))).toBe(true);
          const stored = due.map(({ step }) => step);
          expect(dueHelpSteps(open(want, stored), after(seconds))).toEqual([]);
          const next = nextHelpStepAt(open(want, stored));
          expect(next === null || next > after(seconds)).toBe(true);
        },
      ),
    );
  });

  it("ends with whoever takes it", () => {
    for (const state of HELP_STATES.filter((one) => one !== "open"))
      expect(dueHelpSteps({ state, want: null, deadlines, steps: [] }, after(999))).toEqual([]);
  });

  it("is called off without a question within ten seconds, later with one", () => {
    expect(needsSecondTap(deadlines.confirmAt, after(10))).toBe(false);
    expect(needsSecondTap(deadlines.confirmAt, after(11))).toBe(true);
  });
});

describe("what may be done with a call for help", () => {
  it("is what the table says, and everything else is refused by name", () => {
    for (const state of HELP_STATES)
      for (const move of Object.keys(HELP_MOVES) as HelpMoveName[]) {
        if (helpMovesFrom(state).includes(move)) {
          expect(helpAfter(state, move)).toBe(HELP_MOVES[move].to);
          continue;
        }
        const refused = () => helpAfter(state, move);
        expect(refused).toThrow(state === "closed" || state === "cancelled" ? "help-over" : "help-already-taken");
      }
  });

  it("lets two operators not both take it", () => {
    const taken = helpAfter("open", "take");
    try {
      helpAfter(taken, "take");
      expect.unreachable();
    } catch (thrown) {
      expect(isRefusal(thrown, "help-already-taken")).toBe(true);
    }
  });
});
