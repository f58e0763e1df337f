/** The demonstration's providers answer what they were offered, by the same use case as a person at the provider's desk. */
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";
import { nextProvider } from "#app/domain/matching/next-provider.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listAllocations } from "#db/repositories/plans.ts";
import { listOpenOffers, listVisitsOfMonth } from "#db/repositories/visits.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { offerToNextProvider } from "../visits/offer-to-next-provider.server.ts";
import { replyToOffers } from "../visits/reply-to-offer.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

/** Every provider accepts all open offers of the month. @returns how many offers were accepted */
export async function acceptMonthOffers(context: Context, month: PlainMonth): Promise<number> {
  const open = groupBy(await inTransaction(context, (unit) => listOpenOffers(unit, month)), (row) => row.providerId);
  let accepted = 0;
  for (const [providerId, offers] of open) {
    const provider = {
      ...context,
      actor: "demo:provider",
      scope: { ...context.scope, provider: identify<ProviderId>(providerId) },
    };
    const answered = await replyToOffers(provider, {
      offerIds: offers.map((offer) => offer.id),
      reply: "accept",
      reason: null,
    });
    accepted += answered.offers;
  }
  return accepted;
}

/** One elder in so many changes provider in the running month, because the present one cannot go on. */
const ONE_ELDER_IN = 45;
/** Offers at the desk of the demonstration's provider: what becomes of each in turn. */
const AT_THE_DESK = ["open", "accept", "open", "expired", "open", "open", "decline"] as const;

type Rerouted = { readonly elderId: string; readonly month: PlainMonth; readonly fate: string };

async function reroute(context: Context, { elderId, month, fate }: Rerouted): Promise<void> {
  const sentAt = fate === "expired" ? plusMinutes(context.now, -28 * 60) : context.now;
  const to = await offerToNextProvider({ ...context, now: sentAt, actor: "demo:street" }, { elderId, month });
  if (to === null || fate === "open" || fate === "expired") return;
  const scope = { ...context.scope, provider: identify<ProviderId>(to) };
  const open = (await inTransaction({ ...context, scope }, (unit) => listOpenOffers(unit, month))).filter(
    (offer) => offer.elderId === elderId,
  );
  await replyToOffers(
    { ...context, scope, now: plusMinutes(context.now, 15), actor: "demo:provider" },
    {
      offerIds: open.map((offer) => offer.id),
      reply: fate === "decline" ? "decline" : "accept",
      reason: fate === "decline" ? "too_far" : null,
    },
  );
}

/**
 * In the running month some providers cannot go on with an elder, and the visits ahead are offered to the next one. The first
 * provider of the district, whose desk the demonstration opens, finds offers of every kind.
 * @param context now: the moment at which the new offers are sent
 */
export async function rerouteSomeElders(context: Context, month: PlainMonth): Promise<void> {
  const { allocations, desk, withVisits } = await inTransaction(context, async (unit) => {
    const visits = await listVisitsOfMonth(unit, month);
    const ahead = visits.filter(
      (visit) => visit.deliveryState === "accepted" && visit.plannedStart.getTime() > unit.now,
    );
    const order = new Map((await listEldersWithFacts(unit)).map(({ elder }, index) => [elder.id, index]));
    const rows = await listAllocations(unit, month);
    return {
      allocations: rows.sort((one, other) => (order.get(one.elderId) ?? 0) - (order.get(other.elderId) ?? 0)),
      desk: (await listProviders(unit))[0]?.id ?? "",
      withVisits: new Set(ahead.map((visit) => visit.elderId)),
    };
  });
  const fates = [...AT_THE_DESK];
  for (const [index, row] of allocations.entries()) {
    if (row.providerId === null || !withVisits.has(row.elderId)) continue;
    const next = nextProvider(row.explanation as ConsideredProvider[], [row.providerId]);
    const atDesk = next?.providerId === desk ? fates.shift() : undefined;
    const elsewhere = next && next.providerId !== desk && index % ONE_ELDER_IN === 0 ? "accept" : undefined;
    const fate = atDesk ?? elsewhere;
    if (fate !== undefined) await reroute(context, { elderId: row.elderId, month, fate });
  }
}
