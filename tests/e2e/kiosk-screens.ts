/**
 * Every screen of the kiosk: where it is, who stands there, and what shows that it is the one meant. The walks over sizes, colours, languages and
 * orientations go by this list, and a route of the kiosk that no screen names fails a test.
 */
import { readdirSync } from "node:fs";
import type { Facts, Stand } from "./kiosk-people.ts";

export type KioskScreen = {
  readonly name: string;
  /** File name of its route in app/routes, without the ending. */
  readonly route: string;
  readonly who: Stand;
  readonly address: (facts: Facts) => string;
  /** Only this screen has it. */
  readonly shows: string;
  /** An error or a no: at least two ways on, one of them a person. The help button of the bar does not count. */
  readonly isNo?: true;
};

const plain = (address: string) => () => address;
const CHOICE = "[data-kiosk-zone=choices]";
const ACTION = "[data-kiosk-zone=action]";

export const KIOSK_SCREENS: readonly KioskScreen[] = [
  {
    name: "attract",
    route: "kiosk._index",
    who: "nobody",
    address: plain("/kiosk"),
    shows: `${CHOICE} a[href="/kiosk/home"]`,
  },
  {
    name: "home",
    route: "kiosk.home",
    who: "nobody",
    address: plain("/kiosk/home"),
    shows: `${CHOICE} a[href="/kiosk/book"]`,
  },
  {
    name: "home of an elder",
    route: "kiosk.home",
    who: "booked",
    address: plain("/kiosk/home"),
    shows: "[data-kiosk-zone=display] ul",
  },
  {
    name: "telephone",
    route: "kiosk.sign-in",
    who: "nobody",
    address: plain("/kiosk/sign-in"),
    shows: "input[name=phone]",
  },
  {
    name: "telephone, code over",
    route: "kiosk.sign-in",
    who: "nobody",
    address: plain("/kiosk/sign-in?problem=over"),
    shows: "[role=alert]",
  },
  {
    name: "code",
    route: "kiosk.sign-in",
    who: "asked",
    address: plain("/kiosk/sign-in?step=code"),
    shows: "input[name=code]",
  },
  {
    name: "name",
    route: "kiosk.sign-in",
    who: "choosing",
    address: plain("/kiosk/sign-in?step=name"),
    shows: "button[name=name]",
  },
  {
    name: "ask staff",
    route: "kiosk.sign-in",
    who: "nobody",
    address: plain("/kiosk/sign-in?step=staff"),
    shows: `${CHOICE} a[href*="/kiosk/help"]`,
    isNo: true,
  },
  {
    name: "settings",
    route: "kiosk.settings",
    who: "nobody",
    address: plain("/kiosk/settings?returnTo=/kiosk/home"),
    shows: "[role=group]",
  },
  {
    name: "settings, more",
    route: "kiosk.settings",
    who: "nobody",
    address: plain("/kiosk/settings?returnTo=/kiosk/home&page=2"),
    shows: "[role=group]",
  },
  {
    name: "help",
    route: "kiosk.help",
    who: "nobody",
    address: plain("/kiosk/help?returnTo=/kiosk/home"),
    shows: "[data-kiosk-kind=alarm]",
  },
  {
    name: "help of an elder",
    route: "kiosk.help",
    who: "booker",
    address: plain("/kiosk/help?returnTo=/kiosk/book"),
    shows: "[data-kiosk-kind=alarm]",
  },
  {
    name: "booking, what",
    route: "kiosk.book",
    who: "booker",
    address: plain("/kiosk/book"),
    shows: `${CHOICE} a[href*="basket="]`,
  },
  {
    name: "booking, what, second page",
    route: "kiosk.book",
    who: "booker",
    address: plain("/kiosk/book?page=2"),
    shows: `${CHOICE} a[href*="basket="]`,
  },
  {
    name: "booking, time",
    route: "kiosk.book",
    who: "booker",
    address: ({ basket }) => `/kiosk/book?basket=${basket}`,
    shows: "button[name=slot]",
  },
  {
    name: "booking, time gone",
    route: "kiosk.book",
    who: "booker",
    address: ({ basket }) => `/kiosk/book?basket=${basket}&taken=1`,
    shows: "[role=alert]",
  },
  {
    name: "booking, check",
    route: "kiosk.book",
    who: "booker",
    address: ({ basket, slot }) => `/kiosk/book?basket=${basket}&slot=${slot}`,
    shows: "input[name=confirm]",
  },
  {
    name: "booking, check, own money",
    route: "kiosk.book",
    who: "booker",
    address: ({ basket, slot }) => `/kiosk/book?basket=${basket}&slot=${slot}&pay=self`,
    shows: "input[name=confirm]",
  },
  {
    name: "booking, month full",
    route: "kiosk.book",
    who: "full",
    address: plain("/kiosk/book"),
    shows: `${CHOICE} a[href*="pay=self"]`,
    isNo: true,
  },
  {
    name: "booking, closed",
    route: "kiosk.book",
    who: "closed",
    address: plain("/kiosk/book"),
    shows: `${CHOICE} a[href*="/kiosk/help"]`,
    isNo: true,
  },
  {
    name: "booked",
    route: "kiosk.booked.$visitNo",
    who: "booked",
    address: ({ booked }) => `/kiosk/booked/${booked}`,
    shows: `${ACTION} button[form=kiosk-exit]`,
  },
  {
    name: "booked, too late to undo",
    route: "kiosk.booked.$visitNo",
    who: "booked",
    address: ({ booked }) => `/kiosk/booked/${booked}?late=1`,
    shows: `${ACTION} button[form=kiosk-exit]`,
  },
  {
    name: "undone",
    route: "kiosk.booked.$visitNo",
    who: "undone",
    address: ({ undone }) => `/kiosk/booked/${undone}`,
    shows: `${ACTION} button[form=kiosk-exit]`,
  },
  {
    name: "moved",
    route: "kiosk.booked.$visitNo",
    who: "full",
    address: ({ visit }) => `/kiosk/booked/${visit}?moved=1`,
    shows: `${ACTION} button[form=kiosk-exit]`,
  },
  {
    name: "kept",
    route: "kiosk.booked.$visitNo",
    who: "full",
    address: ({ visit }) => `/kiosk/booked/${visit}?kept=1`,
    shows: `${ACTION} button[form=kiosk-exit]`,
  },
  {
    name: "schedule",
    route: "kiosk.schedule",
    who: "full",
    address: plain("/kiosk/schedule"),
    shows: `${CHOICE} a[href*="/kiosk/move/"]`,
  },
  {
    name: "move, when",
    route: "kiosk.move.$visitNo",
    who: "full",
    address: ({ visit }) => `/kiosk/move/${visit}`,
    shows: "button[name=slot]",
  },
  {
    name: "move, check",
    route: "kiosk.move.$visitNo",
    who: "full",
    address: ({ visit, otherTime }) => `/kiosk/move/${visit}?slot=${otherTime}`,
    shows: "input[name=confirm]",
  },
  {
    name: "another time asked",
    route: "kiosk.proposal.$visitNo",
    who: "proposed",
    address: ({ proposal }) => `/kiosk/proposal/${proposal}`,
    shows: "button[name=choice]",
  },
  {
    name: "schedule with a question",
    route: "kiosk.schedule",
    who: "proposed",
    address: plain("/kiosk/schedule"),
    shows: `${CHOICE} a[href*="/kiosk/proposal/"]`,
  },
  {
    name: "fault",
    route: "kiosk",
    who: "booker",
    address: plain("/kiosk/booked/none"),
    shows: `${ACTION} a[href="/kiosk/booked/none"]`,
    isNo: true,
  },
];

/** Routes that show no screen: forms and answers for machines. */
const WITHOUT_SCREEN = new Set(["kiosk.sign-out"]);

/** Routes of the kiosk that no screen of the list names. */
export function unlistedRoutes(): string[] {
  const listed = new Set(KIOSK_SCREENS.map(({ route }) => route));
  return readdirSync(new URL("../../app/routes/", import.meta.url))
    .filter((name) => name.startsWith("kiosk") && name.endsWith(".tsx"))
    .map((name) => name.replace(/\.tsx$/, ""))
    .filter((route) => !listed.has(route) && !WITHOUT_SCREEN.has(route));
}
