/**
 * How long a kiosk waits for somebody (decision 9). Public pages go back to the start; personal pages warn, count down aloud and wipe.
 * The page counts the touches; the server ends what a broken page forgot, and asks for identity again after twenty minutes.
 */
export type KioskPageClass = "attract" | "public" | "personal" | "done" | "help";

/** Seconds without a touch before the warning, and seconds of warning. */
export type IdleTimes = { readonly afterSeconds: number; readonly warnSeconds: number };

const IDLE_TIMES: Readonly<Record<KioskPageClass, IdleTimes | null>> = {
  attract: null,
  public: { afterSeconds: 60, warnSeconds: 20 },
  personal: { afterSeconds: 90, warnSeconds: 30 },
  done: { afterSeconds: 20, warnSeconds: 20 },
  // A call for help goes on until somebody ends it.
  help: null,
};

/** Identity is asked again after this long, whatever was touched. */
export const KIOSK_SESSION_MINUTES = 20;

/** A page that says nothing to the server for so long is gone; its own countdown ends long before. */
export const KIOSK_SILENCE_MINUTES = 5;

/** null: a page that never times out by itself. */
export function idleTimesOf(page: KioskPageClass): IdleTimes | null {
  return IDLE_TIMES[page];
}
