/** An instant as staff read it, in the district's zone. */
import { staffDateText, type Locale } from "./date-text.ts";
import { localTimeOf, type Instant } from "./instant.ts";
import { clockText } from "./time-window.ts";

/** "2026-11-24 周二 14:02". */
export function staffTimeText(at: Instant, locale: Locale): string {
  const local = localTimeOf(at);
  return `${staffDateText(local.date, locale)} ${clockText(local.minute)}`;
}
