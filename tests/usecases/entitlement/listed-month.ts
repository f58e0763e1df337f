/** A month of a small district with what a test of lists that stop money needs: lists as files, the demo's numbers, rows by SQL. */
import { sql } from "drizzle-orm";
import { STOP_FILE } from "#app/domain/imports/columns/stop-columns.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { keyOfBytes } from "#db/repositories/batches.ts";
import { mapKnownElders } from "#db/repositories/elders.ts";
import { sheetOf } from "#tests/domain/imports/import-fixtures.ts";
import { firstElders, testCrypto } from "#tests/support/small-district.ts";

export const MONTH = plainMonth("2026-12");
export const ROWS = firstElders(60, { seed: "7", month: MONTH });

export type ListRow = { readonly idNumber: string; readonly days: string; readonly matter: string };

/** Reads a list, and with `apply` writes it. */
export async function listOf(context: Context, rows: readonly ListRow[], apply: boolean) {
  return importFile(context, testCrypto, { kind: "stops", sheets: [sheetOf(STOP_FILE, rows)], apply });
}

/** Identity numbers of the roster by elder id. */
export async function idNumbers(context: Context): Promise<ReadonlyMap<string, string>> {
  const known = await inTransaction(context, mapKnownElders);
  return new Map(
    ROWS.elders.flatMap((row) => {
      const idNumber = String((row as Record<string, unknown>)["idNumber"] ?? "");
      const elder = known.get(keyOfBytes(testCrypto.blindIndex(idNumber, "id-number")));
      return elder ? [[elder.id, idNumber] as const] : [];
    }),
  );
}

export async function ask<Row>(context: Context, statement: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

export type VisitOn = { id: string; no: string; elder: string; day: PlainDate; state: string; reason: string | null };

/** Visits with their local day, in the order of their start. */
export async function visitsOf(context: Context, where = "true"): Promise<VisitOn[]> {
  return ask<VisitOn>(
    context,
    `select v.id, v.visit_no as no, v.elder_id as elder, to_char(coalesce(v.effective_in, v.planned_start) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
            v.delivery_state as state, v.cancel_reason as reason
       from visit v where ${where} order by v.planned_start, v.visit_no`,
  );
}

/** Visits by elder, only of elders with at least `least`. */
export function byElder(visits: readonly VisitOn[], least: number): (readonly [string, readonly VisitOn[]])[] {
  const groups = new Map<string, VisitOn[]>();
  for (const visit of visits) groups.set(visit.elder, [...(groups.get(visit.elder) ?? []), visit]);
  return [...groups].filter(([, own]) => own.length >= least);
}

export const dayBefore = (day: PlainDate) => addDays(day, -1);
export const dayAfter = (day: PlainDate) => addDays(day, 1);
