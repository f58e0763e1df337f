/** Times and people in words, on the family's phone as at the kiosk. */
import { elderClockText, elderTimeText } from "#app/domain/time/date-text.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { useLocale } from "./words-context.tsx";

type At = { readonly date: PlainDate; readonly startMinute: number };

/** "11月24日 星期二 上午9点", and "上午9点" alone for today. */
export function useWhen(): { readonly whole: (at: At) => string; readonly clock: (at: At) => string } {
  const locale = useLocale();
  return {
    whole: ({ date, startMinute }) => elderTimeText(date, startMinute, locale),
    clock: ({ startMinute }) => elderClockText(startMinute, locale),
  };
}

/** "09:02" of an instant. */
export function clockOfMs(ms: number): string {
  return clockText(localTimeOf(instant(ms)).minute);
}
