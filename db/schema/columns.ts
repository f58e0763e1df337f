/** Column kinds that several tables share. Names are snake_case in the database through the shared casing setting. */
import { sql } from "drizzle-orm";
import { bigint, customType, date, timestamp, uuid } from "drizzle-orm/pg-core";

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  // postgres.js gives a Buffer, PGlite a Uint8Array; both are made plain so that comparisons behave alike.
  fromDriver: (value) => Uint8Array.from(value),
  toDriver: (value) => Buffer.from(value),
});

/** Whole fen; never a float, never a number. */
export const fenColumn = () => bigint({ mode: "bigint" });
/** A point in time, stored in UTC. */
export const at = () => timestamp({ withTimezone: true, mode: "date" });
/** A calendar date as text YYYY-MM-DD. */
export const on = () => date({ mode: "string" });
export const id = () => uuid().primaryKey();
export const now = sql`now()`;
/** A month is stored as its first day; a check holds the rule. */
export const month = () => date({ mode: "string" });
