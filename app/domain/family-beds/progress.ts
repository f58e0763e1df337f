/** How far the district is with its beds: how many stand where, by street, how long they stay, and how many count toward the target. */
import type { PlainDate } from "../time/plain-date.ts";
import { daysBetween } from "../time/plain-date.ts";
import { BED_STATES, ENDED_STATES, type BedState } from "./lifecycle.ts";

export type BedStanding = {
  readonly streetId: number;
  readonly state: BedState;
  readonly countedOn: PlainDate | null;
  readonly dueOn: PlainDate | null;
};

export type StreetProgress = {
  readonly streetId: number;
  /** Accepted, whatever came after. */
  readonly counted: number;
  /** On the way: neither accepted nor over. */
  readonly underWay: number;
  readonly inService: number;
  readonly suspended: number;
  readonly overdue: number;
};

const EMPTY = { counted: 0, underWay: 0, inService: 0, suspended: 0, overdue: 0 };

/** Is the next step of a bed late on a day? It is owed until the end of its day. */
export function isOverdue({ dueOn }: Pick<BedStanding, "dueOn">, today: PlainDate): boolean {
  return dueOn !== null && dueOn < today;
}

function added(sum: Omit<StreetProgress, "streetId">, bed: BedStanding, today: PlainDate) {
  const counts = bed.countedOn !== null;
  return {
    counted: sum.counted + Number(counts),
    underWay: sum.underWay + Number(!counts && !ENDED_STATES.includes(bed.state)),
    inService: sum.inService + Number(bed.state === "active"),
    suspended: sum.suspended + Number(bed.state === "suspended"),
    overdue: sum.overdue + Number(isOverdue(bed, today)),
  };
}

/** Every street in the order given, those without a bed with zeros. */
export function progressByStreet(
  streetIds: readonly number[],
  beds: readonly BedStanding[],
  today: PlainDate,
): StreetProgress[] {
  return streetIds.map((streetId) => ({
    streetId,
    ...beds.filter((bed) => bed.streetId === streetId).reduce((sum, bed) => added(sum, bed, today), EMPTY),
  }));
}

/** Number of beds in each state, in the order of the life. */
export function bedsByState(beds: readonly Pick<BedStanding, "state">[]): { state: BedState; beds: number }[] {
  return BED_STATES.map((state) => ({ state, beds: beds.filter((bed) => bed.state === state).length }));
}

export type Stay = { readonly state: BedState; readonly from: PlainDate; readonly to: PlainDate | null };

export type TimeInState = {
  readonly state: BedState;
  /** Stays that are over. */
  readonly stays: number;
  /** Middle of the finished stays, in days, the lower of two; null without any. */
  readonly medianDays: number | null;
  /** Longest of the stays that still last, in days; null where none does. */
  readonly longestOpenDays: number | null;
};

/** How long beds stay in each state, finished stays apart from those that last. States that nobody was in are left out. */
export function timeInStates(stays: readonly Stay[], today: PlainDate): TimeInState[] {
  return BED_STATES.flatMap((state) => {
    const own = stays.filter((one) => one.state === state);
    if (own.length === 0) return [];
    const finished = own
      .flatMap(({ from, to }) => (to === null ? [] : [daysBetween(from, to)]))
      .sort((one, other) => one - other);
    const open = own.flatMap(({ from, to }) => (to === null ? [daysBetween(from, today)] : []));
    return [
      {
        state,
        stays: finished.length,
        medianDays: finished[Math.floor((finished.length - 1) / 2)] ?? null,
        longestOpenDays: open.length === 0 ? null : Math.max(...open),
      },
    ];
  });
}
