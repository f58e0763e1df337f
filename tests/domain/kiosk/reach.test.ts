import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultStepOf,
  highestBottomEdgeMm,
  judgeReach,
  millimetresPerPixel,
  ORIENTATIONS,
  PANELS_TENTH_INCH,
  reachMm,
  seatedReachMm,
  type Mounting,
} from "#app/domain/kiosk/reach.ts";

/** User experience reference 4.1: mm per px, and the lower edge at most for 1100 mm, 1220 mm, the seated layout, and wide for 1100 mm. */
const TABLE = [
  { panel: 215, perPixel: 0.248, at1100: 866, at1220: 986, seated: 941, wideAt1100: 856 },
  { panel: 270, perPixel: 0.311, at1100: 806, at1220: 926, seated: 901, wideAt1100: 794 },
  { panel: 320, perPixel: 0.369, at1100: 752, at1220: 872, seated: 864, wideAt1100: 737 },
  { panel: 430, perPixel: 0.496, at1100: 632, at1220: 752, seated: 783, wideAt1100: 612 },
] as const;

const upright = (panelTenthInch: Mounting["panelTenthInch"], bottomEdgeMm: number): Mounting => ({
  panelTenthInch,
  orientation: "portrait",
  bottomEdgeMm,
});
const wide = (panelTenthInch: Mounting["panelTenthInch"], bottomEdgeMm: number): Mounting => ({
  ...upright(panelTenthInch, bottomEdgeMm),
  orientation: "landscape",
});

describe.each(TABLE)(
  "a panel of $panel tenths of an inch",
  ({ panel, perPixel, at1100, at1220, seated, wideAt1100 }) => {
    it("has the millimetres a pixel of the table", () => {
      expect(millimetresPerPixel(panel)).toBeCloseTo(perPixel, 3);
    });

    it("is taken as it is up to 1100 mm, seated up to 1220 mm, and refused above", () => {
      // The table rounds to whole millimetres, so one of them may lie on either side of its own bound.
      expect(judgeReach(upright(panel, at1100 - 1))).toBe("usual");
      expect(judgeReach(upright(panel, at1100 + 1))).toBe("seated");
      expect(judgeReach(upright(panel, at1220 - 1))).toBe("seated");
      expect(judgeReach(upright(panel, at1220 + 1))).toBe("refused");
      expect(Math.abs(highestBottomEdgeMm(panel, "portrait") - at1220)).toBeLessThanOrEqual(1);
    });

    it("reaches 1100 mm in the seated layout at the table's edge", () => {
      expect(Math.abs(seatedReachMm(upright(panel, seated)) - 1100)).toBeLessThanOrEqual(0.5);
    });

    it("is refused above 1100 mm when it hangs wide, for there is no seated layout", () => {
      expect(judgeReach(wide(panel, wideAt1100 - 1))).toBe("usual");
      expect(judgeReach(wide(panel, wideAt1100 + 1))).toBe("refused");
    });
  },
);

describe("every mounting", () => {
  it("is taken exactly up to the edge that a clerk is told", () => {
    const panels = fc.constantFrom(...PANELS_TENTH_INCH);
    const orientations = fc.constantFrom(...ORIENTATIONS);
    fc.assert(
      fc.property(panels, orientations, fc.integer({ min: 0, max: 2000 }), (panelTenthInch, orientation, edge) => {
        const isTaken = judgeReach({ panelTenthInch, orientation, bottomEdgeMm: edge }) !== "refused";
        expect(isTaken).toBe(edge <= highestBottomEdgeMm(panelTenthInch, orientation));
      }),
    );
  });

  it("reaches one millimetre higher for each that it hangs higher", () => {
    expect(reachMm(upright(270, 801)) - reachMm(upright(270, 800))).toBeCloseTo(1, 9);
  });
});

it("small panels begin with large letters", () => {
  expect(PANELS_TENTH_INCH.map(defaultStepOf)).toEqual([2, 1, 1, 1]);
});
