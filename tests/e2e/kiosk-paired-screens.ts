/** What only a kiosk of the centres shows: one that is paired, reads cards and codes, prints, and where a clerk can stand beside an elder. */
import { NO_SLIP, type Stand } from "./kiosk-people.ts";

/**
 * Name; who stands there; address, facts in braces; a selector of what only this screen has, zones by name; "no" for an error or a refusal, which needs
 * at least two ways on, one of them to a person (the help button of the bar does not count).
 */
export type Row = readonly [
  name: string,
  who: Stand,
  address: string,
  shows: string,
  kind?: "no" | "screen",
  /** What is sent to that address, where the screen is the answer to a form. */
  sent?: Readonly<Record<string, string>>,
];

/** By route: the name of its file in app/routes, without the ending. */
export type Screens = Readonly<Record<string, readonly Row[]>>;

const SLIP = `slip=${NO_SLIP}`;
export const PAIRED_SCREENS: Screens = {
  "kiosk._index": [["paired, attract", "nobody", "/kiosk", "display p + p"]],
  "kiosk.home": [
    ["paired, home", "nobody", "/kiosk/home", "[data-kiosk-card]"],
    ["paired, home, staff beside", "assisted", "/kiosk/home", "header svg"],
  ],
  "kiosk.schedule": [["paired, schedule, staff beside", "assisted", "/kiosk/schedule", "header svg"]],
  "kiosk.identify": [
    ["paired, card", "nobody", "/kiosk/identify", 'choice a[href*="how="]'],
    ["paired, card not read", "nobody", "/kiosk/identify?state=failed_once", "choice a"],
    ["paired, card not read again", "nobody", "/kiosk/identify?state=failed_twice", 'choice a[href*="how=staff"]'],
    ["paired, reader broken", "nobody", "/kiosk/identify?state=broken", 'choice a[href*="how=staff"]'],
    ["paired, too late", "nobody", "/kiosk/identify?state=late", "choice a"],
    ["paired, social card", "nobody", "/kiosk/identify?how=social", "choice a"],
    ["paired, phone's code", "nobody", "/kiosk/identify?how=qr", "choice a"],
    ["paired, digits of staff", "nobody", "/kiosk/identify?how=staff", "input[name=digits]"],
  ],
  "kiosk.booked.$visitNo": [
    ["paired, booked", "booked", `/kiosk/booked/{booked}?${SLIP}`, "action button[form=kiosk-exit]"],
  ],
  "kiosk.activities.$activityId": [
    [
      "paired, place taken",
      "booked",
      `/kiosk/activities/{activity}?said=joined&${SLIP}`,
      "action button[form=kiosk-exit]",
    ],
  ],
  "kiosk.complained": [
    ["paired, spoken up, call", "toldCall", "/kiosk/complained", "action button[form=kiosk-exit]"],
    ["paired, spoken up, without a name", "toldCode", "/kiosk/complained", "action button[form=kiosk-exit]"],
    ["paired, spoken up, not to the provider", "toldBoth", "/kiosk/complained", "action button[form=kiosk-exit]"],
  ],
  "kiosk.slips.$slipId": [["paired, slip of one visit", "full", "{slipOfVisit}", "dl"]],
};
