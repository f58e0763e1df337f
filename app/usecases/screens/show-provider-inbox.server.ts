/** The provider's desk and its inbox: what waits for an answer, what waits for a care worker, what is on today. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { asDate, instant, instantAt, isoText, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { isOfferOverdue, type OfferState } from "#app/domain/visits/offers.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findOfferEnd, markOffersViewed } from "#db/repositories/offers.ts";
import { listProviders, listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { countWaitingOffers, listEndedOffers } from "#db/queries/provider-inbox.ts";
import { listProviderVisits } from "#db/queries/provider-visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { expiringCredentials } from "./expiring-credentials.server.ts";
import { ENDED_SHOWN_DAYS, STAFFING_DAYS } from "./inbox-span.ts";
import { openBundles } from "./offer-cards.server.ts";
import { visitRow, type ProviderVisitRow } from "./provider-visit-rows.ts";
import { versionOf } from "./show-desk-version.server.ts";
import { workersMissing } from "./workers-needed.server.ts";

const DAY_MINUTES = 24 * 60;
const ENDED_SHOWN = 10;
/** Cards and lines that one look can take in; the rest is a press away. */
const BUNDLES_SHOWN = 24;
const LINES_SHOWN = 12;

/** The provider's name and how many offers wait, for the frame of every screen. */
export async function showDesk(context: Context): Promise<{ provider: string; openOffers: number }> {
  return inTransaction(context, async (unit) => {
    const [provider] = await listProviders(unit);
    return { provider: provider?.name ?? "", openOffers: await countWaitingOffers(unit) };
  });
}

/** How offers ended: answered here, or over without an answer and perhaps taken by another provider. */
async function endedOffers(unit: Unit) {
  const from = plusMinutes(unit.now, -ENDED_SHOWN_DAYS * DAY_MINUTES);
  const rows = await listEndedOffers(unit, from, ENDED_SHOWN);
  const ended = [];
  for (const { offer, endedAt, elderName, elderNo } of rows) {
    const overdue = isOfferOverdue(offer.state as OfferState, instant(offer.replyBy), unit.now);
    const isAnswer = offer.state === "accepted" || offer.state === "rejected";
    const takenAt = isAnswer ? null : ((await findOfferEnd(unit, offer.id))?.takenAt ?? null);
    ended.push({
      offerId: offer.id,
      elderNo,
      elderName: maskName(elderName),
      state: takenAt !== null ? "superseded" : overdue ? "expired" : offer.state,
      reason: offer.declineReason,
      endedAt: isoText(takenAt ?? instant(endedAt)),
    });
  }
  return ended;
}

/** Today's visits that are not over: those under way first, then in the order of their time. */
function onToday(rows: readonly ProviderVisitRow[], unit: Unit): ProviderVisitRow[] {
  const open = rows.filter((row) => row.visit.deliveryState !== "accepted" || row.visit.plannedEnd > asDate(unit.now));
  const underWay = (row: ProviderVisitRow) => (row.visit.deliveryState === "accepted" ? 1 : 0);
  return open.sort((left, right) => underWay(left) - underWay(right));
}

/** Three columns (to answer, to staff, today), how the last offers ended, and certificates that end soon. */
export async function showInbox(context: Context, crypto: CryptoProvider, { all }: { readonly all: boolean }) {
  return inTransaction(context, async (unit) => {
    const bundles = await openBundles(unit, crypto);
    const offers = bundles.flatMap((bundle) => bundle.offers);
    // What the elder's side is being asked about is not taken by the press that takes everything.
    const atOnce = offers.filter(({ proposal }) => proposal?.state !== "open");
    const shown = all ? bundles : bundles.slice(0, BUNDLES_SHOWN);
    await markOffersViewed(
      unit,
      shown.flatMap((bundle) => bundle.offers.map(({ offerId }) => offerId)),
    );
    const today = localDateOf(unit.now);
    const span = { from: instantAt(today, 0), to: plusMinutes(unit.now, STAFFING_DAYS * DAY_MINUTES) };
    const standing = await listProviderVisits(unit, {
      ...span,
      states: ["accepted", "en_route", "in_progress"],
      workerNo: null,
    });
    const ahead = standing.filter(
      ({ visit }) => visit.deliveryState === "accepted" && visit.plannedStart.getTime() > unit.now,
    );
    const missing = await workersMissing(unit, ahead);
    const toStaff = ahead.filter((row) => (missing.get(row.visit.id) ?? 0) > 0);
    const tomorrow = asDate(instantAt(addDays(today, 1), 0));
    const todays = onToday(
      standing.filter(({ visit }) => visit.plannedStart < tomorrow),
      unit,
    );
    return {
      version: await versionOf(unit),
      drawnAt: isoText(unit.now),
      requestKey: unit.newId(),
      bundles: shown,
      bundlesMore: bundles.length - shown.length,
      waitingCount: offers.length,
      atOnce: {
        offerIds: atOnce.map(({ offerId }) => offerId),
        visits: atOnce.reduce((sum, offer) => sum + offer.visits.length, 0),
        plannedFen: atOnce.reduce((sum, offer) => sum + offer.plannedFen, 0n),
      },
      toStaff: toStaff
        .slice(0, LINES_SHOWN)
        .map((row) => ({ ...visitRow(row), missing: missing.get(row.visit.id) ?? 0 })),
      toStaffCount: toStaff.length,
      today: todays.slice(0, LINES_SHOWN).map(visitRow),
      todayCount: todays.length,
      ended: await endedOffers(unit),
      expiring: expiringCredentials(await listWorkersWithFacts(unit), ahead, unit.now),
    };
  });
}
