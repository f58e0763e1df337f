import { describe, expect, it } from "vitest";
import { blockOf, bookedByElder, visitableWindows } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { anElder, aProvider, elderId, limits, pointAt, windowsOf } from "./district.ts";

describe("a blocked date", () => {
  const provider = aProvider("P0", {
    closedOn: [plainDate("2026-12-08")],
    contracts: [{ from: plainDate("2026-12-02"), to: plainDate("2026-12-20") }],
  });
  const elder = anElder("1", {
    absences: [{ from: plainDate("2026-12-08"), to: plainDate("2026-12-10"), reason: "elder_in_hospital" }],
  });

  it("names the elder's absence first, then the contract, then the closed day", () => {
    expect(blockOf(elder, provider, plainDate("2026-12-08"))).toBe("elder_in_hospital");
    expect(blockOf(anElder("2"), provider, plainDate("2026-12-08"))).toBe("provider_closed");
    expect(blockOf(elder, provider, plainDate("2026-12-11"))).toBeNull();
  });

  it("lies outside every contract; the first and last day are inside", () => {
    const blocks = ["2026-12-01", "2026-12-02", "2026-12-20", "2026-12-21"].map((date) =>
      blockOf(anElder("2"), provider, plainDate(date)),
    );
    expect(blocks).toEqual(["contract_not_in_force", null, null, "contract_not_in_force"]);
  });
});

describe("the hours of an elder", () => {
  it("are the elder's own, or the visiting hours of every day when none were named", () => {
    expect(visitableWindows(anElder("1", { windows: windowsOf([3], 540, 600) }), limits)).toHaveLength(1);
    expect(visitableWindows(anElder("1"), limits)).toEqual(windowsOf([1, 2, 3, 4, 5, 6, 7], 480, 1080));
  });
});

describe("booked visits", () => {
  it("are found by elder", () => {
    const visit = (key: string, startMinute: number) => ({
      elderId: elderId(key),
      date: plainDate("2026-12-01"),
      startMinute,
      durationMinutes: 60,
      workerIds: [],
      home: pointAt(0, 0),
      sequence: null,
    });
    const found = bookedByElder([visit("1", 540), visit("2", 600), visit("1", 900)]);
    expect(found.get(elderId("1"))?.map(({ startMinute }) => startMinute)).toEqual([540, 900]);
    expect(found.get(elderId("3"))).toBeUndefined();
  });
});
