/**
 * Baskets of an hour or more that an elder can choose by one touch (示例/待确认: the district replaces the list). Single short items cannot
 * be booked alone, because a visit lasts at least an hour.
 */
import type { Catalogue } from "./service-subtype.ts";

export type PresetBasket = { readonly key: string; readonly codes: readonly string[] };

export const PRESET_BASKETS: readonly PresetBasket[] = [
  { key: "groom", codes: ["LC06", "LC09", "RN01"] },
  { key: "bath", codes: ["LC02"] },
  { key: "clean", codes: ["LC04"] },
  { key: "wash", codes: ["LC05", "LC07"] },
  { key: "errand", codes: ["LC09", "LC13"] },
  { key: "meal", codes: ["LC01"] },
  { key: "walk", codes: ["LC12"] },
  { key: "talk", codes: ["SC01"] },
];

export type BasketWish = {
  readonly grade: number;
  readonly catalogue: Catalogue;
  /** The provider's contract pays for this subtype. */
  readonly covers: (code: string) => boolean;
  /** Already offered as the usual basket. */
  readonly usual: readonly string[];
};

/** Presets that grade, funding and contract allow, without the one that is the usual basket. */
export function presetsFor({ grade, catalogue, covers, usual }: BasketWish): PresetBasket[] {
  const same = [...usual].sort().join();
  return PRESET_BASKETS.filter(({ codes }) => {
    const fits = codes.every((code) => {
      const subtype = catalogue.get(code);
      return subtype?.funding === "basket" && subtype.grades.includes(grade) && covers(code);
    });
    return fits && [...codes].sort().join() !== same;
  });
}
