/**
 * What stands beside visits in other records: other months of nobody, other people's phones and numbers, changes after the hand-in. Whatever
 * the scope: a pattern does not stop at a street, and the caller has asked the scope of the visits that it judges.
 */
import { and, eq, gt, gte, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { claim, claimLine } from "../schema/claim.ts";
import { elder } from "../schema/elder.ts";
import { visitCorrection } from "../schema/finding.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { anyOf, isOneOf, piecesOf } from "./batches.ts";
import { SAID } from "./visits.ts";

type Span = { readonly from: Instant; readonly to: Instant };

/** Check-ins and check-outs of these workers' phones at visits that they were ever to go to, planned in a half-open span. */
export async function listEndsOfWorkers(unit: Unit, workerIds: readonly string[], span: Span) {
  const list = (piece: readonly string[]) =>
    unit.orm
      .select({
        visitId: visit.id,
        visitNo: visit.visitNo,
        workerId: visitWorker.workerId,
        latitude: elder.latitude,
        longitude: elder.longitude,
        event: SAID,
      })
      .from(visitWorker)
      .innerJoin(visit, eq(visit.id, visitWorker.visitId))
      .innerJoin(elder, eq(elder.id, visit.elderId))
      .innerJoin(visitEvent, and(eq(visitEvent.visitId, visit.id), eq(visitEvent.workerId, visitWorker.workerId)))
      .where(
        and(
          isOneOf(visitWorker.workerId, piece),
          gte(visitWorker.plannedStart, asDate(span.from)),
          lt(visitWorker.plannedStart, asDate(span.to)),
          inArray(visitEvent.kind, ["check_in", "check_out"]),
        ),
      );
  const found: Awaited<ReturnType<typeof list>> = [];
  for (const piece of piecesOf(workerIds, 1000)) found.push(...(await list(piece)));
  return found;
}

export type SharerRow = { readonly visitId: string; readonly workerNo: string; readonly minutesApart: number };

/** Of the phones that checked in to these visits those that checked in for more than one worker; hardly any, so that the rest is asked of few. */
async function listSharedPhones(unit: Unit, visitIds: readonly string[]): Promise<string[]> {
  const rows = rowsOf<{ device_id: string }>(
    await unit.orm.execute(sql`
      with phone as materialized (
        select distinct device_id from ${visitEvent} where visit_id = ${anyOf(visitIds)} and kind = 'check_in')
      select phone.device_id from phone cross join lateral (
        select min(worker_id::text) as one, max(worker_id::text) as other from ${visitEvent}
        where device_id = phone.device_id and kind = 'check_in') workers
      where workers.one <> workers.other`),
  );
  return rows.map((row) => row.device_id);
}

/** Other workers for whom the phone that checked in to these visits checked in too, at most so many days before or after. */
export async function listPhoneSharers(unit: Unit, visitIds: readonly string[], days: number): Promise<SharerRow[]> {
  const [own, other] = [alias(visitEvent, "own"), alias(visitEvent, "other")];
  const minutes = sql<number>`floor(min(abs(extract(epoch from ${other.deviceTime} - ${own.deviceTime}))) / 60)::integer`;
  const found: SharerRow[] = [];
  for (const piece of piecesOf(visitIds, 2000)) {
    const phones = await listSharedPhones(unit, piece);
    if (phones.length === 0) continue;
    found.push(
      ...(await unit.orm
        .select({ visitId: own.visitId, workerNo: careWorker.workerNo, minutesApart: minutes })
        .from(own)
        .innerJoin(
          other,
          and(
            eq(other.deviceId, own.deviceId),
            eq(other.kind, "check_in"),
            sql`${other.workerId} <> ${own.workerId}`,
            sql`${other.deviceTime} between ${own.deviceTime} - make_interval(days => ${days}) and ${own.deviceTime} + make_interval(days => ${days})`,
          ),
        )
        .innerJoin(careWorker, eq(careWorker.id, other.workerId))
        .where(and(isOneOf(own.visitId, piece), eq(own.kind, "check_in"), inArray(own.deviceId, phones)))
        .groupBy(own.visitId, careWorker.workerNo)),
    );
  }
  return found;
}

/** In how many homes elders have the telephone number that each of these elders has; elders without a number are left out. */
export async function mapHomesOfNumber(unit: Unit, elderIds: readonly string[]): Promise<Map<string, number>> {
  const other = alias(elder, "other");
  const homes = sql<number>`count(distinct (${other.latitude}, ${other.longitude}))::integer`;
  const found = new Map<string, number>();
  for (const piece of piecesOf(elderIds, 2000)) {
    const rows = await unit.orm
      .select({ elderId: elder.id, homes })
      .from(elder)
      .innerJoin(other, eq(other.phoneIndex, elder.phoneIndex))
      .where(and(isOneOf(elder.id, piece), isNotNull(elder.phoneIndex)))
      .groupBy(elder.id);
    for (const row of rows) found.set(row.elderId, row.homes);
  }
  return found;
}

/** Times of these visits whose correction was approved after the visit stood in a submitted claim. */
export async function listEditsAfterSubmission(
  unit: Unit,
  visitIds: readonly string[],
): Promise<{ readonly visitId: string; readonly field: string }[]> {
  const found: { visitId: string; field: string }[] = [];
  for (const piece of piecesOf(visitIds, 2000))
    found.push(
      ...(await unit.orm
        .selectDistinct({ visitId: visitCorrection.visitId, field: visitCorrection.field })
        .from(visitCorrection)
        .innerJoin(claimLine, and(eq(claimLine.visitId, visitCorrection.visitId), isNull(claimLine.voidedAt)))
        .innerJoin(claim, eq(claim.id, claimLine.claimId))
        .where(
          and(
            isOneOf(visitCorrection.visitId, piece),
            eq(visitCorrection.state, "approved"),
            gt(visitCorrection.decidedAt, claim.submittedAt),
          ),
        )),
    );
  return found;
}
