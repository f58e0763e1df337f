/** When a kiosk's agent starts the browser again, and when the machine (user experience reference 4.14). Times are milliseconds of one clock. */
/** A page that says nothing for longer does not answer. */
export const SILENT_MS = 60_000;
const WINDOW_MS = 10 * 60_000;
const MOST_RESTARTS = 3;

export type Watched = {
  /** Last sign of life of the page, or when the browser was started. */
  readonly aliveMs: number;
  /** When the browser was started again, the oldest first. */
  readonly restartsMs: readonly number[];
};

/** wait: all is well. browser: start it again. machine: three times in ten minutes have not helped. */
export type WatchdogStep = "wait" | "browser" | "machine";

export function watchdogStep({ aliveMs, restartsMs }: Watched, nowMs: number): WatchdogStep {
  if (nowMs - aliveMs <= SILENT_MS) return "wait";
  return recentRestarts(restartsMs, nowMs).length >= MOST_RESTARTS ? "machine" : "browser";
}

/** The restarts that still count. */
export function recentRestarts(restartsMs: readonly number[], nowMs: number): number[] {
  return restartsMs.filter((at) => nowMs - at < WINDOW_MS);
}
