/**
 * A basket that an elder puts together: a visit lasts at least an hour, so a short item is completed by others until it does (示例目录，
 * 随服务目录调整). The key of such a basket is its codes; it is judged anew wherever it is used.
 */
import type { BasketWish } from "./preset-baskets.ts";
import type { ServiceSubtype } from "./service-subtype.ts";

export type BookableItem = Pick<ServiceSubtype, "code" | "categoryCode"> & { readonly minutes: number };

/** What grade, funding and contract allow this elder to choose alone or with others, in the order of the catalogue. */
export function bookableItems({ grade, catalogue, covers }: Omit<BasketWish, "usual">): BookableItem[] {
  return [...catalogue.values()]
    .filter(({ code, funding, grades, typicalMinutes }) => {
      return funding === "basket" && grades.includes(grade) && covers(code) && typicalMinutes > 0;
    })
    .map(({ code, categoryCode, typicalMinutes }) => ({ code, categoryCode, minutes: typicalMinutes }));
}

/** Most things on one visit that is put together by hand. */
const MOST_ITEMS = 4;
/** Ways to complete that one screen shows beside 帮我配好. */
const COMPLETIONS = 3;

const minutesOf = (items: readonly BookableItem[]): number => items.reduce((sum, { minutes }) => sum + minutes, 0);

/** Sets of so many items, each in the order of the list. */
function setsOf(items: readonly BookableItem[], size: number): BookableItem[][] {
  if (size === 0) return [[]];
  return items.flatMap((first, at) => setsOf(items.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}

/**
 * What to add to a short item so that the visit is long enough: fewest things first, then the least time beyond, and what the elder usually has
 * before what is new. Those that are shown begin with different things where there are enough.
 * @param usual codes of the elder's usual visit
 * @param minMinutes least length of a visit
 */
export function completionsOf(
  item: BookableItem,
  items: readonly BookableItem[],
  { usual, minMinutes }: { readonly usual: readonly string[]; readonly minMinutes: number },
): BookableItem[][] {
  const others = items.filter(({ code }) => code !== item.code);
  const missing = minMinutes - item.minutes;
  const strange = (set: readonly BookableItem[]) => set.filter(({ code }) => !usual.includes(code)).length;
  const chosen: BookableItem[][] = [];
  for (let size = 1; size < MOST_ITEMS && chosen.length < COMPLETIONS; size += 1) {
    const enough = setsOf(others, size)
      .filter((set) => minutesOf(set) >= missing && set.every((one) => minutesOf(set) - one.minutes < missing))
      .sort((left, right) => strange(left) - strange(right) || minutesOf(left) - minutesOf(right));
    const firsts = new Set(chosen.map(([first]) => first?.code));
    for (const set of enough) {
      if (chosen.length === COMPLETIONS) break;
      if (firsts.has(set[0]?.code)) continue;
      firsts.add(set[0]?.code);
      chosen.push(set);
    }
  }
  return chosen;
}

const PREFIX = "own.";

export function ownBasketKey(codes: readonly string[]): string {
  return PREFIX + codes.join(".");
}

/** The codes behind such a key; null for another key, and for a basket that this elder may not have or that is shorter than a visit. */
export function ownBasketCodes(key: string, items: readonly BookableItem[], minMinutes: number): string[] | null {
  if (!key.startsWith(PREFIX)) return null;
  const codes = key.slice(PREFIX.length).split(".");
  const known = items.filter(({ code }) => codes.includes(code));
  const isWhole = known.length === codes.length && new Set(codes).size === codes.length && codes.length <= MOST_ITEMS;
  return isWhole && minutesOf(known) >= minMinutes ? codes : null;
}
