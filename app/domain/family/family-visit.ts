/** One visit as the family's phone shows it: when, who, what, and what has been heard of it. Surnames only, as at the kiosk. */
import type { PlainDate } from "../time/plain-date.ts";
import type { Instant } from "../time/instant.ts";
import { foldEvents } from "../visits/fold-events.ts";
import type { ConfirmationKind, EventOf, VisitEvent } from "../visits/visit-events.ts";

export type LivePart = {
  /** Arrival and leaving as the care worker's phone noted them, before anything was judged. */
  readonly arrivedMs: Instant | null;
  readonly leftMs: Instant | null;
  /** Whole minutes between the two; null until both are known. */
  readonly minutes: number | null;
};

export type FamilyVisit = LivePart & {
  readonly visitNo: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly codes: readonly string[];
  readonly surnames: readonly string[];
  /** Delivery state. */
  readonly state: string;
};

export function livePart(events: readonly VisitEvent[]): LivePart {
  const { rawInAt, rawOutAt } = foldEvents([...events]);
  const minutes = rawInAt === null || rawOutAt === null ? null : Math.floor((rawOutAt - rawInAt) / 60_000);
  return { arrivedMs: rawInAt, leftMs: rawOutAt, minutes };
}

/** Whether the family has said how it was. */
export function isRated(confirmations: readonly EventOf<ConfirmationKind>[]): boolean {
  return confirmations.some(({ body }) => body.kind === "elder_rating" && body.confirmedOn === "family_device");
}
