import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { OneVisitScreen } from "#app/kiosk/visit-screens.tsx";
import { kioskMarkup } from "./kiosk-markup.tsx";

const visit = {
  visitNo: "2026-11-E000012-4",
  date: plainDate("2026-11-27"),
  startMinute: 540,
  codes: ["LC01"],
  surnames: ["李"],
  isMovable: true,
  isCancellable: true,
  isClose: false,
  isNewcomer: false,
  mayUndo: false,
};
const markupOf = (changes: Partial<typeof visit>) =>
  kioskMarkup(<OneVisitScreen name="张*英" visit={{ ...visit, ...changes }} />);
const UNDO = 'href="/kiosk/booked/2026-11-E000012-4"';
const CANCEL = 'href="/kiosk/cancel/2026-11-E000012-4"';

describe("one of the own visits", () => {
  it("is called off with a reason, and taken back without one while it was just booked", () => {
    expect(markupOf({})).toContain(CANCEL);
    expect(markupOf({})).not.toContain(UNDO);
    expect(markupOf({ mayUndo: true })).toContain(UNDO);
    expect(markupOf({ mayUndo: true })).not.toContain(CANCEL);
  });

  it("is taken back also where its start is too near to move it", () => {
    const near = { isMovable: false, isCancellable: false, isClose: true };
    expect(markupOf({ ...near, mayUndo: true })).toContain(UNDO);
    expect(markupOf(near)).not.toContain(UNDO);
  });
});
