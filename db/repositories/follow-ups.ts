/** What calls and checks at home leave to be done, in the scope of the unit. */
import { and, asc, eq, ne } from "drizzle-orm";
import { followUp, followUpVisit } from "../schema/field-check.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf, piecesOf } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type FollowUpRow = typeof followUp.$inferSelect;
export type NewFollowUpRow = typeof followUp.$inferInsert;

export async function insertFollowUp(unit: Unit, row: NewFollowUpRow, visitIds: readonly string[]): Promise<void> {
  await unit.orm.insert(followUp).values(row);
  const links = visitIds.map((visitId) => ({ followUpId: row.id, visitId }));
  if (links.length > 0) await unit.orm.insert(followUpVisit).values(links);
}

/** One follow-up of the scope, locked for the rest of the unit. */
export async function lockFollowUp(unit: Unit, ticketNo: string): Promise<FollowUpRow | null> {
  const [row] = await unit.orm
    .select()
    .from(followUp)
    .where(and(eq(followUp.ticketNo, ticketNo), placeReached(unit, followUp)))
    .for("update");
  return row ?? null;
}

export async function updateFollowUp(unit: Unit, id: string, values: Partial<NewFollowUpRow>): Promise<void> {
  await unit.orm.update(followUp).set(values).where(eq(followUp.id, id));
}

/** Visits that a follow-up is about, by number. */
export async function listFollowUpVisits(unit: Unit, followUpId: string) {
  return unit.orm
    .select({ id: visit.id, visitNo: visit.visitNo })
    .from(followUpVisit)
    .innerJoin(visit, eq(visit.id, followUpVisit.visitId))
    .where(eq(followUpVisit.followUpId, followUpId))
    .orderBy(asc(visit.visitNo));
}

/** Tickets of complaints about these visits that are not settled. */
export async function listOpenComplaints(unit: Unit, visitIds: readonly string[]) {
  const found: { visitId: string; ticketNo: string }[] = [];
  for (const piece of piecesOf(visitIds, 2000))
    found.push(
      ...(await unit.orm
        .select({ visitId: followUpVisit.visitId, ticketNo: followUp.ticketNo })
        .from(followUpVisit)
        .innerJoin(followUp, eq(followUp.id, followUpVisit.followUpId))
        .where(and(isOneOf(followUpVisit.visitId, piece), eq(followUp.kind, "complaint"), ne(followUp.state, "closed")))
        .orderBy(asc(followUp.ticketNo))),
    );
  return found;
}
