/**
 * Offers an elder's visits that are still to come to the next provider of the published order: after a decline, an expiry, or when
 * the present provider cannot go on. The visits change provider, contract and price; their workers are released.
 */
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";
import { nextProvider } from "#app/domain/matching/next-provider.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { offerReplyDueAt } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findAllocation, listOffersOfElder, lockVisitsAhead } from "#db/repositories/offers.ts";
import { releaseWorkers } from "#db/repositories/visit-changes.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { insertOffers, updateOffers, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { listContracts, type ContractRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** The next provider's contract; passes over contracts that do not cover every date of the visits. */
async function nextContract(unit: Unit, visits: readonly VisitRow[], month: PlainMonth): Promise<ContractRow | null> {
  const [first] = visits;
  const allocation = first ? await findAllocation(unit, first.elderId, month) : null;
  if (!first || !allocation) return null;
  const contracts = new Map((await listContracts(unit)).map((contract) => [contract.id, contract]));
  const dates = visits.map((visit) => localDateOf(instant(visit.plannedStart)));
  const offers = await listOffersOfElder(unit, first.elderId, month);
  const asked = [first.providerId, ...offers.map((offer) => offer.providerId)];
  for (;;) {
    const next = nextProvider(allocation.explanation as ConsideredProvider[], asked);
    if (next === null) return null;
    const contract = contracts.get(next.contractId ?? "");
    if (contract && dates.every((date) => contract.fromOn <= date && date <= contract.toOn)) return contract;
    asked.push(next.providerId);
  }
}

/** Open offers that held these visits are withdrawn; an accepted one stays, it covers the visits already done. */
async function withdrawOffers(unit: Unit, visits: readonly VisitRow[]): Promise<void> {
  const open = visits.filter((visit) => visit.deliveryState === "offered").flatMap((visit) => visit.offerId ?? []);
  await updateOffers(unit, [...new Set(open)], { state: "withdrawn" });
}

/**
 * @returns the provider now asked, or null when nobody of the order is left; the visits are then "planned" and owed an answer by
 * the street. Refuses "no-visits-to-offer" when the elder has none ahead in the month.
 */
export async function offerToNextProvider(
  context: Context,
  { elderId, month }: { readonly elderId: string; readonly month: PlainMonth },
): Promise<string | null> {
  return inTransaction(context, async (unit) => {
    const visits = await lockVisitsAhead(unit, elderId, month);
    const [first] = visits;
    if (!first) throw new Refusal("no-visits-to-offer");
    const ids = visits.map((visit) => visit.id);
    const contract = await nextContract(unit, visits, month);
    await withdrawOffers(unit, visits);
    await releaseWorkers(unit, ids);
    const offerId = contract === null ? null : unit.newId();
    if (contract !== null && offerId !== null) {
      const { parameters } = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
      await insertOffers(unit, [
        {
          id: offerId,
          providerId: contract.providerId,
          elderId,
          streetId: first.streetId,
          month: firstDateOf(month),
          state: "sent",
          sentAt: asDate(unit.now),
          replyBy: asDate(offerReplyDueAt(unit.now, parameters.offer_reply_hours)),
        },
      ]);
      await updateVisits(unit, ids, {
        providerId: contract.providerId,
        contractId: contract.id,
        plannedFen: contract.priceFen,
        offerId,
        deliveryState: "offered",
      });
    } else await updateVisits(unit, ids, { deliveryState: "planned", offerId: null });
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
