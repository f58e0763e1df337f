import { describe, expect, it } from "vitest";
import {
  confirmsForThemselves,
  IDENTITY_MEANS,
  isAssistReason,
  judgeTries,
  mayManageFamily,
  NO_EQUIPMENT,
  offeredMeans,
  type TryCounts,
} from "#app/domain/kiosk/kiosk-identity.ts";

const none: TryCounts = {
  wrongOnKiosk: 0,
  personsWrongOnKiosk: 0,
  personsWrongOnAnyKiosk: 0,
  personsWrongInDistrict: 0,
};

describe("ways to be recognised", () => {
  it("are those that the machine is fitted with", () => {
    const fitted = { ...NO_EQUIPMENT, reader: true, scanner: true };
    expect(offeredMeans(fitted, { readerWorks: true, isPaired: true })).toEqual([
      "social_card",
      "qr",
      "phone",
      "staff",
    ]);
    expect(offeredMeans(fitted, { readerWorks: false, isPaired: true })).toEqual(["qr", "phone", "staff"]);
    expect(offeredMeans(NO_EQUIPMENT, { readerWorks: true, isPaired: false })).toEqual(["phone"]);
  });

  it("let family be linked by a card alone", () => {
    expect(IDENTITY_MEANS.filter(mayManageFamily)).toEqual(["id_card", "social_card"]);
  });

  it("confirm for the elder, but for what staff does beside", () => {
    expect(IDENTITY_MEANS.filter((means) => !confirmsForThemselves(means))).toEqual(["staff"]);
  });

  it("are helped by staff for a known reason", () => {
    expect([isAssistReason("no_card"), isAssistReason("because")]).toEqual([true, false]);
  });
});

describe("wrong tries of an hour", () => {
  it("ask for a person at the kiosk from the twentieth on", () => {
    expect(judgeTries({ ...none, wrongOnKiosk: 19 })).toBe("open");
    expect(judgeTries({ ...none, wrongOnKiosk: 20 })).toBe("staff");
  });

  it("of more than ten persons at any kiosk, or more than fifty in the district, ask for a second factor everywhere", () => {
    expect(judgeTries({ ...none, personsWrongOnKiosk: 10, personsWrongOnAnyKiosk: 10 })).toBe("open");
    expect(judgeTries({ ...none, personsWrongOnKiosk: 11 })).toBe("spray");
    expect(judgeTries({ ...none, personsWrongOnAnyKiosk: 11 })).toBe("spray");
    expect(judgeTries({ ...none, personsWrongInDistrict: 50 })).toBe("open");
    expect(judgeTries({ ...none, personsWrongInDistrict: 51 })).toBe("spray");
  });
});
