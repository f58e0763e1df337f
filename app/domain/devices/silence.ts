/**
 * A device that says nothing protects nobody: the audit's usual finding is devices that fell silent months ago. After the first limit the
 * centre sees it, after the second somebody goes there (policy device_offline_warn_min, device_offline_order_hours).
 */
import { plusMinutes, type Instant } from "../time/instant.ts";

export type SilenceLimits = { readonly warnMinutes: number; readonly orderHours: number };

export type Silence = "heard" | "silent" | "order";

/**
 * @param seenAt when it was last heard of; null for a device that was never heard
 * @param boundAt since when it hangs there: a device newly hung has as long as one that spoke then
 */
export function silenceOf(
  { seenAt, boundAt }: { readonly seenAt: Instant | null; readonly boundAt: Instant },
  now: Instant,
  { warnMinutes, orderHours }: SilenceLimits,
): Silence {
  const since = seenAt === null ? boundAt : (Math.max(seenAt, boundAt) as Instant);
  if (now >= plusMinutes(since, orderHours * 60)) return "order";
  return now >= plusMinutes(since, warnMinutes) ? "silent" : "heard";
}

/** The span of silence that begins at this word names the alert: the next word begins another. */
export function silenceKey(deviceId: string, sinceMs: Instant): string {
  return `silent:${deviceId}:${sinceMs}`;
}
