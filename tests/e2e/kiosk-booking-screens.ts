/** Screens on which a visit is booked, moved, or put to another time that the provider asks for. */
import type { Screens } from "./kiosk-paired-screens.ts";

export const BOOKING_SCREENS: Screens = {
  "kiosk.book": [
    ["booking, what", "booker", "/kiosk/book", 'choice a[href*="basket="]'],
    ["booking, what, second page", "booker", "/kiosk/book?page=2", 'choice a[href*="basket="]'],
    ["booking, not sure", "booker", "/kiosk/book?unsure=1", 'choice a[href*="/kiosk/call-me"]'],
    ["booking, time", "booker", "/kiosk/book?basket={basket}", "button[name=slot]"],
    ["booking, time gone", "booker", "/kiosk/book?basket={basket}&taken={slot}", 'action a[href*="/kiosk/help"]', "no"],
    [
      "booking, no time suits",
      "booker",
      "/kiosk/book?basket={basket}&none=1",
      'choice a[href*="/kiosk/call-me"]',
      "no",
    ],
    ["booking, which day", "booker", "/kiosk/book?basket={basket}&days=1", 'choice a[href*="day="]'],
    ["booking, which hour", "booker", "/kiosk/book?basket={basket}&days=1&day={day}", "button[name=slot]"],
    ["booking, check", "booker", "/kiosk/book?basket={basket}&slot={slot}", "input[name=confirm]"],
    ["booking, check, own money", "booker", "/kiosk/book?basket={basket}&slot={slot}&pay=self", "input[name=confirm]"],
    ["booking, which kind", "booker", "/kiosk/book?more=1", 'choice a[href*="category="]'],
    ["booking, which one", "booker", "/kiosk/book?more=1&category=LC", 'choice a[href*="LC0"]'],
    ["booking, what else", "booker", "/kiosk/book?more=1&category=LC&item=LC09", 'choice a[href*="basket=own."]'],
    ["booking, change", "booker", "/kiosk/book?basket={basket}&slot={slot}&change=1", 'choice a[href*="basket="]'],
    ["booking, noted", "booker", "/kiosk/book?basket={basket}&slot={slot}&remarks=has_dog", "input[name=confirm]"],
    ["booking, note", "booker", "/kiosk/book?basket={basket}&slot={slot}&change=remarks", "input[name=remark]"],
    ["booking, just booked", "payer", "/kiosk/book?pay=self", 'choice a[href*="again=1"]'],
    ["booking, month full", "full", "/kiosk/book", 'choice a[href*="pay=self"]', "no"],
    ["booking, closed", "closed", "/kiosk/book", 'choice a[href*="/kiosk/help"]', "no"],
  ],
  "kiosk.booked.$visitNo": [
    ["booked", "booked", "/kiosk/booked/{booked}", "action button[form=kiosk-exit]"],
    ["booked, too late to undo", "booked", "/kiosk/booked/{booked}?late=1", "action button[form=kiosk-exit]"],
    ["booked, own money", "payer", "/kiosk/booked/{toPay}", 'choice a[href*="/kiosk/pay/"]'],
    ["undone", "undone", "/kiosk/booked/{undone}", "action button[form=kiosk-exit]"],
    ["moved", "full", "/kiosk/booked/{visit}?moved=1", "action button[form=kiosk-exit]"],
    ["kept", "full", "/kiosk/booked/{visit}?kept=1", "action button[form=kiosk-exit]"],
  ],
  "kiosk.move.$visitNo": [
    ["move, when", "full", "/kiosk/move/{visit}", "button[name=slot]"],
    ["move, check", "full", "/kiosk/move/{visit}?slot={otherTime}", "input[name=confirm]"],
  ],
  "kiosk.proposal.$visitNo": [["another time asked", "proposed", "/kiosk/proposal/{proposal}", "button[name=choice]"]],
};
