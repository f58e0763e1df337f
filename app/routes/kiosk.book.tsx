import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { useLocale } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { ClosedScreen, FullScreen, RestingScreen, UnsureScreen } from "#app/kiosk/booking-entry-screens.tsx";
import { ChangeScreen } from "#app/kiosk/booking-change-screen.tsx";
import { CategoriesScreen, FillScreen, ItemsScreen } from "#app/kiosk/booking-item-screens.tsx";
import { CheckScreen, WhatScreen } from "#app/kiosk/booking-screens.tsx";
import { BookingDaysScreen, BookingTimeScreen, NoneFitsScreen } from "#app/kiosk/booking-time-screens.tsx";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { waitForSlot } from "#app/usecases/kiosk/wait-for-slot.server.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { bookAddress, bookScreen, paysSelfIn } from "#app/web/kiosk-book-screen.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";
import { withPrintedSlip } from "#app/web/kiosk-slip.server.ts";

const form = z.strictObject({
  slot: z.string().max(100).optional(),
  confirm: z.literal("yes").optional(),
  wait: z.literal("yes").optional(),
});

export const loader = guarded({ action: "kiosk.personal" }, bookScreen);

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
      return redirect(await withPrintedSlip(given, `/kiosk/booked/${visitNo}`, { what: "visit", visitNo }));
    }
    await holdSlot(context, wish);
    return redirect(bookAddress(request, { slot, taken: null }));
  } catch (thrown) {
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown"))
      return redirect(bookAddress(request, { slot: null, taken: slot }));
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
    case "categories":
      return <CategoriesScreen purpose={purpose} items={shown.items} />;
    case "items":
      return <ItemsScreen purpose={purpose} items={shown.items} category={shown.category} />;
    case "fill":
      return <FillScreen purpose={purpose} item={shown.item} minMinutes={shown.minMinutes} ways={shown.ways} />;
    case "change":
      return <ChangeScreen purpose={purpose} codes={shown.codes} slot={shown.slot} />;
    case "time":
      return <BookingTimeScreen purpose={purpose} codes={shown.codes} slots={shown.slots} isTaken={shown.isTaken} />;
    case "check":
      return <CheckScreen purpose={purpose} codes={shown.codes} slot={shown.slot} address={shown.address} />;
  }
}
