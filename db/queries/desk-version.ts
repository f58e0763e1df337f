/** One short text that changes whenever the provider's inbox would look different: what a live page compares. */
import { and, between, count, eq, gte, inArray, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { placeReached } from "../repositories/scope-conditions.ts";
import { visitInScope } from "../repositories/visits.ts";
import { offer, visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

export type DeskSpan = {
  /** Offers that ended since then are still shown. */
  readonly endedSince: Instant;
  /** Visits between these are shown. */
  readonly from: Instant;
  readonly to: Instant;
};

/** Counts and sums of versions: every change of a row adds to one of them. */
export async function deskVersion(unit: Unit, { endedSince, from, to }: DeskSpan): Promise<string> {
  const [offers] = await unit.orm
    .select({ rows: count(), versions: sql<number>`coalesce(sum(${offer.version}), 0)`.mapWith(Number) })
    .from(offer)
    .where(
      and(
        or(
          inArray(offer.state, ["sent", "viewed"]),
          gte(offer.replyBy, asDate(endedSince)),
          gte(offer.repliedAt, asDate(endedSince)),
        ),
        placeReached(unit, offer),
      ),
    );
  const shown = and(
    between(visit.plannedStart, asDate(from), asDate(to)),
    inArray(visit.deliveryState, ["accepted", "en_route", "in_progress"]),
    visitInScope(unit),
  );
  const [visits] = await unit.orm
    .select({ rows: count(), versions: sql<number>`coalesce(sum(${visit.version}), 0)`.mapWith(Number) })
    .from(visit)
    .where(shown);
  const [workers] = await unit.orm
    .select({ rows: count(), last: sql<string | null>`max(${visitWorker.assignedAt})::text` })
    .from(visitWorker)
    .innerJoin(visit, eq(visit.id, visitWorker.visitId))
    .where(and(shown, eq(visitWorker.released, false)));
  const parts = [offers?.rows, offers?.versions, visits?.rows, visits?.versions, workers?.rows, workers?.last ?? "-"];
  return parts.join(".").replaceAll(/[^0-9.-]/g, "");
}
