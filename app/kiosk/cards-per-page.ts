/** How many cards one screen holds: the server pages its lists by this, tokens.css draws by the same number (a test compares both). */
import type { KioskLayout } from "./surroundings.tsx";

const BY_STEP = { 1: 4, 2: 3, 3: 2 } as const;

export function cardsPerPage(layout: KioskLayout): number {
  if (layout.low && layout.orient === "portrait") return 2;
  return BY_STEP[layout.step];
}

/** Chips stand in two columns of four rows; the seated zone holds two rows. */
export function chipsPerPage(layout: KioskLayout): number {
  return layout.low && layout.orient === "portrait" ? 4 : 8;
}

/** One page of a list, from 1, and how many there are; a page beyond the end is the last one. */
export function cardPage<Item>(
  items: readonly Item[],
  page: number,
  perPage: number,
): { items: Item[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const shown = Math.min(Math.max(1, Math.floor(page)), pages);
  return { items: items.slice((shown - 1) * perPage, shown * perPage), page: shown, pages };
}
