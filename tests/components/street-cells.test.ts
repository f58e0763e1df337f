import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { streetCells, type Point } from "#app/components/street-cells.ts";
import { STREETS } from "#db/seed/reference-data.ts";

/** Twice the area, by the shoelace. */
const area = (outline: readonly Point[]) =>
  Math.abs(
    outline.reduce((sum, one, index) => {
      const next = outline[(index + 1) % outline.length] ?? one;
      return sum + one.x * next.y - next.x * one.y;
    }, 0),
  ) / 2;
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

describe("the drawn map", () => {
  it("gives each street of the district one cell around its middle, north above south", () => {
    const { cells, height } = streetCells(STREETS, 760);
    expect(cells.map((cell) => cell.id)).toEqual(STREETS.map((street) => street.id));
    const whole = cells.reduce((sum, cell) => sum + area(cell.outline), 0);
    expect(whole).toBeCloseTo(760 * height, 3);
    const [north, south] = [...cells]
      .sort(
        (one, other) =>
          (STREETS.find((street) => street.id === other.id)?.latitude ?? 0) -
          (STREETS.find((street) => street.id === one.id)?.latitude ?? 0),
      )
      .filter((_, index, all) => index === 0 || index === all.length - 1);
    expect(north?.middle.y).toBeLessThan(south?.middle.y ?? 0);
  });

  it("draws every corner no nearer to another middle than to its own", () => {
    const place = fc.record({
      id: fc.integer({ min: 1, max: 9 }),
      latitude: fc.double({ min: 31.9, max: 32.1, noNaN: true }),
      longitude: fc.double({ min: 120.7, max: 121, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(place, { minLength: 1, maxLength: 9, selector: (one) => one.id }), (places) => {
        const { cells } = streetCells(places, 760);
        for (const { middle, outline } of cells)
          for (const corner of outline)
            for (const other of cells)
              expect(distance(corner, middle)).toBeLessThanOrEqual(distance(corner, other.middle) + 1e-6);
      }),
    );
  });
});
