import { describe, expect, it } from "vitest";
import { awardOf, contestableFen, requireAppealable } from "#app/domain/claims/appeal.ts";
import { fen, ZERO_FEN } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const line = (approved: number, added = 0, asked = 3500, planned = 3500) => ({
  askedFen: fen(asked),
  plannedFen: fen(planned),
  approvedFen: fen(approved),
  addedFen: fen(added),
});

describe("what can be contested", () => {
  it("is what was asked within the plan and not approved, less what was added since", () => {
    expect(contestableFen(line(0))).toBe(3500n);
    expect(contestableFen(line(1750, 1000))).toBe(750n);
    expect(contestableFen(line(3500))).toBe(0n);
    expect(contestableFen(line(3500, 0, 3600))).toBe(0n);
    expect(contestableFen(line(0, 3500))).toBe(0n);
  });
});

describe("an appeal", () => {
  const appeal = { contestedFen: fen(3500), said: "护理员到了", evidence: "门牌照片 12 号" };
  const until = plainDate("2027-01-12");
  it("is filed until its last day, with text and proof, about money", () => {
    expect(() => requireAppealable(appeal, { today: until, until })).not.toThrow();
    expect(() => requireAppealable(appeal, { today: plainDate("2027-01-13"), until })).toThrow("appeal-too-late");
    const today = plainDate("2027-01-10");
    expect(() => requireAppealable({ ...appeal, said: " " }, { today, until })).toThrow("appeal-needs-text");
    expect(() => requireAppealable({ ...appeal, evidence: "" }, { today, until })).toThrow("appeal-needs-text");
    expect(() => requireAppealable({ ...appeal, contestedFen: ZERO_FEN }, { today, until })).toThrow(
      "appeal-nothing-missing",
    );
  });
  it("is upheld in full, in a true part, or not at all, with a reason", () => {
    const asked = { contestedFen: fen(3500), partFen: null, reason: "已核实" };
    expect(awardOf("upheld", asked)).toBe(3500n);
    expect(awardOf("dismissed", asked)).toBe(0n);
    expect(awardOf("partly", { ...asked, partFen: fen(1750) })).toBe(1750n);
    for (const partFen of [null, fen(0), fen(3500), fen(9999)])
      expect(() => awardOf("partly", { ...asked, partFen })).toThrow("appeal-award-invalid");
    expect(() => awardOf("upheld", { ...asked, reason: "" })).toThrow("appeal-needs-reason");
  });
});
