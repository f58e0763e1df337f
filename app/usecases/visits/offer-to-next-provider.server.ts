/**
 * Offers an elder's visits that are still to come to the next provider of the published order: after a decline, an expiry, or when
 * the present provider cannot go on. The visits change provider, contract and price; their workers are released.
 */
import { nextProvider } from "#app/domain/matching/next-provider.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { offerHoursOf, offerTimes } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lapseProposals } from "#db/repositories/offer-proposals.ts";
import { holdVisits, letVisitsGo, listOffersOfElder, lockVisitsAhead } from "#db/repositories/offers.ts";
import { releaseWorkers } from "#db/repositories/visit-changes.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { insertOffers, updateOffers, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { ContractRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadOrder } from "./published-order.server.ts";

type Ahead = readonly [VisitRow, ...VisitRow[]];

/** The next provider's contract; passes over contracts that do not cover every date of the visits. */
async function nextContract(unit: Unit, visits: Ahead, month: PlainMonth): Promise<ContractRow | null> {
  const [first] = visits;
  const found = await loadOrder(unit, first.elderId, month);
  if (found === null) return null;
  const dates = visits.map((visit) => localDateOf(instant(visit.plannedStart)));
  const offers = await listOffersOfElder(unit, first.elderId, month);
  const asked = [...visits.map((visit) => visit.providerId), ...offers.map((offer) => offer.providerId)];
  for (;;) {
    const next = nextProvider(found.order, asked);
    if (next === null) return null;
    const contract = found.contracts.get(next.considered.contractId);
    if (contract && dates.every((date) => contract.fromOn <= date && date <= contract.toOn)) return contract;
    asked.push(next.considered.providerId);
  }
}

/** Open offers that held these visits are withdrawn; an accepted one stays, it covers the visits already done. */
async function withdrawOffers(unit: Unit, actor: string, visits: Ahead): Promise<void> {
  const open = visits.filter((visit) => visit.deliveryState === "offered").flatMap((visit) => visit.offerId ?? []);
  const ids = [...new Set(open)];
  await updateOffers(unit, ids, { state: "withdrawn", closedAt: asDate(unit.now), closedBy: actor });
  await lapseProposals(unit, ids, actor);
}

async function sendOffer(unit: Unit, visits: Ahead, contract: ContractRow, month: PlainMonth): Promise<void> {
  const [{ elderId, streetId, plannedStart }] = visits;
  const ids = visits.map((visit) => visit.id);
  const { parameters } = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const { replyBy, fillBy } = offerTimes(unit.now, instant(plannedStart), offerHoursOf(parameters));
  const id = unit.newId();
  await insertOffers(unit, [
    {
      id,
      providerId: contract.providerId,
      elderId,
      streetId,
      month: firstDateOf(month),
      state: "sent",
      sentAt: asDate(unit.now),
      replyBy: asDate(replyBy),
      fillBy: asDate(fillBy),
    },
  ]);
  await holdVisits(
    unit,
    ids.map((visitId) => ({ offerId: id, visitId, state: "asked" })),
  );
  await updateVisits(unit, ids, {
    providerId: contract.providerId,
    contractId: contract.id,
    plannedFen: contract.priceFen,
    offerId: id,
    deliveryState: "offered",
  });
}

export type PassedOn = {
  readonly elderId: string;
  readonly month: PlainMonth;
  /** The present provider cannot go on: what it has accepted and what waits for its answer goes on too. */
  readonly withTaken?: boolean;
};

/**
 * @returns the provider now asked, or null when nobody of the order is left; the visits are then "planned" and owed an answer by
 * the street. Refuses "no-visits-to-offer" when the elder has none ahead in the month that could go on.
 */
export async function offerToNextProvider(
  context: Context,
  { elderId, month, withTaken = false }: PassedOn,
): Promise<string | null> {
  return inTransaction(context, async (unit) => {
    const [first, ...others] = await lockVisitsAhead(unit, { elderId, month, withTaken });
    if (!first) throw new Refusal("no-visits-to-offer");
    const visits: Ahead = [first, ...others];
    const ids = visits.map((visit) => visit.id);
    const contract = await nextContract(unit, visits, month);
    await withdrawOffers(unit, context.actor, visits);
    await letVisitsGo(unit, ids);
    await releaseWorkers(unit, ids);
    if (contract !== null) await sendOffer(unit, visits, contract, month);
    else await updateVisits(unit, ids, { deliveryState: "planned", offerId: null });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "offer.send-next",
      subjectType: "elder",
      subjectId: elderId,
      facts: { visits: ids.length, from: first.providerId, to: contract?.providerId ?? null },
    });
    return contract?.providerId ?? null;
  });
}
