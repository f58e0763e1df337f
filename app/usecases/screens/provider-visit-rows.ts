/** A provider's visit as a row of a list: the elder's name masked, times as text that a browser can take. */
import { maskName } from "#app/domain/access/masking.ts";
import { instant, isoText, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import type { listProviderVisits } from "#db/queries/provider-visits.ts";

export type ProviderVisitRow = Awaited<ReturnType<typeof listProviderVisits>>[number];

export function visitRow({ visit, elderNo, elderName, community, streetZh, streetEn, workers }: ProviderVisitRow) {
  const start = instant(visit.plannedStart);
  return {
    visitNo: visit.visitNo,
    start: isoText(start),
    minutes: wholeMinutesBetween(start, instant(visit.plannedEnd)),
    elderNo,
    elderName: maskName(elderName),
    community,
    streetZh,
    streetEn,
    deliveryState: visit.deliveryState,
    cancelReason: visit.cancelReason,
    missedSide: visit.missedSide,
    approvalState: visit.approvalState,
    workers: workers.map((worker) => worker.name),
  };
}
