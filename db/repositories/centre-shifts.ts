/** Planned shifts of the operations centre and what each left to the next. */
import { and, asc, desc, eq, gt, gte, isNull, lte } from "drizzle-orm";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import type { Shift } from "#app/domain/centre/shift.ts";
import { centreShift, shiftReport } from "../schema/centre.ts";
import type { Unit } from "../transaction.ts";

export type ShiftRow = Shift & { readonly id: string };
export type ShiftReportRow = typeof shiftReport.$inferSelect;

const asShift = (row: typeof centreShift.$inferSelect): ShiftRow => ({
  id: row.id,
  fromAt: instant(row.fromAt),
  toAt: instant(row.toAt),
  lead: row.lead,
  operators: row.operators,
});

/** Refuses "shift-overlaps" for a time in which another is planned. */
export async function insertShift(unit: Unit, shift: Shift, plannedBy: string): Promise<void> {
  await unit.orm.insert(centreShift).values({
    id: unit.newId(),
    fromAt: asDate(shift.fromAt),
    toAt: asDate(shift.toAt),
    lead: shift.lead,
    operators: [...shift.operators],
    plannedBy,
    plannedAt: asDate(unit.now),
  });
}

/** The shift that goes on at this moment. */
export async function findShiftAt(unit: Unit, at: Instant): Promise<ShiftRow | null> {
  const [row] = await unit.orm
    .select()
    .from(centreShift)
    .where(and(lte(centreShift.fromAt, asDate(at)), gt(centreShift.toAt, asDate(at))));
  return row ? asShift(row) : null;
}

/** One shift, locked for the rest of the unit. */
export async function lockShift(unit: Unit, id: string): Promise<ShiftRow | null> {
  const [row] = await unit.orm.select().from(centreShift).where(eq(centreShift.id, id)).for("update");
  return row ? asShift(row) : null;
}

/** The first that begins when this one ends, or later. */
export async function findShiftAfter(unit: Unit, toAt: Instant): Promise<ShiftRow | null> {
  const [row] = await unit.orm
    .select()
    .from(centreShift)
    .where(gte(centreShift.fromAt, asDate(toAt)))
    .orderBy(asc(centreShift.fromAt))
    .limit(1);
  return row ? asShift(row) : null;
}

/** Shifts that end after this moment, in order, each with its report. */
export async function listShifts(unit: Unit, endingAfter: Instant, most: number) {
  const rows = await unit.orm
    .select({ shift: centreShift, report: shiftReport })
    .from(centreShift)
    .leftJoin(shiftReport, eq(shiftReport.shiftId, centreShift.id))
    .where(gt(centreShift.toAt, asDate(endingAfter)))
    .orderBy(asc(centreShift.fromAt))
    .limit(most);
  return rows.map(({ shift, report }) => ({ shift: asShift(shift), report }));
}

/** Refuses "shift-closed" for a shift that has one. */
export async function insertShiftReport(
  unit: Unit,
  row: Omit<typeof shiftReport.$inferInsert, "id" | "writtenAt">,
): Promise<void> {
  await unit.orm.insert(shiftReport).values({ ...row, id: unit.newId(), writtenAt: asDate(unit.now) });
}

/** Locked for the rest of the unit. */
export async function lockReportOfShift(unit: Unit, shiftId: string): Promise<ShiftReportRow | null> {
  const [row] = await unit.orm.select().from(shiftReport).where(eq(shiftReport.shiftId, shiftId)).for("update");
  return row ?? null;
}

export async function updateTakenOver(unit: Unit, id: string, by: string): Promise<void> {
  await unit.orm
    .update(shiftReport)
    .set({ takenOverBy: by, takenOverAt: asDate(unit.now) })
    .where(and(eq(shiftReport.id, id), isNull(shiftReport.takenOverAt)));
}

export async function listReports(unit: Unit, most: number): Promise<ShiftReportRow[]> {
  return unit.orm.select().from(shiftReport).orderBy(desc(shiftReport.writtenAt)).limit(most);
}
