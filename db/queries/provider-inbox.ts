/** Read model of the provider's inbox: offers with their elder, how often the provider came before, and how many wait. */
import { and, asc, count, desc, eq, gt, inArray, lte, or, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { elder } from "../schema/elder.ts";
import { street } from "../schema/reference.ts";
import { offer, visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

function offerOfProvider(unit: Unit): SQL {
  return unit.scope.provider === "all" ? sql`true` : eq(offer.providerId, unit.scope.provider);
}

const unanswered = inArray(offer.state, ["sent", "viewed"]);

/** Offers that wait for an answer now. */
export async function countWaitingOffers(unit: Unit): Promise<number> {
  const [row] = await unit.orm
    .select({ offers: count() })
    .from(offer)
    .where(and(unanswered, gt(offer.replyBy, asDate(unit.now)), offerOfProvider(unit)));
  return row?.offers ?? 0;
}

/** Offers that wait for an answer, the one due first on top, with what is needed to draw them. */
export async function listInboxOffers(unit: Unit, only: string | null = null) {
  return unit.orm
    .select({ offer, elder, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .innerJoin(street, eq(street.id, offer.streetId))
    .where(
      and(
        unanswered,
        gt(offer.replyBy, asDate(unit.now)),
        offerOfProvider(unit),
        only === null ? undefined : eq(offer.id, only),
      ),
    )
    .orderBy(asc(offer.replyBy), asc(elder.elderNo));
}

/** Offers that are over since `from`, the newest on top; those that are due count, though nobody has written that down yet. */
export async function listEndedOffers(unit: Unit, from: Instant, most: number) {
  const due = and(unanswered, lte(offer.replyBy, asDate(unit.now)));
  const over = inArray(offer.state, ["accepted", "rejected", "expired", "withdrawn", "superseded"]);
  const endedAt = sql<Date>`coalesce(${offer.repliedAt}, ${offer.closedAt}, ${offer.replyBy})`.mapWith(offer.replyBy);
  return unit.orm
    .select({ offer, endedAt, elderName: elder.name, elderNo: elder.elderNo })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .where(
      and(
        or(over, due),
        sql`coalesce(${offer.repliedAt}, ${offer.closedAt}, ${offer.replyBy}) > ${asDate(from).toISOString()}::timestamptz`,
        offerOfProvider(unit),
      ),
    )
    .orderBy(desc(endedAt), asc(elder.elderNo))
    .limit(most);
}

/** Visits done at these elders by the scope's provider, by elder. */
export async function countVisitsDone(unit: Unit, elderIds: readonly string[]): Promise<Map<string, number>> {
  if (elderIds.length === 0) return new Map();
  const rows = await unit.orm
    .select({ elderId: visit.elderId, visits: count() })
    .from(visit)
    .where(
      and(
        inArray(visit.elderId, [...elderIds]),
        eq(visit.deliveryState, "done"),
        unit.scope.provider === "all" ? sql`true` : eq(visit.providerId, unit.scope.provider),
      ),
    )
    .groupBy(visit.elderId);
  return new Map(rows.map((row) => [row.elderId, row.visits]));
}
