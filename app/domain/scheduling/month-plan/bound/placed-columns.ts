/** The days of a plan as columns of the linear program, each with its cost. */
import type { ElderPlacing } from "../search/elder-placing.ts";
import { DATES_OF_TEMPLATE, DAYS, NOWHERE } from "../search/route-book.ts";
import type { DayColumn } from "./route-pricing.ts";

export function columnsOf({ book, options }: ElderPlacing): Pick<DayColumn, "route" | "options" | "cost">[] {
  return Array.from(book.lengths).flatMap((length, route) => {
    if (length === 0) return [];
    const worker = Math.floor(route / DAYS);
    const units = [...book.units.subarray(route * book.capacity, route * book.capacity + length)];
    const chosen = units.map((unit) => book.chosen[unit] ?? NOWHERE);
    let cost = 0;
    for (const [place, option] of chosen.entries()) {
      const shared = options.partner[option] === NOWHERE ? 1 : 2;
      cost += (options.extra[option] ?? 0) / shared;
      const [before, unit] = [units[place - 1], units[place] ?? 0];
      cost +=
        (before === undefined ? book.wayFromBase(worker, unit) : book.wayBetween(before, unit)) * DATES_OF_TEMPLATE;
    }
    cost += book.wayFromBase(worker, units.at(-1) ?? 0) * DATES_OF_TEMPLATE;
    return [{ route, options: chosen, cost }];
  });
}
