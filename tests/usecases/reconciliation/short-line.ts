/** A settled line that pays less than was asked, which a provider may appeal against, and the days on which that is done. */
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { addMonths, lastDateOf } from "#app/domain/time/plain-month.ts";
import type { Context } from "#db/transaction.ts";
import { ask, MONTH } from "../entitlement/listed-month.ts";

export const NEXT = addMonths(MONTH, 1);
export const closedAt = instantAt(addDays(lastDateOf(MONTH), 5), 9 * 60);
export const told = instantAt(addDays(lastDateOf(MONTH), 6), 10 * 60);
/** After the next month was closed. */
export const later = instantAt(addDays(lastDateOf(NEXT), 20), 10 * 60);

export type ShortLine = {
  readonly id: string;
  readonly visit: string;
  readonly approved: string;
  readonly asked: string;
};

/** The first by visit number whose whole price was asked for. */
export async function shortLine(context: Context): Promise<ShortLine | undefined> {
  const lines = await ask<ShortLine>(
    context,
    `select l.id, v.visit_no as visit, l.approved_fen::text as approved, l.claimed_fen::text as asked from settlement_line l
       join visit v on v.id = l.visit_id where l.approved_fen < l.claimed_fen and v.planned_fen >= l.claimed_fen order by v.visit_no limit 1`,
  );
  return lines[0];
}
