/** A slip in words: the same lines on paper and on the screen. Names come masked, so nothing here can print a whole one. */
import type { CheckItem } from "./check-list.tsx";
import type { Slip, SlipLine } from "#app/domain/kiosk/slip.ts";
import { elderDateText, elderTimeText } from "#app/domain/time/date-text.ts";
import { careWorkersText } from "#app/messages/care-workers.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { slipWords } from "#app/messages/kiosk-slip.ts";
import type { Locale } from "#app/messages/locale.ts";

export type SlipText = {
  readonly title: string;
  /** "张奶奶（张*英）"; null for a slip of nobody. */
  readonly who: string | null;
  readonly items: readonly CheckItem[];
};

export type WordedSlip = {
  readonly who: { readonly name: string; readonly surname: string; readonly sex: string } | null;
  readonly locale: Locale;
  readonly slip: Slip;
};

type Visit = Extract<Slip, { kind: "schedule" }>["visits"][number];

const isSomething = (item: CheckItem | null): item is CheckItem => item !== null;

function bookedItems(slip: Extract<Slip, { kind: "booked" }>, locale: Locale): (CheckItem | null)[] {
  const words = slipWords[locale];
  return [
    { icon: "clipboard-list", term: words.what, value: elderServices(slip.codes, locale) },
    { icon: "clock", term: words.when, value: elderTimeText(slip.date, slip.startMinute, locale) },
    { icon: "user", term: words.worker, value: careWorkersText(slip.surnames, locale) },
    slip.building === null ? null : { icon: "map-pin", term: words.where, value: slip.building, isUnsaid: true },
    slip.left === null ? null : { icon: "wallet", term: words.left, value: words.left_value(slip.left) },
    slip.number === null ? null : { icon: "receipt", term: words.number, value: slip.number },
  ];
}

function visitItem(visit: Visit, place: number, locale: Locale): CheckItem {
  const when = elderTimeText(visit.date, visit.startMinute, locale);
  const value = [when, elderServices(visit.codes, locale), careWorkersText(visit.surnames, locale)].join(" ");
  return { icon: "calendar-check", term: String(place + 1), value };
}

function allowanceItems(slip: Extract<Slip, { kind: "allowance" }>, locale: Locale): CheckItem[] {
  const words = slipWords[locale];
  const [year, month] = [slip.month.slice(0, 4), String(Number(slip.month.slice(5, 7)))];
  return [
    { icon: "calendar-days", term: words.month, value: words.month_value(year, month) },
    { icon: "list-checks", term: words.allowed, value: words.times(slip.allowed) },
    { icon: "check", term: words.used, value: words.times(slip.used) },
    { icon: "wallet", term: words.left, value: words.left_value(slip.left) },
  ];
}

function activityItems(slip: Extract<Slip, { kind: "activity" }>, locale: Locale): CheckItem[] {
  const words = slipWords[locale];
  const place = slip.joinedPlace === null ? words.has_place : words.has_number(slip.joinedPlace);
  const state = slip.waitingPlace === null ? place : words.waits(slip.waitingPlace);
  return [
    { icon: "users", term: words.activity, value: slip.title },
    { icon: "clock", term: words.when, value: elderTimeText(slip.date, slip.startMinute, locale) },
    { icon: "map-pin", term: words.place, value: slip.place },
    { icon: "info", term: words.state, value: state },
  ];
}

function ticketItems(slip: Extract<Slip, { kind: "ticket" }>, locale: Locale): (CheckItem | null)[] {
  const words = slipWords[locale];
  const answer = slip.answerBy === null ? null : words.answer_by_value(elderDateText(slip.answerBy, locale));
  return [
    { icon: "receipt", term: words.number, value: slip.number },
    { icon: "message-circle", term: words.subject, value: slip.subject },
    answer === null ? null : { icon: "phone-call", term: words.answer_by, value: answer },
  ];
}

function scheduleItems(slip: Extract<Slip, { kind: "schedule" }>, locale: Locale): (CheckItem | null)[] {
  const words = slipWords[locale];
  return [
    ...slip.visits.map((visit, place) => visitItem(visit, place, locale)),
    slip.visits.length > 0 ? null : { icon: "calendar-check", term: words.when, value: words.none },
    slip.left === null ? null : { icon: "wallet", term: words.left, value: words.left_value(slip.left) },
  ];
}

function itemsOf(slip: Slip, locale: Locale): (CheckItem | null)[] {
  switch (slip.kind) {
    case "booked":
      return bookedItems(slip, locale);
    case "schedule":
      return scheduleItems(slip, locale);
    case "allowance":
      return allowanceItems(slip, locale);
    case "activity":
      return activityItems(slip, locale);
    case "ticket":
      return ticketItems(slip, locale);
  }
}

/** Title, whose it is and the lines, in the slip's own language. */
export function slipText({ who, locale, slip }: WordedSlip): SlipText {
  const words = slipWords[locale];
  const titles: Readonly<Record<Slip["kind"], string>> = {
    booked: words.title_booked,
    schedule: words.title_schedule,
    allowance: words.title_allowance,
    activity: words.title_activity,
    ticket: words.title_ticket,
  };
  const honoured = who === null ? "" : kioskPageWords[locale].honoured(who.surname, who.sex);
  const notes = slip.notes.map((value, place): CheckItem => ({
    icon: "info",
    term: place === 0 ? words.note : "",
    value,
  }));
  return {
    title: titles[slip.kind],
    who: who === null ? null : words.who(honoured, who.name),
    items: [...itemsOf(slip, locale).filter(isSomething), ...notes],
  };
}

/** The same for paper, ending with the hotline: every line large enough for old eyes. */
export function slipLines(worded: WordedSlip, site: string): SlipLine[] {
  const { title, who, items } = slipText(worded);
  return [
    { text: site, size: "normal", centred: true },
    { text: title, size: "large", centred: true },
    ...(who === null ? [] : [{ text: who, size: "large", centred: false } as const]),
    ...items.map(({ term, value }) => ({
      text: term === "" ? value : `${term} ${value}`,
      size: "large" as const,
      centred: false,
    })),
    { text: slipWords[worded.locale].hotline_line, size: "large", centred: false },
  ];
}
