import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { useLocale } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { ClosedScreen, FullScreen, RestingScreen, UnsureScreen } from "#app/kiosk/booking-entry-screens.tsx";
import { CheckScreen, WhatScreen } from "#app/kiosk/booking-screens.tsx";
import { BookingDaysScreen, BookingTimeScreen, NoneFitsScreen } from "#app/kiosk/booking-time-screens.tsx";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { showBaskets, showCheck, showDays, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { waitForSlot } from "#app/usecases/kiosk/wait-for-slot.server.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  slot: z.string().max(100).optional(),
  confirm: z.literal("yes").optional(),
  wait: z.literal("yes").optional(),
});

/** This page with other choices; null takes one back. */
function addressWith(request: Request, changes: Readonly<Record<string, string | null>>): string {
  const asked = new URL(request.url).searchParams;
  for (const name of ["page", "days", "day", "none"]) asked.delete(name);
  for (const [name, value] of Object.entries(changes))
    if (value === null) asked.delete(name);
    else asked.set(name, value);
  return `/kiosk/book?${asked.toString()}`;
}

const paysSelfIn = (asked: URLSearchParams) => asked.get("pay") === "self";

async function firstScreen({ context }: Guarded, elderId: string, asked: URLSearchParams) {
  const paysSelf = paysSelfIn(asked);
  const shown = await showBaskets(context, elderId);
  const isAnyway = shown.kind === "full" && paysSelf;
  const isUnsure = asked.has("unsure") && (shown.kind === "what" || isAnyway);
  if (isUnsure) return { ...shown, kind: "unsure" as const, paysSelf };
  return isAnyway ? { ...shown, kind: "what" as const, paysSelf } : { ...shown, paysSelf };
}

async function timeScreen({ context }: Guarded, elderId: string, asked: URLSearchParams) {
  const basket = asked.get("basket") ?? "";
  const paysSelf = paysSelfIn(asked);
  if (asked.has("days")) {
    const days = await showDays(context, elderId, basket);
    if (days !== null) return { kind: "days" as const, ...days, day: asked.get("day"), paysSelf };
  }
  const taken = asked.get("taken");
  const times = await showTimes(context, elderId, basket, taken);
  if (times === null) throw redirect("/kiosk/book");
  if (asked.has("none")) return { kind: "none" as const, ...times, paysSelf };
  return { kind: "time" as const, isTaken: taken !== null, ...times, paysSelf };
}

export const loader = guarded({ action: "kiosk.personal" }, async (given) => {
  const { request, actor, context, services } = given;
  const elderId = elderIdOf(actor);
  const asked = new URL(request.url).searchParams;
  const [basket, slot] = [asked.get("basket"), asked.get("slot")];
  if (basket === null) return firstScreen(given, elderId, asked);
  if (slot === null) return timeScreen(given, elderId, asked);
  const check = await showCheck(context, services.crypto, { elderId, basket, slot });
  if (check === null) throw redirect(addressWith(request, { slot: null, taken: slot }));
  // Whoever looks at a time keeps it, for ten minutes from each look; that another has it by now is said at the confirmation.
  await holdSlot(context, { elderId, basket, slot }).catch((thrown: unknown) => {
    if (!isRefusal(thrown)) throw thrown;
  });
  return { kind: "check" as const, ...check, paysSelf: paysSelfIn(asked) };
});

async function wait({ request, actor, context }: Guarded, basket: string) {
  const { device } = await kioskPlaceOf(request);
  const summary = bookingWords["zh-CN"].waiting_summary;
  const ticket = await waitForSlot(context, { elderId: elderIdOf(actor), basket, device, summary });
  return redirect(`/kiosk/told?what=waiting&ticket=${ticket}`);
}

export const action = guarded({ action: "kiosk.personal" }, async (given) => {
  const { request, actor, context } = given;
  const { value } = await readForm(request, form);
  const asked = new URL(request.url).searchParams;
  const slot = value?.slot ?? asked.get("slot") ?? "";
  const wish = { elderId: elderIdOf(actor), basket: asked.get("basket") ?? "", slot };
  try {
    if (value?.wait === "yes") return await wait(given, wish.basket);
    if (value?.confirm === "yes") {
      const visitNo = await bookVisit(context, wish, paysSelfIn(asked) ? "elder" : "government");
      return redirect(`/kiosk/booked/${visitNo}`);
    }
    await holdSlot(context, wish);
    return redirect(addressWith(request, { slot, taken: null }));
  } catch (thrown) {
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown"))
      return redirect(addressWith(request, { slot: null, taken: slot }));
    if (isRefusal(thrown)) return redirect("/kiosk/book");
    throw thrown;
  }
});

export default function Book() {
  const shown = useLoaderData<typeof loader>();
  const locale = useLocale();
  const { name, place, allowed, price, paysSelf } = shown;
  const purpose = { name, place, allowed, price, paysSelf };
  switch (shown.kind) {
    case "what":
      return (
        <WhatScreen
          baskets={shown.baskets}
          purpose={purpose}
          likeLast={paysSelf ? null : shown.likeLast}
          kept={shown.kept}
        />
      );
    case "unsure":
      return <UnsureScreen purpose={purpose} />;
    case "resting":
      return <RestingScreen name={name} since={typeof shown.facts["from"] === "string" ? shown.facts["from"] : null} />;
    case "none":
      return <NoneFitsScreen purpose={purpose} codes={shown.codes} isFull={false} />;
    case "days":
      return <BookingDaysScreen {...shown} purpose={purpose} />;
    case "full":
      return <FullScreen name={name} allowed={allowed} price={price} />;
    case "closed":
      return (
        <ClosedScreen
          name={name}
          sentence={shown.reason === null ? null : eligibilitySentence(shown.reason, shown.facts, locale)}
        />
      );
    case "time":
      return <BookingTimeScreen purpose={purpose} codes={shown.codes} slots={shown.slots} isTaken={shown.isTaken} />;
    case "check":
      return <CheckScreen purpose={purpose} codes={shown.codes} slot={shown.slot} address={shown.address} />;
  }
}
