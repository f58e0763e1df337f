/** Open offers as their provider sees them: masked names, and neighbours of one stairwell on one card. */
import { maskName } from "#app/domain/access/masking.ts";
import { stairwellOf } from "#app/domain/elders/stairwell.ts";
import { distanceMetres, type GeoPoint } from "#app/domain/scheduling/travel.ts";
import { instant, isoText, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { visitRemarksOf } from "#app/domain/visits/visit-remark.ts";
import { bundlesOf } from "#app/domain/visits/offer-bundles.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listProposalsOfOffers, type ProposalRow } from "#db/repositories/offer-proposals.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { listVisitsOfOffers, type VisitRow } from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { countVisitsDone, listInboxOffers } from "#db/queries/provider-inbox.ts";
import type { Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { basketOfVisit } from "./workers-needed.server.ts";

type InboxRow = Awaited<ReturnType<typeof listInboxOffers>>[number];

function nearestKilometres(home: GeoPoint, bases: readonly GeoPoint[]): number | null {
  if (bases.length === 0) return null;
  return Math.round(Math.min(...bases.map((base) => distanceMetres(base, home))) / 100) / 10;
}

function visitOfOffer(visit: VisitRow) {
  return {
    visitNo: visit.visitNo,
    start: isoText(instant(visit.plannedStart)),
    minutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
    plannedFen: visit.plannedFen,
  };
}

/** The times that the elder's side is being asked about, or that it refused. */
function shownProposal(proposals: readonly ProposalRow[]) {
  const last = proposals.at(-1);
  if (!last || (last.state !== "open" && last.state !== "refused")) return null;
  return {
    state: last.state,
    alternatives: last.alternatives.map((start) => isoText(instant(start))),
    answerBy: isoText(instant(last.answerBy)),
  };
}

type Facts = {
  readonly visits: ReadonlyMap<string, readonly VisitRow[]>;
  readonly proposals: ReadonlyMap<string, readonly ProposalRow[]>;
  readonly came: ReadonlyMap<string, number>;
  readonly bases: readonly GeoPoint[];
  readonly subtypes: ReadonlyMap<string, Awaited<ReturnType<typeof listSubtypes>>[number]>;
  readonly elders: ReadonlyMap<string, ElderWithFacts>;
};

async function loadFacts(unit: Unit, rows: readonly InboxRow[]): Promise<Facts> {
  const ids = rows.map((row) => row.offer.id);
  const elderIds = [...new Set(rows.map((row) => row.offer.elderId))];
  const waiting = (await listVisitsOfOffers(unit, ids)).filter((visit) => visit.deliveryState === "offered");
  const elders = await listEldersWithFacts(unit, elderIds);
  return {
    visits: groupBy(waiting, (visit) => visit.offerId ?? ""),
    proposals: groupBy(await listProposalsOfOffers(unit, ids), (proposal) => proposal.offerId),
    came: await countVisitsDone(unit, elderIds),
    bases: (await listWorkersWithFacts(unit)).map(({ worker }) => worker),
    subtypes: new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one])),
    elders: new Map(elders.map((found) => [found.elder.id, found])),
  };
}

/** How many must come with which certificates; each group is met by any one of its codes. */
function needOf(first: VisitRow, facts: Facts) {
  const found = facts.elders.get(first.elderId);
  if (!found) return { workersNeeded: 1, qualificationGroups: [] };
  const { workersNeeded, qualificationGroups } = basketOfVisit(first, found, facts.subtypes);
  return { workersNeeded, qualificationGroups: qualificationGroups.map((group) => [...group]) };
}

function offerCard(row: InboxRow, visits: readonly VisitRow[], facts: Facts, now: number) {
  const { offer, elder, streetZh, streetEn } = row;
  const codes = [...new Set(visits.flatMap((visit) => visit.subtypes))];
  const [first] = visits;
  return {
    offerId: offer.id,
    replyBy: isoText(instant(offer.replyBy)),
    minutesLeft: wholeMinutesBetween(instant(now), instant(offer.replyBy)),
    elderNo: elder.elderNo,
    elderName: maskName(elder.name),
    community: elder.community,
    streetZh,
    streetEn,
    services: codes.map((code) => ({
      zh: facts.subtypes.get(code)?.nameZh ?? code,
      en: facts.subtypes.get(code)?.nameEn ?? code,
    })),
    remarks: visitRemarksOf(visits.flatMap((visit) => visit.remarks)),
    visits: visits.map(visitOfOffer),
    plannedFen: visits.reduce((sum, visit) => sum + visit.plannedFen, 0n),
    kilometres: nearestKilometres(elder, facts.bases),
    cameBefore: facts.came.get(offer.elderId) ?? 0,
    ...(first ? needOf(first, facts) : { workersNeeded: 1, qualificationGroups: [] }),
    proposal: shownProposal(facts.proposals.get(offer.id) ?? []),
  };
}

export type OfferCardData = ReturnType<typeof offerCard>;

export type OfferBundle = {
  /** Sent with the answer, so that a second press of a button does nothing new. */
  readonly requestKey: string;
  readonly offers: readonly OfferCardData[];
};

/** Bundles of the provider's open offers, the one due first on top. An offer whose visits were all called off waits for nothing. */
export async function openBundles(
  unit: Unit,
  crypto: CryptoProvider,
  only: string | null = null,
): Promise<OfferBundle[]> {
  const rows = await listInboxOffers(unit, only);
  const facts = await loadFacts(unit, rows);
  const offers = rows.flatMap((row) => {
    const visits = facts.visits.get(row.offer.id) ?? [];
    if (visits.length === 0) return [];
    const { id, addressCipher, streetId } = row.elder;
    const stairwell = stairwellOf(crypto.decrypt(addressCipher, { table: "elder", column: "address", row: id }));
    const card = offerCard(row, visits, facts, unit.now);
    return [
      {
        offerId: row.offer.id,
        month: monthOf(plainDate(row.offer.month)),
        // A visit whose other time is being asked about is answered by itself.
        stairwell: stairwell === null || card.proposal !== null ? null : `${streetId} ${stairwell}`,
        replyBy: instant(row.offer.replyBy),
        card,
      },
    ];
  });
  return bundlesOf(offers).map((bundle) => ({ requestKey: unit.newId(), offers: bundle.map(({ card }) => card) }));
}
