/** How many visits of the month an elder may still book: what the month allows, less what stands in the plan or is reserved in the books. */
export type PlaceCount = {
  readonly allowed: number;
  /** Reserved and used in the entitlement; the plan may not have reserved everything that stands. */
  readonly reservedOrUsed: number;
  /** Visits of the monthly four that are planned or took place. */
  readonly standing: number;
};

export type StandingVisit = {
  readonly kind: string;
  readonly deliveryState: string;
  readonly missedSide: string | null;
  readonly waived: boolean;
};

/** A visit that was called off leaves its place; one that the elder missed has used it, one that nobody came to has not. */
export function standsInMonth(visit: StandingVisit): boolean {
  if (visit.kind !== "basket" || visit.waived || visit.deliveryState === "cancelled") return false;
  return visit.deliveryState !== "missed" || visit.missedSide === "elder";
}

const GOING = ["planned", "offered", "accepted", "en_route", "in_progress"];

/**
 * A visit whose time is over and of which nobody has said how it ended: it keeps its place among the month's visits, so the list of visits shows
 * it until it is closed.
 * @param now milliseconds
 */
export function awaitsClosing(visit: StandingVisit & { readonly plannedEnd: Date }, now: number): boolean {
  return standsInMonth(visit) && GOING.includes(visit.deliveryState) && visit.plannedEnd.getTime() <= now;
}

export function placesLeft({ allowed, reservedOrUsed, standing }: PlaceCount): number {
  return Math.max(0, allowed - Math.max(reservedOrUsed, standing));
}

/** A booking may be taken back for ten minutes (MIIT 2021: reversible submissions). */
export const UNDO_MINUTES = 10;

/** A slot that is looked at is kept for so long. */
export const HOLD_MINUTES = 10;
