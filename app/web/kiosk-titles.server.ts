/** Titles of the kiosk's pages. On the server, so that a page need not load the words of every module for its own title. */
import type { Locale } from "#app/messages/locale.ts";
import { allowanceWords } from "#app/messages/kiosk-allowance.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { complainWords } from "#app/messages/kiosk-complain.ts";
import { familyWords } from "#app/messages/kiosk-family.ts";
import { kioskActivityWords } from "#app/messages/kiosk-activities.ts";
import { kioskNoticeWords } from "#app/messages/kiosk-notices.ts";
import { kioskOfflineWords } from "#app/messages/kiosk-offline.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import { rateWords } from "#app/messages/kiosk-rate.ts";
import { scheduleWords } from "#app/messages/kiosk-schedule.ts";

/** "洗澡 – 床边" of the screen that an address names; the home's where it names none. */
export function kioskTitleOf(pathname: string, locale: Locale): string {
  const words = kioskPageWords[locale];
  const screen = pathname.split("/")[2] ?? "";
  const names: Readonly<Record<string, string>> = {
    "sign-in": words.sign_in,
    settings: words.settings,
    help: words.help,
    activities: kioskActivityWords[locale].task,
    notices: kioskNoticeWords[locale].task,
    check: kioskNoticeWords[locale].check_title,
    apply: kioskNoticeWords[locale].apply_title,
    complain: complainWords[locale].task,
    complained: complainWords[locale].task,
    book: bookingWords[locale].task,
    booked: bookingWords[locale].done_title,
    schedule: bookingWords[locale].schedule_title,
    visit: bookingWords[locale].schedule_title,
    cancel: scheduleWords[locale].cancel,
    "call-me": scheduleWords[locale].call_me,
    "call-me-later": kioskOfflineWords[locale].wish,
    offline: kioskOfflineWords[locale].title,
    told: scheduleWords[locale].thanks_title,
    family: familyWords[locale].task,
    allowance: allowanceWords[locale].task,
    rate: rateWords[locale].task,
    rated: rateWords[locale].thanks_title,
  };
  return kioskWords[locale].title(names[screen] ?? words.home);
}
