import { describe, expect, it } from "vitest";
import { isRevokeReason, kioskNumber, kioskRecordSchema } from "#app/domain/kiosk/device-record.ts";
import { NO_EQUIPMENT } from "#app/domain/kiosk/kiosk-identity.ts";

const record = {
  streetId: 3,
  place: " 一楼大厅 ",
  panelTenthInch: 270,
  orientation: "portrait",
  bottomEdgeMm: 800,
  defaultStep: null,
  equipment: NO_EQUIPMENT,
  staffCall: "0513-85012345",
};
const isTaken = (changes: object) => kioskRecordSchema.safeParse({ ...record, ...changes }).success;

describe("the record of a kiosk", () => {
  it("is taken with its place trimmed and usual hours", () => {
    expect(kioskRecordSchema.parse(record)).toMatchObject({ place: "一楼大厅", opensMinute: 480, closesMinute: 1050 });
  });

  it("knows four panels, and millimetres between the floor and two metres", () => {
    expect([215, 270, 320, 430, 240].map((panelTenthInch) => isTaken({ panelTenthInch }))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect([-1, 0, 2000, 2001, 800.5].map((bottomEdgeMm) => isTaken({ bottomEdgeMm }))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it("takes no letters for a telephone and no empty place", () => {
    expect([isTaken({ staffCall: null }), isTaken({ staffCall: "call me" }), isTaken({ place: "  " })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("has a number of four digits, and a known reason for its end", () => {
    expect([kioskNumber(7), kioskNumber(12345)]).toEqual(["K0007", "K12345"]);
    expect([isRevokeReason("lost"), isRevokeReason("")]).toEqual([true, false]);
  });
});
