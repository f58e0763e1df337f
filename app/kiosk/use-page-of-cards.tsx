/** The cards of the page that the address names, as many as the machine and the text step hold, and the way to the others. */
import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { cardPage, cardsPerPage } from "./cards-per-page.ts";
import { Pager } from "./pager.tsx";
import { useKiosk } from "./surroundings.tsx";

/** @param lines of what is no card; as many as cards when left out */
export function usePageOfCards<Item>(items: readonly Item[], lines?: number): { shown: Item[]; pager: ReactNode } {
  const { layout } = useKiosk();
  const asked = Number(new URLSearchParams(useLocation().search).get("page") ?? "1");
  const perPage = lines ?? cardsPerPage(layout);
  const { items: shown, page, pages } = cardPage(items, Number.isFinite(asked) ? asked : 1, perPage);
  return { shown, pager: pages > 1 ? <Pager page={page} pages={pages} /> : undefined };
}
