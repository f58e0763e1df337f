/** Read models of the care worker's phone: own visits of a span of days, with the home of each; and what the rules said of them. */
import { and, asc, desc, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { rowsByKey } from "../repositories/batches.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder, elderContact } from "../schema/elder.ts";
import { finding } from "../schema/finding.ts";
import { elderVisitPin, visitEvent } from "../schema/visit-event.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

const columns = {
  visit,
  elder: {
    id: elder.id,
    elderNo: elder.elderNo,
    name: elder.name,
    addressCipher: elder.addressCipher,
    phoneCipher: elder.phoneCipher,
    community: elder.community,
    livingSituation: elder.livingSituation,
    note: elder.note,
    latitude: elder.latitude,
    longitude: elder.longitude,
  },
};

/** Half-open; cancelled visits are left out. */
export async function listWorkerVisits(unit: Unit, span: { readonly from: Instant; readonly to: Instant }) {
  const rows = await unit.orm
    .select(columns)
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(and(visitInScope(unit), gte(visit.plannedStart, asDate(span.from)), lt(visit.plannedStart, asDate(span.to))))
    .orderBy(asc(visit.plannedStart));
  return rows.filter((row) => row.visit.deliveryState !== "cancelled");
}

/** Half-open, and visits of any day that are under way; with their events, and the telephones of the families. */
export async function listWorkerDay(unit: Unit, span: { readonly from: Instant; readonly to: Instant }) {
  const inSpan = and(gte(visit.plannedStart, asDate(span.from)), lt(visit.plannedStart, asDate(span.to)));
  const rows = await unit.orm
    .select({ ...columns, hasPin: sql<boolean>`${elderVisitPin.elderId} is not null` })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .leftJoin(elderVisitPin, eq(elderVisitPin.elderId, visit.elderId))
    .where(and(visitInScope(unit), or(inSpan, inArray(visit.deliveryState, ["en_route", "in_progress"]))))
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
  const visitIds = rows.map((row) => row.visit.id);
  if (visitIds.length === 0) return [];
  const events = await unit.orm.select().from(visitEvent).where(inArray(visitEvent.visitId, visitIds));
  const contacts = await unit.orm
    .select()
    .from(elderContact)
    .where(
      inArray(
        elderContact.elderId,
        rows.map((row) => row.elder.id),
      ),
    )
    .orderBy(asc(elderContact.ordinal));
  const ofVisit = rowsByKey(events, (event) => event.visitId);
  const ofElder = rowsByKey(contacts, (contact) => contact.elderId);
  return rows.map((row) => ({
    ...row,
    events: ofVisit.get(row.visit.id) ?? [],
    contacts: ofElder.get(row.elder.id) ?? [],
  }));
}

/** One own visit with its events and the family's telephones; null when there is none in the scope. */
export async function readWorkerVisit(unit: Unit, visitNo: string) {
  const [found] = await unit.orm
    .select(columns)
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)));
  if (!found) return null;
  const events = await unit.orm
    .select()
    .from(visitEvent)
    .where(eq(visitEvent.visitId, found.visit.id))
    .orderBy(asc(visitEvent.receivedAt));
  const contacts = await unit.orm
    .select()
    .from(elderContact)
    .where(eq(elderContact.elderId, found.elder.id))
    .orderBy(asc(elderContact.ordinal));
  return { ...found, events, contacts };
}

/** Findings of own visits, newest first. */
export async function listWorkerFindings(unit: Unit, visitIds: readonly string[]) {
  if (visitIds.length === 0) return [];
  return unit.orm
    .select()
    .from(finding)
    .where(inArray(finding.visitId, [...visitIds]))
    .orderBy(desc(finding.openedAt), asc(finding.ruleCode));
}
