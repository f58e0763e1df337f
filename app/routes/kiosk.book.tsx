import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { useLocale } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import {
  AgainScreen,
  ClosedScreen,
  FullScreen,
  RestingScreen,
  UnsureScreen,
} from "#app/kiosk/booking-entry-screens.tsx";
import { ChangeScreen } from "#app/kiosk/booking-change-screen.tsx";
import { CategoriesScreen, FillScreen, ItemsScreen } from "#app/kiosk/booking-item-screens.tsx";
import { CheckScreen, RemarksScreen } from "#app/kiosk/booking-check-screen.tsx";
import { WhatScreen } from "#app/kiosk/booking-screens.tsx";
import { BookingDaysScreen, BookingTimeScreen, NoneFitsScreen } from "#app/kiosk/booking-time-screens.tsx";
import { VISIT_REMARKS, visitRemarksOf } from "#app/domain/visits/visit-remark.ts";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { waitForSlot } from "#app/usecases/kiosk/wait-for-slot.server.ts";
import { bookingWords } from "#app/messages/kiosk-booking.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { bookAddress, bookScreen, isAnswered, monthIn, paysSelfIn } from "#app/web/kiosk-book-screen.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";
import { withPrintedSlip } from "#app/web/kiosk-slip.server.ts";

const form = z.strictObject({
  slot: z.string().max(100).optional(),
  confirm: z.literal("yes").optional(),
  wait: z.literal("yes").optional(),
  /** What the care worker is to mind: chosen on this screen, and on an earlier one. */
  remark: z.array(z.enum(VISIT_REMARKS)).max(VISIT_REMARKS.length),
  said: z.string().max(100).optional(),
  remarked: z.literal("yes").optional(),
  change: z.literal("yes").optional(),
});

export const loader = guarded({ action: "kiosk.personal" }, bookScreen);

async function wait({ request, actor, context }: Guarded, basket: string, month: PlainMonth | null) {
  const { device } = await kioskPlaceOf(request);
  const summary = bookingWords["zh-CN"].waiting_summary;
  const ticket = await waitForSlot(context, { elderId: elderIdOf(actor), basket, month, device, summary });
  return redirect(`/kiosk/told?what=waiting&ticket=${ticket}`);
}

export const action = guarded({ action: "kiosk.personal" }, async (given) => {
  const { request, actor, context } = given;
  const { value } = await readForm(request, form, ["remark"]);
  const asked = new URL(request.url).searchParams;
  const slot = value?.slot ?? asked.get("slot") ?? "";
  const remarks = visitRemarksOf([...(value?.remark ?? []), ...(value?.said ?? "").split(",")]);
  const noted = { remarks: remarks.length === 0 ? null : remarks.join(",") };
  const wish = { elderId: elderIdOf(actor), basket: asked.get("basket") ?? "", slot, remarks };
  if (value?.remarked === "yes") return redirect(bookAddress(request, noted));
  if (value?.change === "yes") return redirect(bookAddress(request, { ...noted, change: "1" }));
  try {
    if (value?.wait === "yes") return await wait(given, wish.basket, monthIn(asked, context.now));
    if (value?.confirm === "yes") {
      const asking = { ...wish, asksFirst: !isAnswered(asked) };
      const visitNo = await bookVisit(context, asking, paysSelfIn(asked) ? "elder" : "government");
      return redirect(await withPrintedSlip(given, `/kiosk/booked/${visitNo}`, { what: "visit", visitNo }));
    }
    await holdSlot(context, wish);
    return redirect(bookAddress(request, { slot, taken: null }));
  } catch (thrown) {
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown"))
      return redirect(bookAddress(request, { ...noted, slot: null, taken: slot }));
    if (isRefusal(thrown, "just-booked")) return redirect(bookAddress(request, noted));
    if (isRefusal(thrown)) return redirect("/kiosk/book");
    throw thrown;
  }
});

export default function Book() {
  const shown = useLoaderData<typeof loader>();
  const locale = useLocale();
  const { name, place, allowed, price, paysSelf, monthAhead } = shown;
  const purpose = { name, place, allowed, price, paysSelf, monthAhead };
  switch (shown.kind) {
    case "what":
      return (
        <WhatScreen
          baskets={shown.baskets}
          purpose={purpose}
          likeLast={paysSelf ? null : shown.likeLast}
          kept={shown.kept}
          otherMonth={shown.otherMonth}
        />
      );
    case "again":
      return <AgainScreen name={name} visit={shown.visit} />;
    case "unsure":
      return <UnsureScreen purpose={purpose} />;
    case "resting":
      return <RestingScreen name={name} since={typeof shown.facts["from"] === "string" ? shown.facts["from"] : null} />;
    case "none":
      return <NoneFitsScreen {...shown} purpose={purpose} isFull={false} />;
    case "days":
      return <BookingDaysScreen {...shown} purpose={purpose} />;
    case "full":
      return <FullScreen purpose={purpose} />;
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
      return <ChangeScreen {...shown} purpose={purpose} />;
    case "remarks":
      return <RemarksScreen purpose={purpose} remarks={shown.remarks} />;
    case "time":
      return <BookingTimeScreen {...shown} purpose={purpose} />;
    case "check":
      return <CheckScreen {...shown} purpose={purpose} />;
  }
}
