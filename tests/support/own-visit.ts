/** A visit that an elder booked at the kiosk and pays alone, for the tests of payments in use cases and browsers. */
import { asDate, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { NewVisitRow } from "#db/repositories/visits.ts";

type Booked = {
  readonly id: string;
  readonly elder: { readonly id: string; readonly elderNo: string; readonly streetId: number };
  readonly providerId: string;
  /** Beyond the four of the month: from 5 on. */
  readonly sequence: number;
  readonly start: Instant;
  readonly plannedFen: bigint;
};

/** An hour of November 2026, agreed and not made. */
export function ownVisitRow({ id, elder, providerId, sequence, start, plannedFen }: Booked) {
  return {
    id,
    visitNo: `2026-11-${elder.elderNo}-${sequence}`,
    streetId: elder.streetId,
    providerId,
    elderId: elder.id,
    kind: "private",
    origin: "kiosk",
    serviceMonth: "2026-11-01",
    plannedStart: asDate(start),
    plannedEnd: asDate(plusMinutes(start, 60)),
    subtypes: ["A01"],
    plannedFen,
    deliveryState: "accepted",
    policyVersion: "test",
    catalogueVersion: "test",
  } satisfies NewVisitRow;
}
