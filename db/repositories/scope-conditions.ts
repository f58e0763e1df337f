/**
 * The conditions by which a unit's scope limits rows. A row outside is absent, exactly like a row that does not exist; an empty list
 * of streets reaches nothing.
 */
import { and, eq, exists, inArray, or, sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn, PgColumn } from "drizzle-orm/pg-core";
import { Refusal } from "#app/domain/refusal.ts";
import { allocation } from "../schema/planning.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

const EVERYTHING = sql`true`;

/** Rows of the scope's streets. */
export function streetReached(unit: Unit, streetId: PgColumn): SQL {
  // No street has the number -1: an empty list must match nothing, and a list for `in` may not be empty.
  return unit.scope.streets === "all" ? EVERYTHING : inArray(streetId, [-1, ...unit.scope.streets]);
}

/** Rows of the scope's provider. */
export function providerReached(unit: Unit, providerId: PgColumn): SQL {
  return unit.scope.provider === "all" ? EVERYTHING : eq(providerId, unit.scope.provider);
}

/** Rows of the scope's street and provider. */
export function placeReached(unit: Unit, columns: { readonly streetId: PgColumn; readonly providerId: PgColumn }): SQL {
  return and(streetReached(unit, columns.streetId), providerReached(unit, columns.providerId)) ?? EVERYTHING;
}

/**
 * Whoever is to go to a visit, and whoever was taken off it and came all the same: a phone without network does not know. What such a
 * care worker recorded is his or hers to see, to finish and to contest.
 */
export function goesOrCame(worker: {
  readonly released: AnyPgColumn;
  readonly visitId: AnyPgColumn;
  readonly workerId: AnyPgColumn;
}): SQL {
  return sql`(not ${worker.released} or exists (select 1 from ${visitEvent}
    where ${visitEvent.visitId} = ${worker.visitId} and ${visitEvent.workerId} = ${worker.workerId}
      and ${visitEvent.kind} in ('check_in', 'check_out')))`;
}

/**
 * Elders of the scope: those who live in its streets, for a provider those whom it was given or whom it visits, for a care worker
 * those whom he or she visits.
 */
export function elderReached(unit: Unit, columns: { readonly streetId: PgColumn; readonly elderId: PgColumn }): SQL {
  const { provider, worker } = unit.scope;
  const one = { one: sql`1` };
  const visited = exists(
    unit.orm
      .select(one)
      .from(visit)
      .where(and(eq(visit.elderId, columns.elderId), providerReached(unit, visit.providerId))),
  );
  const given = exists(
    unit.orm
      .select(one)
      .from(allocation)
      .where(and(eq(allocation.elderId, columns.elderId), providerReached(unit, allocation.providerId))),
  );
  const visitedBy = (workerId: string) =>
    exists(
      unit.orm
        .select(one)
        .from(visit)
        .innerJoin(visitWorker, eq(visitWorker.visitId, visit.id))
        .where(and(eq(visit.elderId, columns.elderId), eq(visitWorker.workerId, workerId), goesOrCame(visitWorker))),
    );
  return (
    and(
      streetReached(unit, columns.streetId),
      provider === "all" ? undefined : or(given, visited),
      worker === "all" ? undefined : visitedBy(worker),
    ) ?? EVERYTHING
  );
}

/** Refuses "not-found" when a row to be written lies in a street that the scope does not reach. */
export function assertStreetsReached(unit: Unit, streetIds: Iterable<number>): void {
  const { streets } = unit.scope;
  if (streets === "all") return;
  const reached = new Set<number>(streets);
  for (const streetId of streetIds) if (!reached.has(streetId)) throw new Refusal("not-found");
}

/** Refuses "whole-district-only": what binds all elders together is never done for a part of them. */
export function assertWholeDistrict(unit: Unit): void {
  const { streets, provider, worker } = unit.scope;
  if (streets !== "all" || provider !== "all" || worker !== "all") throw new Refusal("whole-district-only");
}
