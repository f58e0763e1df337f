/** Read model of the provider's inbox: offers with their elder, how often the provider came before, and how many wait. */
import { and, asc, count, desc, eq, gt, inArray, or, sql, type SQL } from "drizzle-orm";
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

/**
 * Unanswered offers, due ones among them, and those that expired or were withdrawn since `from`; the one due first comes first.
 */
export async function listInboxOffers(unit: Unit, from: Instant) {
  const closed = and(inArray(offer.state, ["expired", "withdrawn", "superseded"]), gt(offer.replyBy, asDate(from)));
  return unit.orm
    .select({
      offer,
      elderName: elder.name,
      elderNo: elder.elderNo,
      community: elder.community,
      latitude: elder.latitude,
      longitude: elder.longitude,
      streetZh: street.nameZh,
      streetEn: street.nameEn,
    })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .innerJoin(street, eq(street.id, offer.streetId))
    .where(and(or(and(unanswered, gt(offer.replyBy, asDate(from))), closed), offerOfProvider(unit)))
    .orderBy(asc(offer.replyBy), asc(elder.elderNo));
}

/** Offers that the provider answered, newest first. */
export async function listAnsweredOffers(unit: Unit, most: number) {
  return unit.orm
    .select({ offer, elderName: elder.name, elderNo: elder.elderNo })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .where(and(inArray(offer.state, ["accepted", "rejected"]), offerOfProvider(unit)))
    .orderBy(desc(offer.repliedAt), asc(elder.elderNo))
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
