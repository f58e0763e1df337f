import { describe, expect, it } from "vitest";
import { faultChange, messageNumberOf } from "#app/domain/kiosk/device-faults.ts";
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { healthOf } from "#tests/support/kiosk-health.ts";

const change = (open: Parameters<typeof faultChange>[0], health: Partial<KioskHealth>) =>
  faultChange(open, healthOf(health));

describe("a fault of a kiosk", () => {
  it("begins when a heartbeat says it and is mended when one says it no more", () => {
    expect(change([], {})).toEqual({ began: [], mended: [] });
    expect(change([], { printer: "out", reader: "broken" })).toEqual({ began: ["reader", "printer_out"], mended: [] });
    expect(change(["printer_out"], { printer: "out" })).toEqual({ began: [], mended: [] });
    expect(change(["printer_out"], { printer: "ok" })).toEqual({ began: [], mended: ["printer_out"] });
    expect(change(["printer_out"], { printer: "jam" })).toEqual({ began: ["printer_jam"], mended: ["printer_out"] });
  });

  it("lasts while nobody knows how the part is", () =>
    expect(change(["printer_out", "reader"], { printer: null })).toEqual({ began: [], mended: ["reader"] }));

  it("is none of those with which a kiosk still does everything, or which only time mends", () =>
    expect(change([], { printer: "near_end", sound: "muted", temperatureC: 90 })).toEqual({ began: [], mended: [] }));
});

describe("the number to which a message goes", () => {
  it.each([
    ["13912345678", "13912345678"],
    ["139-1234 5678", "13912345678"],
    ["+86 139 1234 5678", "13912345678"],
    ["+8613912345678", "13912345678"],
    ["0513-85012345", null],
    ["12912345678", null],
    ["139123456789", null],
    ["8601", null],
    ["", null],
    [null, null],
  ])("of %j is %j", (staffCall, number) => expect(messageNumberOf(staffCall)).toBe(number));
});
