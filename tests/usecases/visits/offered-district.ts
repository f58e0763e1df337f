/** A small district whose month has just been offered to its providers, and who acts in it. */
import { identify, type ProviderId, type StreetId } from "#app/domain/identifiers.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listHeldVisits } from "#db/repositories/offers.ts";
import { listOpenOffers, listVisitsOfOffers, type OfferRow, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { seededDatabase, testContext } from "#tests/support/database.ts";
import { firstElders, loadRows, SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";

async function offer(database: Database, elders: number): Promise<void> {
  const context = testContext(database);
  await loadRows(context, firstElders(elders, { seed: "7", month }));
  await judgeMonth(context, month);
  await allocateMonth(context, month, "1");
  await planAndOfferMonth(context, month, "1");
}

/** Offers of a planned month, in the order of their ids. */
const openOffers = (database: Database): Promise<OfferRow[]> =>
  inTransaction(testContext(database), (unit) => listOpenOffers(unit, month));

/** A district of its own with such a month. */
export async function offeredDistrict(elders: number): Promise<{ database: Database; offers: OfferRow[] }> {
  const database = await seededDatabase(`offered-${elders}`, (empty) => offer(empty, elders));
  return { database, offers: await openOffers(database) };
}

/** The same in an empty district, to which several have connections. */
export async function offeredMonth(database: Database, elders: number): Promise<OfferRow[]> {
  await offer(database, elders);
  return openOffers(database);
}

/** The manager of the provider that an offer was made to. */
export function managerOf(database: Database, offer: OfferRow, changes: Partial<Context> = {}): Context {
  const scope = { streets: "all" as const, provider: identify<ProviderId>(offer.providerId), worker: "all" as const };
  return testContext(database, { scope, actor: "user:manager", ...changes });
}

/** A clerk of the street in which the offer's elder lives. */
export function clerkOf(database: Database, offer: OfferRow, now?: Instant): Context {
  const scope = { streets: [identify<StreetId>(offer.streetId)], provider: "all" as const, worker: "all" as const };
  return testContext(database, { scope, actor: "user:clerk", ...(now !== undefined && { now }) });
}

export const accept = (offer: OfferRow) => ({ offerIds: [offer.id], reply: "accept" as const, reason: null });

/** Visits that stand under an offer now. */
export const visitsOf = (database: Database, offer: OfferRow): Promise<VisitRow[]> =>
  inTransaction(testContext(database), (unit) => listVisitsOfOffers(unit, [offer.id]));

/** How an offer holds its visits, sorted: "asked", "accepted" or "let_go" of each. */
export async function holdsOf(database: Database, offer: OfferRow): Promise<string[]> {
  const rows = await inTransaction(testContext(database), (unit) => listHeldVisits(unit, [offer.id]));
  return rows.map((row) => row.state).sort();
}

/** Takes the next offer of a list that several tests share. */
export function takeFrom(offers: OfferRow[], isFit: (offer: OfferRow) => boolean = () => true): OfferRow {
  const found = offers.find(isFit);
  if (!found) throw new Error("no offer left");
  offers.splice(offers.indexOf(found), 1);
  return found;
}
