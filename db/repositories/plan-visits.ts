/** What publishing a plan writes about many visits at once. The caller holds the month and has asked the scope. */
import { and, asc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { entitlementMonth } from "../schema/planning.ts";
import { offerProposal } from "../schema/offer.ts";
import { offer, visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { visitInScope, type VisitRow } from "./visits.ts";

export type OfferedVisitRow = VisitRow & {
  readonly offerState: string | null;
  /** The provider proposed other times, and nobody has answered yet. */
  readonly isBeingDiscussed: boolean;
};

/** All visits of a month with the state of their offers, called-off ones included, in the order of their numbers. */
export async function listOfferedVisits(unit: Unit, month: PlainMonth): Promise<OfferedVisitRow[]> {
  return unit.orm
    .select({
      ...getTableColumns(visit),
      offerState: offer.state,
      isBeingDiscussed: sql<boolean>`exists (select 1 from ${offerProposal} where ${offerProposal.visitId} = ${visit.id}
        and ${offerProposal.state} = 'open')`,
    })
    .from(visit)
    .leftJoin(offer, eq(offer.id, visit.offerId))
    .where(and(eq(visit.serviceMonth, firstDateOf(month)), visitInScope(unit)))
    .orderBy(asc(visit.visitNo));
}

/** Holds a month's offers and visits until the unit ends, so that nobody answers or moves one meanwhile. */
export async function lockOffersAndVisits(unit: Unit, month: PlainMonth): Promise<void> {
  const first = firstDateOf(month);
  await unit.orm
    .select({ id: offer.id })
    .from(offer)
    .where(and(eq(offer.month, first), inArray(offer.state, ["sent", "viewed"])))
    .orderBy(asc(offer.id))
    .for("update");
  await unit.orm
    .select({ id: visit.id })
    .from(visit)
    .where(eq(visit.serviceMonth, first))
    .orderBy(asc(visit.id))
    .for("update");
}

/** Nobody has visits so far ahead: visits that take each other's hours stand there between two statements without meeting. */
const ASIDE = sql`interval '400 days'`;

/** Takes visits out of their hours for a moment: nobody goes to them, and they stand in nobody's way. */
export async function liftVisits(unit: Unit, visitIds: readonly string[]): Promise<void> {
  for (const piece of piecesOf(visitIds, 2000)) {
    await unit.orm
      .update(visitWorker)
      .set({ released: true })
      .where(and(inArray(visitWorker.visitId, piece), eq(visitWorker.released, false)));
    await unit.orm
      .update(visit)
      .set({
        seriesId: null,
        plannedStart: sql`${visit.plannedStart} + ${ASIDE}`,
        plannedEnd: sql`${visit.plannedEnd} + ${ASIDE}`,
      })
      .where(inArray(visit.id, piece));
  }
}

/** What a plan says about one visit. */
export type PlannedVisitRow = Pick<
  VisitRow,
  | "id"
  | "providerId"
  | "contractId"
  | "seriesId"
  | "offerId"
  | "occurrenceOn"
  | "moveReason"
  | "plannedStart"
  | "plannedEnd"
  | "subtypes"
  | "plannedFen"
  | "deliveryState"
  | "policyVersion"
  | "catalogueVersion"
>;

/** Puts visits where the plan has them, a thousand a statement; one that was called off stands again. */
export async function rewriteVisits(unit: Unit, rows: readonly PlannedVisitRow[]): Promise<void> {
  for (const piece of piecesOf(rows, 1000)) {
    const given = piece.map((row) => ({ ...row, plannedFen: row.plannedFen.toString() }));
    await unit.orm.execute(sql`
      update ${visit} set
        provider_id = given."providerId", contract_id = given."contractId", series_id = given."seriesId",
        offer_id = given."offerId", occurrence_on = given."occurrenceOn", move_reason = given."moveReason",
        planned_start = given."plannedStart", planned_end = given."plannedEnd", subtypes = given.subtypes, remarks = '{}',
        planned_fen = given."plannedFen", delivery_state = given."deliveryState", cancel_reason = null,
        policy_version = given."policyVersion", catalogue_version = given."catalogueVersion", version = visit.version + 1
      from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as given (
        id uuid, "providerId" uuid, "contractId" uuid, "seriesId" uuid, "offerId" uuid, "occurrenceOn" date, "moveReason" text,
        "plannedStart" timestamptz, "plannedEnd" timestamptz, subtypes text[], "plannedFen" bigint, "deliveryState" text,
        "policyVersion" text, "catalogueVersion" text)
      where visit.id = given.id`);
  }
}

/** Care workers of many visits to which nobody goes at the moment. */
export async function assignWorkers(unit: Unit, rows: readonly (typeof visitWorker.$inferInsert)[]): Promise<void> {
  for (const piece of piecesOf(rows, 1000))
    await unit.orm
      .insert(visitWorker)
      .values(piece.map((row) => ({ ...row, released: false, assignedAt: asDate(unit.now) })))
      .onConflictDoUpdate({
        target: [visitWorker.visitId, visitWorker.workerId],
        set: {
          groupId: sql`excluded.group_id`,
          plannedStart: sql`excluded.planned_start`,
          plannedEnd: sql`excluded.planned_end`,
          released: false,
          assignedBy: sql`excluded.assigned_by`,
          assignedAt: sql`excluded.assigned_at`,
        },
      });
}

/** Gives the reserved visits of these elders back before they are reserved anew. */
export async function releaseReserved(
  unit: Unit,
  month: PlainMonth,
  given: readonly { readonly elderId: string; readonly count: number }[],
): Promise<void> {
  for (const piece of piecesOf(given)) {
    const rows = piece.map(({ elderId, count }) => sql`(${elderId}::uuid, ${count}::int)`);
    await unit.orm.execute(sql`
      update ${entitlementMonth} as e set
        visits_reserved = greatest(0, e.visits_reserved - g.visits),
        visits_excess = greatest(0, least(e.visits_excess, e.visits_reserved - g.visits + e.visits_used - e.visits_allowed))
      from (values ${sql.join(rows, sql`, `)}) as g (elder_id, visits)
      where e.elder_id = g.elder_id and e.month = ${firstDateOf(month)}`);
  }
}
