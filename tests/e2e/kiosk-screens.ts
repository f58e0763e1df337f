/**
 * Every screen of the kiosk: where it is, who stands there, and what shows that it is the one meant. The walks over sizes, colours, languages and
 * orientations go by this list, and a route of the kiosk that no screen names fails a test. A new screen is one row; what its address needs is a
 * fact of `kiosk-people.ts`.
 */
import { readdirSync } from "node:fs";
import { SELF_CHECK_QUESTIONS } from "#app/domain/entitlement/self-check.ts";
import { BOOKING_SCREENS } from "./kiosk-booking-screens.ts";
import { HELP_SCREENS } from "./kiosk-help-screens.ts";
import { PAIRED_SCREENS, type Screens } from "./kiosk-paired-screens.ts";
import type { Facts, Stand } from "./kiosk-people.ts";

/** The first answers of the self-check. */
const checked = (answer: "yes" | "no", count: number) =>
  SELF_CHECK_QUESTIONS.slice(0, count)
    .map((question) => `${question}=${answer}`)
    .join("&");

/** Three details: as long as what was said becomes. */
const WRONGS = "topic=worker&detail=took_money&detail=badly_done&detail=rude";

/** By route: the name of its file in app/routes, without the ending. */
const SCREENS: Screens = {
  ...HELP_SCREENS,
  "kiosk._index": [["attract", "nobody", "/kiosk", 'choice a[href="/kiosk/home"]']],
  "kiosk.home": [
    ["home", "nobody", "/kiosk/home", 'choice a[href="/kiosk/book"]'],
    ["home of an elder", "booked", "/kiosk/home", "display ul"],
  ],
  "kiosk.sign-in": [
    ["telephone", "nobody", "/kiosk/sign-in", "input[name=phone]"],
    ["telephone, code over", "nobody", "/kiosk/sign-in?problem=over", "[role=alert]", "no"],
    ["telephone, too short", "nobody", "/kiosk/sign-in", "[role=alert]", "no", { phone: "138" }],
    ["code", "asked", "/kiosk/sign-in?step=code", "input[name=code]"],
    ["name", "choosing", "/kiosk/sign-in?step=name", "button[name=name]"],
    ["ask staff", "nobody", "/kiosk/sign-in?step=staff", 'choice a[href*="/kiosk/help"]', "no"],
  ],
  "kiosk.pair": [["pair this machine", "nobody", "/kiosk/pair?code=48271936", "h1"]],
  "kiosk.settings": [
    ["settings", "nobody", "/kiosk/settings?returnTo=/kiosk/home", "[role=group]"],
    ["settings, more", "nobody", "/kiosk/settings?returnTo=/kiosk/home&page=2", "[role=group]"],
  ],
  ...BOOKING_SCREENS,
  "kiosk.schedule": [
    ["schedule", "full", "/kiosk/schedule", 'choice a[href*="/kiosk/visit/"]'],
    ["schedule with a question", "proposed", "/kiosk/schedule", 'choice a[href*="/kiosk/proposal/"]'],
  ],
  "kiosk.visit.$visitNo": [
    ["one visit", "full", "/kiosk/visit/{visit}", 'choice a[href*="/kiosk/move/"]'],
    ["one visit, just booked", "booked", "/kiosk/visit/{booked}", 'choice a[href="/kiosk/booked/{booked}"]'],
    ["one visit, its time over", "rating", "/kiosk/visit/{rating}", 'choice a[href*="/kiosk/call-me"]', "no"],
    ["one visit, nothing to change", "undone", "/kiosk/visit/{undone}", 'choice a[href*="/kiosk/call-me"]', "no"],
  ],
  "kiosk.cancel.$visitNo": [
    ["cancel, why", "full", "/kiosk/cancel/{visit}", 'choice a[href*="reason="]'],
    ["cancel, how long", "full", "/kiosk/cancel/{visit}?reason=hospital", 'choice a[href*="stay="]'],
    ["cancel, check", "full", "/kiosk/cancel/{visit}?reason=hospital&stay=unknown", "input[name=confirm]"],
  ],
  "kiosk.told": [
    ["called", "full", "/kiosk/told?what=called&ticket=3827", "action button[form=kiosk-exit]"],
    ["cancelled", "full", "/kiosk/told?what=cancelled&ticket=3827", "action button[form=kiosk-exit]"],
    ["cancelled, to be paid back", "full", "/kiosk/told?what=cancelled-private", "action button[form=kiosk-exit]"],
    ["told that it was done", "rating", "/kiosk/told?what=came&visit={rating}", 'action a[href*="/kiosk/rate"]'],
    ["told that nobody came", "rating", "/kiosk/told?what=nobody&ticket=3827", "action button[form=kiosk-exit]"],
    ["told that it is not known", "rating", "/kiosk/told?what=unsure", "action button[form=kiosk-exit]"],
    ["in line for a time", "full", "/kiosk/told?what=waiting&ticket=3827", "action button[form=kiosk-exit]"],
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
  "kiosk.family._index": [
    ["family, nobody yet", "booker", "/kiosk/family", "button[name=add]"],
    ["family", "full", "/kiosk/family", 'choice a[href="/kiosk/family/{link}"]'],
    ["family, too many", "full", "/kiosk/family?problem=full", "[role=alert]", "no"],
    ["family, too often", "full", "/kiosk/family?problem=often", "[role=alert]", "no"],
  ],
  "kiosk.family.invite.$inviteId": [
    ["family, code", "inviter", "/kiosk/family/invite/{invite}", "svg[role=img]"],
    ["family, somebody asks", "full", "/kiosk/family/invite/{inviteAsked}", "button[name=answer]"],
    ["family, paying", "full", "/kiosk/family/invite/{inviteAsked}?step=pay&ticked=book", "button[name=pay]"],
    ["family, code over", "full", "/kiosk/family/invite/{inviteOver}", "button[name=add]", "no"],
  ],
  "kiosk.family.$linkId": [
    ["family, one person", "full", "/kiosk/family/{link}", 'choice a[href*="do=remove"]'],
    ["family, what may be seen", "full", "/kiosk/family/{link}?do=change", "input[name=scope]"],
    ["family, paying changed", "full", "/kiosk/family/{link}?do=change&step=pay&ticked=book", "button[name=pay]"],
    ["family, end", "full", "/kiosk/family/{link}?do=remove", "action button"],
  ],
  "kiosk.family.done": [
    ["family, done", "full", "/kiosk/family/done?what=linked", "action button[form=kiosk-exit]"],
    ["family, refused", "full", "/kiosk/family/done?what=refused", "action button[form=kiosk-exit]"],
    ["family, staff", "full", "/kiosk/family/done?what=staff", 'choice a[href*="/kiosk/help"]', "no"],
  ],
  "kiosk.identify": [
    ["identify, ways", "nobody", "/kiosk/identify?next=/kiosk/home", 'choice a[href*="/kiosk/sign-in"]'],
    ["identify, card not read", "nobody", "/kiosk/identify?state=failed_once", "choice a"],
    ["identify, card not read again", "nobody", "/kiosk/identify?state=failed_twice", "choice a", "no"],
    ["identify, not on file", "nobody", "/kiosk/identify?state=unknown", "choice a", "no"],
    ["identify, reader broken", "nobody", "/kiosk/identify?state=broken", "choice a", "no"],
    ["identify, locked", "nobody", "/kiosk/identify?state=locked", "choice a", "no"],
    ["identify, no network", "nobody", "/kiosk/identify?state=offline", "choice a", "no"],
    ["identify, too late", "nobody", "/kiosk/identify?state=late", "choice a", "no"],
    ["identify, phone needed", "nobody", "/kiosk/identify?state=phone", "choice a", "no"],
    ["identify, social card", "nobody", "/kiosk/identify?how=social", "choice a"],
    ["identify, phone's code", "nobody", "/kiosk/identify?how=qr", "choice a"],
    ["another elder's card", "otherCard", "/kiosk/identify", "form#other-elder"],
  ],
  "kiosk.slips.$slipId": [
    ["slip of the month", "full", "{slipOfMonth}", "dl"],
    ["slip of the visits", "full", "{slipOfVisits}", "dl"],
    ["slip of one visit", "full", "{slipOfVisit}", "dl"],
  ],
  "kiosk.apply-bed": [
    ["family bed, apply", "booker", "/kiosk/apply-bed", "action button"],
    ["family bed, asked", "booked", "/kiosk/apply-bed?done", 'action a[href="/kiosk/home"]'],
    ["family bed, as it stands", "booked", "/kiosk/apply-bed", 'action a[href="/kiosk/home"]'],
  ],
  "kiosk.pay.$visitNo": [
    ["pay, what it costs", "payer", "/kiosk/pay/{toPay}", "button[name=step][value=code]"],
    ["pay, code", "payer", "/kiosk/pay/{codeToPay}", "svg[role=img]"],
    ["pay, paid", "paid", "/kiosk/pay/{paid}", "action a"],
    ["pay, not now", "payer", "/kiosk/pay/{toPay}?away=1", "action a", "no"],
  ],
  "kiosk.activities._index": [
    ["activities", "nobody", "/kiosk/activities", 'choice a[href^="/kiosk/activities/"]'],
    ["activities of an elder", "booked", "/kiosk/activities?page=2", 'choice a[href^="/kiosk/activities/"]'],
  ],
  "kiosk.activities.$activityId": [
    ["activity", "nobody", "/kiosk/activities/{activity}", "button[value=join]"],
    ["activity, full", "booker", "/kiosk/activities/{fullActivity}", "button[value=join]"],
    ["activity, joined", "booked", "/kiosk/activities/{activity}", "button[value=leave]"],
    ["activity, in line", "full", "/kiosk/activities/{fullActivity}", "button[value=leave]"],
    ["activity, check in", "rating", "/kiosk/activities/{todaysActivity}", "button[value=check-in]"],
    ["activity, place taken", "booked", "/kiosk/activities/{activity}?said=joined", "action button[form=kiosk-exit]"],
    [
      "activity, place in line",
      "full",
      "/kiosk/activities/{fullActivity}?said=waiting",
      "action button[form=kiosk-exit]",
    ],
    ["activity, called off", "booker", "/kiosk/activities/{activity}?said=left", "action button[form=kiosk-exit]"],
    [
      "activity, checked in",
      "rating",
      "/kiosk/activities/{todaysActivity}?said=there",
      "action button[form=kiosk-exit]",
    ],
    [
      "activity, closed",
      "booker",
      "/kiosk/activities/{activity}?said=gone",
      'choice a[href="/kiosk/activities"]',
      "no",
    ],
  ],
  "kiosk.notices._index": [
    ["notices", "nobody", "/kiosk/notices", 'choice a[href="/kiosk/check"]'],
    ["notices, second page", "nobody", "/kiosk/notices?page=2", 'choice a[href^="/kiosk/notices/"]'],
  ],
  "kiosk.notices.$noticeId": [
    ["notice", "nobody", "/kiosk/notices/{notice}", "main h1"],
    ["notice with a task", "nobody", "/kiosk/notices/{noticeWithTask}", 'choice a[href*="/kiosk/apply"]'],
    ["notice, second page", "nobody", "/kiosk/notices/{noticeWithTask}?page=2", 'choice a[href*="/kiosk/apply"]'],
  ],
  "kiosk.check": [
    ["self-check", "nobody", "/kiosk/check", 'choice a[href$="=yes"]'],
    ["self-check, last question", "nobody", `/kiosk/check?${checked("yes", 4)}`, 'choice a[href$="=yes"]'],
    ["self-check, third question", "nobody", `/kiosk/check?${checked("yes", 2)}`, 'choice a[href$="=yes"]'],
    [
      "self-check, may apply",
      "nobody",
      `/kiosk/check?${checked("yes", 4)}&institution=no`,
      'choice a[href="/kiosk/apply"]',
    ],
    ["self-check, may not", "nobody", `/kiosk/check?${checked("no", 5)}`, 'choice a[href*="/kiosk/help"]', "no"],
  ],
  "kiosk.apply": [
    ["apply, telephone", "nobody", "/kiosk/apply", "input[name=phone]"],
    [
      "apply, number too short",
      "nobody",
      "/kiosk/apply",
      "[role=alert]",
      "no",
      { go: "phone", key: "0123456789", phone: "138" },
    ],
    ["apply", "booker", "/kiosk/apply?notice={noticeWithTask}", "button[value=apply]"],
  ],
  "kiosk.complain": [
    ["speak up", "nobody", "/kiosk/complain", 'choice a[href*="topic="]'],
    ["speak up, of a visit", "nobody", "/kiosk/complain?topic=visit", "input[name=detail]"],
    ["speak up, of money", "nobody", "/kiosk/complain?topic=money", "input[name=detail]"],
    ["speak up, reply", "nobody", `/kiosk/complain?${WRONGS}&reply=1`, 'choice a[href*="reply=phone"]'],
    ["speak up, reply to an elder", "booker", `/kiosk/complain?${WRONGS}&reply=1`, "button[value=call]"],
    ["speak up, telephone", "nobody", "/kiosk/complain?topic=money&reply=phone", "input[name=phone]"],
    ["ask about a matter", "nobody", "/kiosk/complain?ask=1", "input[name=asking]"],
    ["ask, wrong number", "nobody", "/kiosk/complain?ask=1", "[role=alert]", "no", { go: "ask", asking: "1234567890" }],
    [
      "how a matter stands",
      "nobody",
      "/kiosk/complain?ask=1",
      "action button[form=kiosk-exit]",
      "screen",
      { go: "ask", asking: "{asking}" },
    ],
  ],
  "kiosk.complained": [
    ["spoken up, call", "toldCall", "/kiosk/complained", "action button[form=kiosk-exit]"],
    ["spoken up, without a name", "toldCode", "/kiosk/complained", "action button[form=kiosk-exit]"],
    ["spoken up, not to the provider", "toldBoth", "/kiosk/complained", "action button[form=kiosk-exit]"],
  ],
  kiosk: [["fault", "booker", "/kiosk/booked/none", 'action a[href="/kiosk/booked/none"]', "no"]],
};

export type KioskScreen = {
  /** At a kiosk of the centres and not in any browser. */
  readonly isPaired: boolean;
  readonly name: string;
  readonly route: string;
  readonly who: Stand;
  readonly addressFor: (facts: Facts) => string;
  readonly showsFor: (facts: Facts) => string;
  readonly isNo: boolean;
  readonly sentFor: (facts: Facts) => Readonly<Record<string, string>> | null;
};

const withFacts = (text: string, facts: Facts) => text.replace(/\{(\w+)\}/g, (_, fact: keyof Facts) => facts[fact]);

const inZones = (selector: string) =>
  selector.replace(
    /\b(choice|action|display) /g,
    (_, zone: string) => `[data-kiosk-zone=${zone === "choice" ? "choices" : zone}] `,
  );

const screensOf = (screens: Screens, isPaired: boolean): KioskScreen[] =>
  Object.entries(screens).flatMap(([route, rows]) =>
    rows.map(([name, who, address, shows, kind, sent]) => ({
      isPaired,
      name,
      route,
      who,
      addressFor: (facts: Facts) => withFacts(address, facts),
      showsFor: (facts: Facts) => withFacts(inZones(shows), facts),
      isNo: kind === "no",
      sentFor: (facts: Facts) =>
        sent === undefined
          ? null
          : Object.fromEntries(Object.entries(sent).map(([field, value]) => [field, withFacts(value, facts)])),
    })),
  );

export const KIOSK_SCREENS: readonly KioskScreen[] = [...screensOf(SCREENS, false), ...screensOf(PAIRED_SCREENS, true)];

/** Routes that show no screen: forms and answers for machines. */
const WITHOUT_SCREEN = ["kiosk.print", "kiosk.sign-out", "kiosk.start"];

/** Routes of the kiosk that no screen of the list names. */
export function unlistedRoutes(): string[] {
  return readdirSync(new URL("../../app/routes/", import.meta.url))
    .filter((name) => name.startsWith("kiosk") && name.endsWith(".tsx"))
    .map((name) => name.replace(/\.tsx$/, ""))
    .filter((route) => !(route in SCREENS) && !WITHOUT_SCREEN.includes(route));
}
