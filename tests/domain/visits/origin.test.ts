import { expect, it } from "vitest";
import { BOOKED_ORIGINS, isBookedByElder } from "#app/domain/visits/origin.ts";

it("knows what elders asked for, at a kiosk or on the telephone, from what was planned", () => {
  for (const origin of BOOKED_ORIGINS) expect(isBookedByElder(origin)).toBe(true);
  for (const origin of ["plan", "fact", "offer", ""]) expect(isBookedByElder(origin)).toBe(false);
});
