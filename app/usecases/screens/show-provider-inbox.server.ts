/** The provider's desk and its inbox: what waits for an answer, what waits for a care worker, what is next. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { distanceMetres, type GeoPoint } from "#app/domain/scheduling/travel.ts";
import {
  asDate,
  instant,
  instantAt,
  isoText,
  localDateOf,
  plusMinutes,
  wholeMinutesBetween,
} from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { isOfferOverdue, type OfferState } from "#app/domain/visits/offers.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { listVisitsOfOffers, type VisitRow } from "#db/repositories/visits.ts";
import { listProviders, listWorkersWithFacts } from "#db/repositories/workforce.ts";
import {
  countVisitsDone,
  countWaitingOffers,
  listAnsweredOffers,
  listInboxOffers,
} from "#db/queries/provider-inbox.ts";
import { listProviderVisits } from "#db/queries/provider-visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { visitRow } from "./provider-visit-rows.ts";
import { workersMissing } from "./workers-needed.server.ts";

/** How long an offer that nobody answered stays in sight [assumed]. */
const EXPIRED_SHOWN_DAYS = 3;
const ANSWERED_SHOWN = 8;
const COMING_SHOWN = 12;
/** Accepted visits further away are not urgent to staff [assumed]. */
const STAFFING_DAYS = 45;

/** The provider's name and how many offers wait, for the frame of every screen. */
export async function showDesk(context: Context): Promise<{ provider: string; openOffers: number }> {
  return inTransaction(context, async (unit) => {
    const [provider] = await listProviders(unit);
    return { provider: provider?.name ?? "", openOffers: await countWaitingOffers(unit) };
  });
}

function nearestKilometres(home: GeoPoint, bases: readonly GeoPoint[]): number | null {
  if (bases.length === 0) return null;
  return Math.round(Math.min(...bases.map((base) => distanceMetres(base, home))) / 100) / 10;
}

function visitOfOffer(visit: VisitRow) {
  return {
    visitNo: visit.visitNo,
    start: isoText(instant(visit.plannedStart)),
    minutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
  };
}

async function offerCards(unit: Unit) {
  const from = plusMinutes(unit.now, -EXPIRED_SHOWN_DAYS * 24 * 60);
  const rows = await listInboxOffers(unit, from);
  const visits = groupBy(
    await listVisitsOfOffers(
      unit,
      rows.map((row) => row.offer.id),
    ),
    (visit) => visit.offerId ?? "",
  );
  const before = await countVisitsDone(
    unit,
    rows.map((row) => row.offer.elderId),
  );
  const bases = (await listWorkersWithFacts(unit)).map(({ worker }) => worker);
  const subtypes = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one]));
  return rows.map(({ offer, elderName, elderNo, community, streetZh, streetEn, ...home }) => {
    const own = visits.get(offer.id) ?? [];
    const overdue = isOfferOverdue(offer.state as OfferState, instant(offer.replyBy), unit.now);
    const codes = [...new Set(own.flatMap((visit) => visit.subtypes))];
    return {
      offerId: offer.id,
      state: overdue ? "expired" : offer.state,
      isOpen: !overdue && (offer.state === "sent" || offer.state === "viewed"),
      replyBy: isoText(instant(offer.replyBy)),
      minutesLeft: wholeMinutesBetween(unit.now, instant(offer.replyBy)),
      elderNo,
      elderName: maskName(elderName),
      community,
      streetZh,
      streetEn,
      services: codes.map((code) => ({
        zh: subtypes.get(code)?.nameZh ?? code,
        en: subtypes.get(code)?.nameEn ?? code,
      })),
      visits: own.map(visitOfOffer),
      plannedFen: own.reduce((sum, visit) => sum + visit.plannedFen, 0n),
      kilometres: nearestKilometres(home, bases),
      cameBefore: before.get(offer.elderId) ?? 0,
    };
  });
}

export type OfferCardData = Awaited<ReturnType<typeof offerCards>>[number];

/** Three groups (to answer, to staff, coming) and the last answers. */
export async function showInbox(context: Context) {
  return inTransaction(context, async (unit) => {
    const offers = await offerCards(unit);
    const until = plusMinutes(unit.now, STAFFING_DAYS * 24 * 60);
    const accepted = await listProviderVisits(unit, {
      from: unit.now,
      to: until,
      states: ["accepted"],
      workerNo: null,
    });
    const missing = await workersMissing(unit, accepted);
    const today = localDateOf(unit.now);
    const coming = await listProviderVisits(unit, {
      from: instantAt(today, 0),
      to: instantAt(addDays(today, 2), 0),
      states: ["accepted", "en_route", "in_progress"],
      workerNo: null,
    });
    const comingNow = coming.filter(
      (row) => row.visit.plannedEnd > asDate(unit.now) || row.visit.deliveryState !== "accepted",
    );
    return {
      offers,
      toStaff: accepted
        .filter((row) => (missing.get(row.visit.id) ?? 0) > 0)
        .map((row) => ({ ...visitRow(row), missing: missing.get(row.visit.id) ?? 0 })),
      coming: comingNow.slice(0, COMING_SHOWN).map(visitRow),
      comingMore: Math.max(0, comingNow.length - COMING_SHOWN),
      answered: (await listAnsweredOffers(unit, ANSWERED_SHOWN)).map(({ offer, elderName, elderNo }) => ({
        offerId: offer.id,
        elderNo,
        elderName: maskName(elderName),
        state: offer.state,
        reason: offer.declineReason,
        repliedAt: offer.repliedAt === null ? null : isoText(instant(offer.repliedAt)),
      })),
    };
  });
}
