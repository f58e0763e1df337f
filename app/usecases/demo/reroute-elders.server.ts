/**
 * In the demonstration's running month some providers cannot go on with an elder, and the visits ahead are offered to the next one. The
 * desk that the demonstration opens finds offers of every kind: alone and of neighbours, answered, expired, with another time proposed.
 */
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { nextProvider } from "#app/domain/matching/next-provider.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, localTimeOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { findAllocationSeed } from "#db/repositories/offers.ts";
import { listAllocations, type AllocationRow } from "#db/repositories/plans.ts";
import { listOpenOffers, listVisitsOfMonth, listVisitsOfOffers, type OfferRow } from "#db/repositories/visits.ts";
import { listContracts, listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { offerToNextProvider } from "../visits/offer-to-next-provider.server.ts";
import { proposeTimes } from "../visits/propose-times.server.ts";
import { orderOf } from "../visits/published-order.server.ts";
import { replyToOffers } from "../visits/reply-to-offer.server.ts";

/** One elder in so many changes provider in the running month, because the present one cannot go on. */
const ONE_ELDER_IN = 45;
/** Offers at the desk of the demonstration's provider: what becomes of each in turn. */
const AT_THE_DESK = ["open", "accept", "open", "expired", "propose", "open", "decline"] as const;
/** Days after the planned one that the desk tries to propose. */
const OTHER_DAYS = [1, 2, 3, -1];

type Fate = (typeof AT_THE_DESK)[number];
type Rerouted = { readonly elderId: string; readonly month: PlainMonth; readonly fate: Fate };

/** Proposes another day for the last visit that can have one. */
async function proposeOne(desk: Context, offer: OfferRow): Promise<void> {
  const visits = await inTransaction(desk, (unit) => listVisitsOfOffers(unit, [offer.id]));
  for (const visit of [...visits].reverse()) {
    const { date, minute } = localTimeOf(instant(visit.plannedStart));
    for (const days of OTHER_DAYS) {
      const proposal = { offerId: offer.id, visitNo: visit.visitNo, note: null };
      const asked = { ...proposal, alternatives: [{ date: addDays(date, days), minute }] };
      const outcome = await proposeTimes(desk, asked).catch((thrown: unknown) => {
        if (isRefusal(thrown)) return null;
        throw thrown;
      });
      if (outcome?.state === "proposed") return;
    }
  }
}

async function reroute(context: Context, { elderId, month, fate }: Rerouted): Promise<void> {
  const sentAt = fate === "expired" ? plusMinutes(context.now, -28 * 60) : context.now;
  const street = { ...context, now: sentAt, actor: "demo:street" };
  const to = await offerToNextProvider(street, { elderId, month, withTaken: true });
  if (to === null || fate === "open" || fate === "expired") return;
  const scope = { ...context.scope, provider: identify<ProviderId>(to) };
  const open = await inTransaction({ ...context, scope }, (unit) => listOpenOffers(unit, month));
  const own = open.filter((offer) => offer.elderId === elderId);
  // A quarter of an hour later, unless the first visit begins before that.
  const soonest = Math.min(plusMinutes(context.now, 15), ...own.map((offer) => offer.replyBy.getTime() - 1));
  const desk = { ...context, scope, now: instant(soonest), actor: "demo:provider" };
  if (fate === "propose") {
    for (const offer of own) await proposeOne(desk, offer);
    return;
  }
  await replyToOffers(desk, {
    offerIds: own.map((offer) => offer.id),
    reply: fate === "decline" ? "decline" : "accept",
    reason: fate === "decline" ? "too_far" : null,
  });
}

type Movable = {
  readonly row: AllocationRow;
  /** Providers in the published order. */
  readonly order: readonly string[];
  readonly next: string | null;
  readonly home: string;
};

/** Elders with accepted visits ahead in the order of the roster, and whom the published order names next for each. */
async function movableElders(unit: Unit, month: PlainMonth): Promise<Movable[]> {
  const visits = await listVisitsOfMonth(unit, month);
  const ahead = visits.filter((one) => one.deliveryState === "accepted" && one.plannedStart.getTime() > unit.now);
  const withVisits = new Set(ahead.map((visit) => visit.elderId));
  const elders = (await listEldersWithFacts(unit)).map(({ elder }) => elder);
  const rows = new Map((await listAllocations(unit, month)).map((row) => [row.elderId, row]));
  const [first] = rows.values();
  const seed = first ? ((await findAllocationSeed(unit, first.runId)) ?? "") : "";
  const contracts = new Map((await listContracts(unit)).map((contract) => [contract.id, contract]));
  return elders.flatMap((elder): Movable[] => {
    const row = rows.get(elder.id);
    if (!row || row.providerId === null || !withVisits.has(elder.id)) return [];
    const order = orderOf(row.explanation, { seed, month, elderNo: elder.elderNo }, contracts);
    const next = nextProvider(order, [row.providerId])?.considered.providerId ?? null;
    return [
      {
        row,
        order: order.map(({ considered }) => considered.providerId),
        next,
        home: `${elder.streetId} ${elder.latitude} ${elder.longitude}`,
      },
    ];
  });
}

/** The first two who live at one place and whom the desk may serve and does not yet: their offers make one card. */
function neighbours(movable: readonly Movable[], desk: string): readonly Movable[] {
  const possible = movable.filter(({ row, order }) => row.providerId !== desk && order.includes(desk));
  const pairs = possible.map((one) => possible.filter(({ home }) => home === one.home));
  return pairs.find((pair) => pair.length > 1) ?? [];
}

/** Whoever is asked before the desk declines, so that the cascade brings the offer there. */
async function bringToDesk(context: Context, { row, order }: Movable, month: PlainMonth, desk: string): Promise<void> {
  const { elderId } = row;
  await offerToNextProvider({ ...context, actor: "demo:street" }, { elderId, month, withTaken: true });
  for (const providerId of order.filter((one) => one !== row.providerId)) {
    if (providerId === desk) return;
    const scope = { ...context.scope, provider: identify<ProviderId>(providerId) };
    const asked = { ...context, scope, actor: "demo:provider" };
    const own = (await inTransaction(asked, (unit) => listOpenOffers(unit, month))).filter(
      (offer) => offer.elderId === elderId,
    );
    if (own.length > 0)
      await replyToOffers(asked, { offerIds: own.map(({ id }) => id), reply: "decline", reason: "no_capacity" });
  }
}

/**
 * The first provider of the district is the demonstration's desk.
 * @param context now: the moment at which the new offers are sent
 */
export async function rerouteSomeElders(context: Context, month: PlainMonth): Promise<void> {
  const { movable, desk } = await inTransaction(context, async (unit) => ({
    movable: await movableElders(unit, month),
    desk: (await listProviders(unit))[0]?.id ?? "",
  }));
  const pair = neighbours(movable, desk);
  for (const one of pair) await bringToDesk(context, one, month, desk);
  const fates: Fate[] = [...AT_THE_DESK];
  for (const [index, one] of movable.entries()) {
    if (pair.includes(one) || one.next === null) continue;
    const atDesk = one.next === desk ? fates.shift() : undefined;
    const elsewhere = one.next !== desk && index % ONE_ELDER_IN === 0 ? "accept" : undefined;
    const fate = atDesk ?? elsewhere;
    if (fate !== undefined) await reroute(context, { elderId: one.row.elderId, month, fate });
  }
}
