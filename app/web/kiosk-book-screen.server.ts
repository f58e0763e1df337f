/** Which screen of 服务预约 an address asks for, and what it shows. The address holds every choice, so a page without scripts is the same page. */
import { redirect } from "@remix-run/node";
import { isRefusal } from "#app/domain/refusal.ts";
import { visitRemarksOf } from "#app/domain/visits/visit-remark.ts";
import { localMonthOf, type Instant } from "#app/domain/time/instant.ts";
import { isPlainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { showJustBooked } from "#app/usecases/kiosk/just-booked.server.ts";
import { showItems } from "#app/usecases/kiosk/show-booking-items.server.ts";
import { showBaskets, showCheck, showDays, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import type { Guarded } from "./guard.server.ts";
import { elderIdOf } from "./kiosk-elder.server.ts";

/** This page with other choices; null takes one back. */
export function bookAddress(request: Request, changes: Readonly<Record<string, string | null>>): string {
  const asked = new URL(request.url).searchParams;
  for (const name of ["page", "days", "day", "none", "change"]) asked.delete(name);
  for (const [name, value] of Object.entries(changes))
    if (value === null) asked.delete(name);
    else asked.set(name, value);
  return `/kiosk/book?${asked.toString()}`;
}

export const paysSelfIn = (asked: URLSearchParams) => asked.get("pay") === "self";

/** 再约一次: that it is to be one more has been said. */
export const isAnswered = (asked: URLSearchParams) => asked.get("again") === "1";

/** What the care worker is to mind, as chosen so far. */
export const remarksIn = (asked: URLSearchParams) => visitRemarksOf((asked.get("remarks") ?? "").split(","));

/** The month that is asked for; anything that is none asks for none. One more visit at one's own cost is one more of the running month. */
export function monthIn(asked: URLSearchParams, now: Instant): PlainMonth | null {
  const month = asked.get("month") ?? "";
  if (isPlainMonth(month)) return month;
  return paysSelfIn(asked) ? localMonthOf(now) : null;
}

async function itemScreen({ context }: Guarded, elderId: string, asked: URLSearchParams) {
  const paysSelf = paysSelfIn(asked);
  const { item, ...shown } = await showItems(context, elderId, asked.get("item"), monthIn(asked, context.now));
  if (item !== null && item.basket === null) return { kind: "fill" as const, ...shown, item, paysSelf };
  const category = asked.get("category");
  if (category !== null) return { kind: "items" as const, ...shown, category, paysSelf };
  return { kind: "categories" as const, ...shown, paysSelf };
}

async function firstScreen(given: Guarded, elderId: string, asked: URLSearchParams) {
  const paysSelf = paysSelfIn(asked);
  const shown = await showBaskets(given.context, elderId, monthIn(asked, given.context.now));
  const isAnyway = shown.kind === "full" && paysSelf;
  const isOpen = shown.kind === "what" || isAnyway;
  if (isOpen && asked.has("unsure")) return { ...shown, kind: "unsure" as const, paysSelf };
  if (isOpen && asked.has("more")) return itemScreen(given, elderId, asked);
  return isAnyway ? { ...shown, kind: "what" as const, paysSelf } : { ...shown, paysSelf };
}

async function timeScreen({ context }: Guarded, elderId: string, asked: URLSearchParams) {
  const basket = asked.get("basket") ?? "";
  const paysSelf = paysSelfIn(asked);
  if (asked.has("days")) {
    const days = await showDays(context, elderId, basket, monthIn(asked, context.now));
    if (days !== null) return { kind: "days" as const, ...days, day: asked.get("day"), paysSelf };
  }
  const taken = asked.get("taken");
  const times = await showTimes(context, elderId, basket, {
    taken,
    otherThan: asked.get("other"),
    month: monthIn(asked, context.now),
  });
  if (times === null) throw redirect("/kiosk/book");
  if (asked.has("none")) return { kind: "none" as const, ...times, paysSelf };
  return { kind: "time" as const, isTaken: taken !== null, ...times, paysSelf };
}

async function checkScreen(given: Guarded, elderId: string, { basket, slot }: { basket: string; slot: string }) {
  const { request, context, services } = given;
  const asked = new URL(request.url).searchParams;
  const check = await showCheck(context, services.crypto, { elderId, basket, slot });
  if (check === null) throw redirect(bookAddress(request, { slot: null, taken: slot }));
  // Whoever looks at a time keeps it, for ten minutes from each look; that another has it by now is said at the confirmation.
  await holdSlot(context, { elderId, basket, slot }).catch((thrown: unknown) => {
    if (!isRefusal(thrown)) throw thrown;
  });
  const change = asked.get("change");
  const kind = change === null ? ("check" as const) : change === "remarks" ? ("remarks" as const) : ("change" as const);
  return { ...check, kind, remarks: remarksIn(asked), paysSelf: paysSelfIn(asked) };
}

async function askedScreen(given: Guarded, elderId: string, asked: URLSearchParams) {
  const [basket, slot] = [asked.get("basket"), asked.get("slot")];
  if (basket === null) return firstScreen(given, elderId, asked);
  if (slot === null) return timeScreen(given, elderId, asked);
  return checkScreen(given, elderId, { basket, slot });
}

/** Screens on which nothing can be booked; they have a question of their own. */
const NOT_OPEN: readonly string[] = ["full", "closed", "resting"];

/** Whoever has just booked is asked once whether it is to be one more; the address remembers the answer. */
export async function bookScreen(given: Guarded) {
  const elderId = elderIdOf(given.actor);
  const asked = new URL(given.request.url).searchParams;
  const shown = await askedScreen(given, elderId, asked);
  if (isAnswered(asked) || NOT_OPEN.includes(shown.kind)) return shown;
  const visit = await showJustBooked(given.context, elderId);
  if (visit === null) return shown;
  const { name, place, allowed, price, paysSelf, monthAhead } = shown;
  return { kind: "again" as const, name, place, allowed, price, paysSelf, monthAhead, visit };
}
