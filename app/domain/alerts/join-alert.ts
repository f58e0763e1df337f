/**
 * Whether what a device says now is the alert that already stands, or another. It joins an open alert of the same device and kind; what calls
 * for help joins only within half a minute of the last word, so that no press is swallowed by an alert that somebody believes to be settled.
 * A call that joins makes the alert louder (repeats, time of the last word); nothing is ever dropped.
 */
import { CALLS_FOR_HELP } from "../devices/measures.ts";
import type { Instant } from "../time/instant.ts";
import type { AlertKind, AlertState } from "./alert.ts";
import type { Raised } from "./alert-rules.ts";

/** The bucket of reliability design 14. */
export const JOIN_SECONDS = 30;

export type StandingAlert = {
  readonly id: string;
  readonly kind: AlertKind;
  readonly state: AlertState;
  readonly lastAt: Instant;
};

export type Joining = { readonly joins: StandingAlert } | { readonly raises: true };

const isCall = (kind: AlertKind) => (CALLS_FOR_HELP as readonly AlertKind[]).includes(kind);

/** @param standing alerts of the same device, in any state */
export function joinOrRaise(raised: Pick<Raised, "kind" | "at">, standing: readonly StandingAlert[]): Joining {
  const same = standing
    .filter(({ kind, state }) => kind === raised.kind && (state === "open" || state === "taken"))
    .sort((left, right) => right.lastAt - left.lastAt);
  const [newest] = same;
  if (newest === undefined) return { raises: true };
  const apartMs = Math.abs(raised.at - newest.lastAt);
  return isCall(raised.kind) && apartMs > JOIN_SECONDS * 1000 ? { raises: true } : { joins: newest };
}
