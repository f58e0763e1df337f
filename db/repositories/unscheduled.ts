/** Visits that nobody had planned, and the elders of a provider among whom a care worker finds the one at whose door he or she stands. */
import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { unscheduledVisit } from "../schema/day.ts";
import { elder } from "../schema/elder.ts";
import { allocation } from "../schema/planning.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { visitInScope, type VisitRow } from "./visits.ts";

export type UnscheduledRow = typeof unscheduledVisit.$inferSelect;

const FOUND_MOST = 10;

/** Living elders whom the provider was given or visits, whose full name or number is what was typed; a few at most. */
export async function findEldersOfProvider(unit: Unit, providerId: string, typed: string) {
  const given = sql`exists (select 1 from ${allocation} a where a.elder_id = ${elder.id} and a.provider_id = ${providerId})`;
  const visited = sql`exists (select 1 from ${visit} v where v.elder_id = ${elder.id} and v.provider_id = ${providerId})`;
  return unit.orm
    .select()
    .from(elder)
    .where(
      and(or(eq(elder.name, typed), eq(elder.elderNo, typed.toUpperCase())), or(given, visited), isNull(elder.deathOn)),
    )
    .orderBy(asc(elder.elderNo))
    .limit(FOUND_MOST);
}

/** The first number of an elder's month that no visit bears, beyond the planned ones. */
export async function nextVisitNo(unit: Unit, month: string, elderNo: string): Promise<string> {
  const stem = `${month}-${elderNo}-`;
  const rows = await unit.orm
    .select({ visitNo: visit.visitNo })
    .from(visit)
    .where(sql`left(${visit.visitNo}, ${stem.length}) = ${stem}`);
  const taken = rows.map((row) => Number(row.visitNo.slice(stem.length))).filter(Number.isInteger);
  return `${stem}${Math.max(4, ...taken) + 1}`;
}

/** The group of what a worker is planned for at an instant; an unplanned visit of that minute shares it, so that it can be written down. */
export async function groupAt(unit: Unit, workerId: string, at: Instant): Promise<string | null> {
  const [row] = await unit.orm
    .select({ groupId: visitWorker.groupId })
    .from(visitWorker)
    .where(
      and(
        eq(visitWorker.workerId, workerId),
        eq(visitWorker.released, false),
        sql`tstzrange(${visitWorker.plannedStart}, ${visitWorker.plannedEnd}) && tstzrange(${asDate(at).toISOString()}::timestamptz, ${asDate(at).toISOString()}::timestamptz + interval '1 minute')`,
      ),
    )
    .limit(1);
  return row?.groupId ?? null;
}

export async function insertUnscheduled(unit: Unit, row: typeof unscheduledVisit.$inferInsert): Promise<void> {
  await unit.orm.insert(unscheduledVisit).values(row);
}

/** What was said about an unplanned visit of the scope, with the worker's name; null when the visit was planned or is out of reach. */
export async function findUnscheduled(unit: Unit, visitNo: string) {
  const [row] = await unit.orm
    .select({ said: unscheduledVisit, visit, workerName: careWorker.name })
    .from(unscheduledVisit)
    .innerJoin(visit, eq(visit.id, unscheduledVisit.visitId))
    .innerJoin(careWorker, eq(careWorker.id, unscheduledVisit.recordedBy))
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)));
  return row ?? null;
}

/** Unplanned visits of the scope that nobody has justified yet, oldest first. */
export async function listUnjustified(
  unit: Unit,
): Promise<{ visit: VisitRow; said: UnscheduledRow; elderName: string }[]> {
  return unit.orm
    .select({ visit, said: unscheduledVisit, elderName: elder.name })
    .from(unscheduledVisit)
    .innerJoin(visit, eq(visit.id, unscheduledVisit.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(
      and(
        visitInScope(unit),
        isNull(unscheduledVisit.justifiedAt),
        inArray(visit.deliveryState, ["in_progress", "done"]),
      ),
    )
    .orderBy(asc(unscheduledVisit.recordedAt));
}

export async function updateUnscheduled(unit: Unit, visitId: string, values: Partial<UnscheduledRow>): Promise<void> {
  await unit.orm.update(unscheduledVisit).set(values).where(eq(unscheduledVisit.visitId, visitId));
}
