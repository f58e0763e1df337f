import { describe, expect, it } from "vitest";
import { distanceMetres, travelMinutes } from "#app/domain/scheduling/travel.ts";

const pace = { travelSpeedKmh: 20, travelSetupMinutes: 3 };
const home = { latitude: 32, longitude: 120.86 };
/** A point so many metres north. */
const north = (metres: number) => ({ ...home, latitude: home.latitude + (metres / 6_371_000) * (180 / Math.PI) });

describe("the way between two homes", () => {
  it("is measured along the great circle", () => {
    expect(distanceMetres(home, north(1000))).toBeCloseTo(1000, 3);
    const nantongToShanghai = distanceMetres(
      { latitude: 32.01, longitude: 120.86 },
      { latitude: 31.23, longitude: 121.47 },
    );
    expect(nantongToShanghai / 1000).toBeCloseTo(104, 0);
  });

  it("takes 1.3 times the straight line at the planning speed and the set-up, rounded up to the minute", () => {
    // 1,000 m x 1.3 at 20 km/h are 3.9 minutes, and 3 of set-up.
    expect(travelMinutes(home, north(1000), pace)).toBe(7);
    // 769 m are 2.999 minutes, 770 m are 3.003.
    expect(travelMinutes(home, north(769), pace)).toBe(6);
    expect(travelMinutes(home, north(770), pace)).toBe(7);
  });

  it("takes no time inside one home", () => {
    expect(travelMinutes(home, { ...home }, pace)).toBe(0);
    expect(travelMinutes(home, north(0.9), pace)).toBe(0);
    expect(travelMinutes(home, north(1.1), pace)).toBe(4);
  });

  it("is the same there and back", () => {
    expect(travelMinutes(north(2345), home, pace)).toBe(travelMinutes(home, north(2345), pace));
  });
});
