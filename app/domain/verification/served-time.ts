/**
 * Times and words of a visit that several rules ask for, so that each of them means the same by "started" and
 * "minutes".
 */
import type { Instant } from "../time/instant.ts";
import { localTimeOf } from "../time/instant.ts";
import { clockText } from "../time/time-window.ts";
import type { VerificationContext } from "./context.ts";
import type { Point } from "./datum.ts";
import { asWgs84 } from "./datum.ts";
import { periodContains } from "../time/plain-date.ts";

export type ServedTime = { readonly inAt: Instant; readonly outAt: Instant; readonly minutes: number };

/** Both effective ends in the right order; null otherwise, which other rules say. */
export function servedTime({ clock }: VerificationContext): ServedTime | null {
  const { effectiveInAt, effectiveOutAt, minutes } = clock;
  if (effectiveInAt === null || effectiveOutAt === null || minutes === null) return null;
  return { inAt: effectiveInAt, outAt: effectiveOutAt, minutes };
}

/** The effective start, or the end of a visit whose start is missing; null when nothing happened. */
export function startedAt({ clock }: VerificationContext): Instant | null {
  return clock.effectiveInAt ?? clock.effectiveOutAt;
}

/** Whether anything at all was recorded that only a visit leaves behind. */
export function hasBegun(context: VerificationContext): boolean {
  return startedAt(context) !== null || context.evidence.services.length > 0;
}

/** "2026-11-03 09:00" in district time, for the facts of a finding. */
export function timeFact(at: Instant | null): string | null {
  if (at === null) return null;
  const local = localTimeOf(at);
  return `${local.date} ${clockText(local.minute)}`;
}

/** The elder's first address that holds on the date, in WGS-84; null when none is on file. */
export function homeOf({ elder, visitOn }: Pick<VerificationContext, "elder" | "visitOn">): Point | null {
  const address = elder.addresses.find((one) => periodContains(one.period, visitOn));
  return address ? asWgs84(address, address.datum) : null;
}
