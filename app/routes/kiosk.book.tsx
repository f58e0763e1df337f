import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { useLocale } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { BookingTimeScreen, CheckScreen, ClosedScreen, FullScreen, WhatScreen } from "#app/kiosk/booking-screens.tsx";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { showBaskets, showCheck, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ slot: z.string().max(100).optional(), confirm: z.literal("yes").optional() });

/** This page with other choices; null takes one back. */
function addressWith(request: Request, changes: Readonly<Record<string, string | null>>): string {
  const asked = new URL(request.url).searchParams;
  asked.delete("page");
  for (const [name, value] of Object.entries(changes))
    if (value === null) asked.delete(name);
    else asked.set(name, value);
  return `/kiosk/book?${asked.toString()}`;
}

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, actor, context, services }) => {
  const elderId = elderIdOf(actor);
  const asked = new URL(request.url).searchParams;
  const paysSelf = asked.get("pay") === "self";
  const [basket, slot] = [asked.get("basket"), asked.get("slot")];
  if (basket === null) {
    const shown = await showBaskets(context, elderId);
    return shown.kind === "full" && paysSelf ? { ...shown, kind: "what" as const, paysSelf } : { ...shown, paysSelf };
  }
  if (slot === null) {
    const times = await showTimes(context, elderId, basket);
    if (times === null) throw redirect("/kiosk/book");
    return { kind: "time" as const, isTaken: asked.has("taken"), ...times, paysSelf };
  }
  const check = await showCheck(context, services.crypto, { elderId, basket, slot });
  if (check === null) throw redirect(addressWith(request, { slot: null, taken: "1" }));
  return { kind: "check" as const, ...check, paysSelf };
});

export const action = guarded({ action: "kiosk.personal" }, async ({ request, actor, context }) => {
  const { value } = await readForm(request, form);
  const asked = new URL(request.url).searchParams;
  const slot = value?.slot ?? asked.get("slot") ?? "";
  const wish = { elderId: elderIdOf(actor), basket: asked.get("basket") ?? "", slot };
  try {
    if (value?.confirm === "yes") {
      const visitNo = await bookVisit(context, wish, asked.get("pay") === "self" ? "elder" : "government");
      return redirect(`/kiosk/booked/${visitNo}`);
    }
    await holdSlot(context, wish);
    return redirect(addressWith(request, { slot, taken: null }));
  } catch (thrown) {
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown"))
      return redirect(addressWith(request, { slot: null, taken: "1" }));
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
      return <WhatScreen baskets={shown.baskets} purpose={purpose} />;
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
