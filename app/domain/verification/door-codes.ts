/**
 * What a code read at a door proves. The hash that the phone sent is looked up among all codes that the district issued: it may be this
 * home's, or have been replaced, or hang at another door, or be no code of ours. Whatever it is, the event stays.
 */
import type { Instant } from "../time/instant.ts";
import { capturedAt, type EventOf } from "../visits/visit-events.ts";

/** A code that was read at a visit, as the district has it on file. */
export type DoorCodeOnFile = {
  /** Whether it was issued for the home of this visit's elder. */
  readonly isOfHome: boolean;
  readonly fromAt: Instant;
  /** From here on it is void; null while it counts. */
  readonly toAt: Instant | null;
};

/** By hash; only those that were read at the visit. */
export type ScannedCodes = ReadonlyMap<string, DoorCodeOnFile>;

export const DOOR_CODE_VERDICTS = ["right", "void", "other-home", "unknown"] as const;
export type DoorCodeVerdict = (typeof DOOR_CODE_VERDICTS)[number];

/** Judged by when the code was read and not by when the event arrived. */
export function judgeDoorCode(event: EventOf<"door_code" | "nfc_tap">, codes: ScannedCodes): DoorCodeVerdict {
  const code = codes.get(event.body.codeHash);
  if (!code) return "unknown";
  if (!code.isOfHome) return "other-home";
  const readAt = capturedAt(event);
  return code.fromAt <= readAt && (code.toAt === null || readAt < code.toAt) ? "right" : "void";
}
