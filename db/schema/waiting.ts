/** Elders who wait for a time that suits them, in the order in which they asked; a freed time is kept for the first whom it suits. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id, month } from "./columns.ts";
import { elderId } from "./elder.ts";
import { streetId } from "./reference.ts";

export const slotWait = pgTable(
  "slot_wait",
  {
    id: id(),
    elderId: elderId(),
    streetId: streetId(),
    month: month().notNull(),
    /** The basket that was chosen, by its key; its services are asked anew when a time is free. */
    basket: text().notNull(),
    state: text().notNull(),
    askedAt: at().notNull(),
    kiosk: text().notNull(),
    /** The time that is kept for the elder. */
    slot: text(),
    offeredAt: at(),
    offerEndsAt: at(),
    ticketNo: text(),
    endedAt: at(),
  },
  (table) => [
    uniqueIndex("slot_wait_once")
      .on(table.elderId, table.month)
      .where(sql`${table.state} in ('waiting', 'offered')`),
    index("slot_wait_in_line")
      .on(table.askedAt)
      .where(sql`${table.state} in ('waiting', 'offered')`),
    check("slot_wait_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check("slot_wait_state_known", sql`${table.state} in ('waiting', 'offered', 'taken', 'lapsed', 'withdrawn')`),
    check(
      "slot_wait_offered_whole",
      sql`num_nulls(${table.slot}, ${table.offeredAt}, ${table.offerEndsAt}) in (0, 3) and (${table.state} <> 'offered' or ${table.slot} is not null)`,
    ),
    check(
      "slot_wait_ended",
      sql`(${table.state} in ('taken', 'lapsed', 'withdrawn')) = (${table.endedAt} is not null)`,
    ),
  ],
);
