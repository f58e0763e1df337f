/**
 * Every screen of the kiosk: where it is, who stands there, and what shows that it is the one meant. The walks over sizes, colours, languages and
 * orientations go by this list, and a route of the kiosk that no screen names fails a test. A new screen is one row; what its address needs is a
 * fact of `kiosk-people.ts`.
 */
import { readdirSync } from "node:fs";
import type { Facts, Stand } from "./kiosk-people.ts";

/**
 * Name; who stands there; address, facts in braces; a selector of what only this screen has, zones by name; "no" for an error or a refusal, which needs
 * at least two ways on, one of them to a person (the help button of the bar does not count).
 */
type Row = readonly [name: string, who: Stand, address: string, shows: string, kind?: "no"];

/** By route: the name of its file in app/routes, without the ending. */
const SCREENS: Readonly<Record<string, readonly Row[]>> = {
  "kiosk._index": [["attract", "nobody", "/kiosk", 'choice a[href="/kiosk/home"]']],
  "kiosk.home": [
    ["home", "nobody", "/kiosk/home", 'choice a[href="/kiosk/book"]'],
    ["home of an elder", "booked", "/kiosk/home", "display ul"],
  ],
  "kiosk.sign-in": [
    ["telephone", "nobody", "/kiosk/sign-in", "input[name=phone]"],
    ["telephone, code over", "nobody", "/kiosk/sign-in?problem=over", "[role=alert]"],
    ["code", "asked", "/kiosk/sign-in?step=code", "input[name=code]"],
    ["name", "choosing", "/kiosk/sign-in?step=name", "button[name=name]"],
    ["ask staff", "nobody", "/kiosk/sign-in?step=staff", 'choice a[href*="/kiosk/help"]', "no"],
  ],
  "kiosk.pair": [["pair this machine", "nobody", "/kiosk/pair?code=48271936", "h1"]],
  "kiosk.closed": [["machine closed", "nobody", "/kiosk/closed", 'choice a[href*="/kiosk/help"]', "no"]],
  "kiosk.settings": [
    ["settings", "nobody", "/kiosk/settings?returnTo=/kiosk/home", "[role=group]"],
    ["settings, more", "nobody", "/kiosk/settings?returnTo=/kiosk/home&page=2", "[role=group]"],
  ],
  "kiosk.help": [
    ["help", "nobody", "/kiosk/help?returnTo=/kiosk/home", "[data-kiosk-kind=alarm]"],
    ["help of an elder", "booker", "/kiosk/help?returnTo=/kiosk/book", "[data-kiosk-kind=alarm]"],
  ],
  "kiosk.book": [
    ["booking, what", "booker", "/kiosk/book", 'choice a[href*="basket="]'],
    ["booking, what, second page", "booker", "/kiosk/book?page=2", 'choice a[href*="basket="]'],
    ["booking, time", "booker", "/kiosk/book?basket={basket}", "button[name=slot]"],
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
    ["booking, which one", "booker", "/kiosk/book?more=1&category=LC", 'choice a[href*="item="]'],
    ["booking, what else", "booker", "/kiosk/book?more=1&category=LC&item=LC09", 'choice a[href*="basket=own."]'],
    ["booking, change", "booker", "/kiosk/book?basket={basket}&slot={slot}&change=1", 'choice a[href*="other="]'],
    ["booking, month full", "full", "/kiosk/book", 'choice a[href*="pay=self"]', "no"],
    ["booking, closed", "closed", "/kiosk/book", 'choice a[href*="/kiosk/help"]', "no"],
  ],
  "kiosk.booked.$visitNo": [
    ["booked", "booked", "/kiosk/booked/{booked}", "action button[form=kiosk-exit]"],
    ["booked, too late to undo", "booked", "/kiosk/booked/{booked}?late=1", "action button[form=kiosk-exit]"],
    ["undone", "undone", "/kiosk/booked/{undone}", "action button[form=kiosk-exit]"],
    ["moved", "full", "/kiosk/booked/{visit}?moved=1", "action button[form=kiosk-exit]"],
    ["kept", "full", "/kiosk/booked/{visit}?kept=1", "action button[form=kiosk-exit]"],
  ],
  "kiosk.schedule": [
    ["schedule", "full", "/kiosk/schedule", 'choice a[href*="/kiosk/visit/"]'],
    ["schedule with a question", "proposed", "/kiosk/schedule", 'choice a[href*="/kiosk/proposal/"]'],
  ],
  "kiosk.move.$visitNo": [
    ["move, when", "full", "/kiosk/move/{visit}", "button[name=slot]"],
    ["move, check", "full", "/kiosk/move/{visit}?slot={otherTime}", "input[name=confirm]"],
  ],
  "kiosk.proposal.$visitNo": [["another time asked", "proposed", "/kiosk/proposal/{proposal}", "button[name=choice]"]],
  "kiosk.visit.$visitNo": [["one visit", "full", "/kiosk/visit/{visit}", 'choice a[href*="/kiosk/move/"]']],
  "kiosk.cancel.$visitNo": [
    ["cancel, why", "full", "/kiosk/cancel/{visit}", 'choice a[href*="reason="]'],
    ["cancel, how long", "full", "/kiosk/cancel/{visit}?reason=hospital", 'choice a[href*="stay="]'],
    ["cancel, check", "full", "/kiosk/cancel/{visit}?reason=hospital&stay=unknown", "input[name=confirm]"],
  ],
  "kiosk.call-me": [["call me", "full", "/kiosk/call-me?about=booking", "input[name=key]"]],
  "kiosk.call-me-later": [["call me later", "nobody", "/kiosk/call-me-later", "input[name=phone]"]],
  "kiosk.offline": [["no network", "nobody", "/kiosk/offline", 'choice a[href="/kiosk/call-me-later"]', "no"]],
  "kiosk.told": [
    ["called", "full", "/kiosk/told?what=called&ticket=3827", "action button[form=kiosk-exit]"],
    ["cancelled", "full", "/kiosk/told?what=cancelled&ticket=3827", "action button[form=kiosk-exit]"],
  ],
  "kiosk.rate": [
    ["rate", "rating", "/kiosk/rate?visit={rating}", "button[name=grade]"],
    ["rate, what was not good", "rating", "/kiosk/rate?visit={rating}&say=remarks", "input[name=remark]"],
    [
      "rate, more that was not good",
      "rating",
      "/kiosk/rate?visit={rating}&say=remarks&part=2",
      "input[name=skip], button[name=skip]",
    ],
    ["rate, nobody came", "rating", "/kiosk/rate?visit={rating}&say=nobody", "input[name=nobody]"],
    ["nothing to rate", "closed", "/kiosk/rate", "action a, choice a"],
  ],
  "kiosk.rated.$visitNo": [
    ["rated", "rating", "/kiosk/rated/{rating}", "action button[form=kiosk-exit]"],
    ["rated, somebody calls", "rating", "/kiosk/rated/{rating}?ticket=3827", "action button[form=kiosk-exit]"],
  ],
  "kiosk.allowance": [
    ["allowance", "full", "/kiosk/allowance", 'choice a[href*="why=1"]'],
    ["allowance, why", "full", "/kiosk/allowance?why=1", "ul"],
    ["allowance, none", "closed", "/kiosk/allowance", 'choice a[href*="why=1"]'],
    ["allowance, why none", "closed", "/kiosk/allowance?why=1", "ul"],
  ],
  "kiosk.family._index": [["family", "full", "/kiosk/family", "main h1"]],
  "kiosk.family.done": [["family, done", "full", "/kiosk/family/done?what=linked", "main h1"]],
  kiosk: [["fault", "booker", "/kiosk/booked/none", 'action a[href="/kiosk/booked/none"]', "no"]],
};

export type KioskScreen = {
  readonly name: string;
  readonly route: string;
  readonly who: Stand;
  readonly addressFor: (facts: Facts) => string;
  readonly shows: string;
  readonly isNo: boolean;
};

const inZones = (selector: string) =>
  selector.replace(
    /\b(choice|action|display) /g,
    (_, zone: string) => `[data-kiosk-zone=${zone === "choice" ? "choices" : zone}] `,
  );

export const KIOSK_SCREENS: readonly KioskScreen[] = Object.entries(SCREENS).flatMap(([route, rows]) =>
  rows.map(([name, who, address, shows, kind]) => ({
    name,
    route,
    who,
    addressFor: (facts: Facts) => address.replace(/\{(\w+)\}/g, (_, fact: keyof Facts) => facts[fact]),
    shows: inZones(shows),
    isNo: kind === "no",
  })),
);

/** Routes that show no screen: forms and answers for machines. */
const WITHOUT_SCREEN = ["kiosk.sign-out", "kiosk.start"];

/**
 * Not walked yet: identity by a reader and printing need a paired machine with its agent, what only the elder may say needs staff beside them, paying
 * needs an own visit, a shared family needs a second telephone, the conditions of a family bed do not fit the larger letters yet, and activities,
 * notices and complaints are walked at the first size by their own tests only.
 */
const NOT_WALKED = [
  "kiosk.identify",
  "kiosk.print",
  "kiosk.slips.$slipId",
  "kiosk.family.$linkId",
  "kiosk.family.invite.$inviteId",
  "kiosk.apply-bed",
  "kiosk.own-word",
  "kiosk.pay.$visitNo",
  "kiosk.activities._index",
  "kiosk.activities.$activityId",
  "kiosk.notices._index",
  "kiosk.notices.$noticeId",
  "kiosk.check",
  "kiosk.apply",
  "kiosk.complain",
  "kiosk.complained",
];

/** Routes of the kiosk that no screen of the list names. */
export function unlistedRoutes(): string[] {
  return readdirSync(new URL("../../app/routes/", import.meta.url))
    .filter((name) => name.startsWith("kiosk") && name.endsWith(".tsx"))
    .map((name) => name.replace(/\.tsx$/, ""))
    .filter((route) => !(route in SCREENS) && ![...WITHOUT_SCREEN, ...NOT_WALKED].includes(route));
}
