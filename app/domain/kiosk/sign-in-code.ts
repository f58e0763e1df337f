/**
 * A code of six digits sent to a registered number (security design, sections 2, 4 and 7.5). Known and unknown numbers are limited
 * alike, so the answer tells nobody which numbers are on file. No limit is for good: an elder cannot be locked out by a stranger.
 */
export const CODE_MINUTES = 5;
export const CODE_TRIES = 5;
export const CODE_DIGITS = 6;
export const PHONE_DIGITS = 11;

/** What the last hour has seen, unless it says minute. */
export type CodeHistory = {
  readonly ofNumberInMinute: number;
  readonly ofNumber: number;
  readonly ofDevice: number;
  readonly ofDistrict: number;
  readonly wrongOnDevice: number;
  /** Different numbers with a wrong code on this device. */
  readonly numbersWrongOnDevice: number;
};

export const CODE_LIMITS: CodeHistory = {
  ofNumberInMinute: 1,
  ofNumber: 5,
  ofDevice: 100,
  ofDistrict: 600,
  wrongOnDevice: 20,
  numbersWrongOnDevice: 10,
};

/** wait: a minute has not passed. staff: a person must look; no reason is shown at the kiosk. */
export type CodeVerdict = "send" | "wait" | "staff";

/** May another code be sent? The counts are those before it. */
export function judgeCodeRequest(history: CodeHistory, limits: CodeHistory = CODE_LIMITS): CodeVerdict {
  const { ofNumberInMinute, ...hourly } = history;
  const isOver = (Object.keys(hourly) as (keyof typeof hourly)[]).some((key) => hourly[key] >= limits[key]);
  if (isOver) return "staff";
  return ofNumberInMinute >= limits.ofNumberInMinute ? "wait" : "send";
}

/** Six digits from a random whole number below one million. */
export function codeText(draw: number): string {
  return String(draw).padStart(CODE_DIGITS, "0");
}

/** What is said of a code that was typed: right, wrong with tries left, or over (used, late, or no tries left). */
export type CodeAnswer = "right" | "wrong" | "over";

export function judgeCode(
  asked: { readonly endsAt: number; readonly usedAt: number | null; readonly triesLeft: number },
  isSame: boolean,
  now: number,
): CodeAnswer {
  if (asked.usedAt !== null || asked.endsAt <= now || asked.triesLeft <= 0) return "over";
  return isSame ? "right" : "wrong";
}
