/**
 * What the card of a free time says at each text step: the larger the letters, the fewer of them. The whole sentence is always in the accessible name
 * and in the voice.
 */
import { elderClockText, elderDateText, elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { KioskLayout } from "./surroundings.tsx";

export type SlotFacts = {
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  /** Surname only: full names are not shown to bystanders. */
  readonly workerSurname: string;
  readonly visitsBefore: number;
};

export type CardWords = { readonly lines: readonly string[]; readonly note: string | null; readonly spoken: string };

/** "1 小时" for whole hours, else minutes. */
export function elderDurationText(minutes: number, locale: Locale): string {
  const words = bookingWords[locale];
  return minutes % 60 === 0 ? words.hours(minutes / 60) : words.minutes(minutes);
}

export function slotWords(slot: SlotFacts, step: KioskLayout["step"], locale: Locale): CardWords {
  const words = bookingWords[locale];
  const separator = locale === "en" ? ", " : "，";
  const when = elderTimeText(slot.date, slot.startMinute, locale);
  const worker = words.worker(slot.workerSurname);
  const duration = elderDurationText(slot.durationMinutes, locale);
  const before = slot.visitsBefore > 0 ? words.came_before(slot.visitsBefore) : words.first_time;
  const spoken = [when, worker, duration, before].join(separator);
  if (step === 3) {
    const clock = elderClockText(slot.startMinute, locale);
    return { lines: [elderDateText(slot.date, locale), `${clock} · ${worker}`], note: null, spoken };
  }
  return { lines: [when], note: `${worker} · ${duration} · ${before}`, spoken };
}
