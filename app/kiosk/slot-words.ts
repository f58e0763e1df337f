/**
 * What the card of a free time says at each text step: the larger the letters, the fewer of them. The whole sentence is always in the accessible name
 * and in the voice.
 */
import { elderClockText, elderDateText, elderDayText, elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { bookingWords, elderDurationWords } from "#app/messages/kiosk-booking.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { KioskLayout } from "./surroundings.tsx";

export type SlotFacts = {
  readonly date: PlainDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  /** 王护理员, or two of them: surnames only, full names are not shown to bystanders. */
  readonly worker: string;
  readonly visitsBefore: number;
};

export type CardWords = { readonly lines: readonly string[]; readonly note: string | null; readonly spoken: string };

/** "上午9点 · 张护理员" and no more, at the largest letters. */
const LONGEST_SECOND_LINE = 12;

/** What the note of a card holds at the second text step, in half widths of a Chinese character. */
const WIDEST_NOTE = 34;
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);

/** The longest of these texts that is not cut on the card; the last one if none fits. */
function fitting(texts: readonly string[]): string {
  return texts.find((text) => widthOf(text) <= WIDEST_NOTE) ?? texts.at(-1) ?? "";
}

/** When something is, on the card of its own: as many lines as the letters take. */
export function whenLines(date: PlainDate, minute: number, step: KioskLayout["step"], locale: Locale): string[] {
  if (step < 3) return [elderTimeText(date, minute, locale)];
  return [elderDateText(date, locale), elderClockText(minute, locale)];
}

/** The second line of a card: at the largest letters a day and a time to the minute leave no room for the weekday, which the next screen says. */
export function noteTimeText(date: PlainDate, minute: number, step: KioskLayout["step"], locale: Locale): string {
  if (step < 3) return elderTimeText(date, minute, locale);
  return `${elderDayText(date, locale)}${locale === "en" ? "," : ""} ${elderClockText(minute, locale)}`;
}

/** 上午9点到10点: the end does not repeat the part of the day. */
const withoutDayPart = (clock: string): string => clock.replace(/^(?:凌晨|上午|中午|下午|晚上)/, "");

export function slotWords(slot: SlotFacts, step: KioskLayout["step"], locale: Locale): CardWords {
  const words = bookingWords[locale];
  const separator = locale === "en" ? ", " : "，";
  const when = elderTimeText(slot.date, slot.startMinute, locale);
  const { worker } = slot;
  const duration = elderDurationWords(slot.durationMinutes, locale);
  const before = slot.visitsBefore > 0 ? words.came_before(slot.visitsBefore) : words.first_time;
  const spoken = [when, worker, duration, before].join(separator);
  if (step === 3) {
    const clock = elderClockText(slot.startMinute, locale);
    const whole = `${clock} · ${worker}`;
    // Who comes is left out rather than broken over a third line; the voice and the next screen say it.
    const second = [...whole].length <= LONGEST_SECOND_LINE ? whole : clock;
    return { lines: [elderDateText(slot.date, locale), second], note: null, spoken };
  }
  if (step === 1) {
    const until = words.until(withoutDayPart(elderClockText(slot.startMinute + slot.durationMinutes, locale)));
    return { lines: [`${when}${until}`], note: `${worker} · ${before}`, spoken };
  }
  const note = fitting([`${worker} · ${duration} · ${before}`, `${worker} · ${before}`, worker]);
  return { lines: [when], note, spoken };
}
