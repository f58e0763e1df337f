/** Baskets of the demonstration elders, codes in the order of the catalogue: each reaches an hour of typical minutes and every subtype suits the grade. */
import type { Random } from "#app/domain/seeded-random.ts";
import { drawWeighted } from "#app/domain/seeded-draws.ts";

type Basket = readonly [codes: readonly string[], weight: number];

/** By ability grade. Specialists are rare: Q4 in about one of twenty-five, Q5 in one of forty. */
const BASKETS: Readonly<Record<1 | 2 | 3 | 4, readonly Basket[]>> = {
  1: [
    [["LC06", "LC09", "RN01"], 26],
    [["LC04"], 12],
    [["LC04", "RN01"], 14],
    [["LC05", "LC07", "RN01"], 10],
    [["LC09", "LC13"], 8],
    [["RN01", "SC01"], 10],
    [["LC12"], 6],
    [["LC06", "ER04"], 6],
    [["LC06", "RN02"], 3],
    [["LC09", "RN05"], 3],
    [["RN01", "SC03"], 2],
  ],
  2: [
    [["LC06", "LC09", "RN01"], 18],
    [["LC02"], 16],
    [["LC08", "LC09", "LC10", "RN01"], 14],
    [["LC07", "LC09", "LC11"], 12],
    [["LC04", "RN03"], 12],
    [["LC01"], 8],
    [["LC06", "RN02"], 5],
    [["LC09", "RN04"], 6],
    [["LC08", "RN05"], 3],
    [["RN01", "SC03"], 2],
    [["LC12", "RN03"], 4],
  ],
  3: [
    [["LC03", "LC09"], 26],
    [["LC02", "RN01"], 14],
    [["LC08", "RN01", "RN07"], 20],
    [["LC09", "LC10", "LC11"], 18],
    [["RN04", "RN07"], 8],
    [["LC01", "RN03"], 8],
    [["LC06", "LC09", "RN01"], 6],
  ],
  4: [
    [["LC03", "LC08"], 26],
    [["LC03", "RN07"], 24],
    [["LC03", "LC11", "RN01"], 18],
    [["LC07", "LC09", "RN07"], 18],
    [["RN04", "RN07"], 8],
    [["LC01", "RN03"], 6],
  ],
};

/** A basket for a grade; grade 0 gets one of grade 1, so that an excluded row is complete like the others. */
export function drawBasket(random: Random, grade: number): readonly string[] {
  const known = grade === 2 || grade === 3 || grade === 4 ? grade : 1;
  return drawWeighted(random, BASKETS[known]);
}
