import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyCheck, FamilyNotOpen, FamilyTimes, FamilyWhat } from "#app/components/family-book.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { VISIT_REMARKS } from "#app/domain/visits/visit-remark.ts";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { bookVisit } from "#app/usecases/kiosk/book-visit.server.ts";
import { showBaskets, showCheck, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { monthIn } from "#app/web/kiosk-book-screen.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.book_title);

const form = z.strictObject({
  confirm: z.literal("yes"),
  remark: z.array(z.enum(VISIT_REMARKS)).max(VISIT_REMARKS.length),
});

type Asked = { readonly basket: string | null; readonly slot: string | null; readonly taken: boolean };

function askedOf(request: Request): Asked & { readonly wantsToPay: boolean; readonly asked: URLSearchParams } {
  const asked = new URL(request.url).searchParams;
  return {
    asked,
    basket: asked.get("basket"),
    slot: asked.get("slot"),
    taken: asked.has("taken"),
    wantsToPay: asked.get("pay") === "self",
  };
}

/** Who pays for one more needs the elder's yes to that too. */
export const loader = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, "book");
  const { context, elderId, elder } = family;
  const { basket, slot, taken, wantsToPay, asked } = askedOf(given.request);
  const mayPay = elder.scopes.includes("pay");
  const to = `/family/elders/${elder.linkId}/book`;
  const month = monthIn(asked, context.now);
  const at = { to, paysSelf: wantsToPay && mayPay, month };
  if (basket === null) return { at, mayPay, step: "what" as const, ...(await showBaskets(context, elderId, month)) };
  if (slot !== null) {
    const check = await showCheck(context, given.services.crypto, { elderId, basket, slot });
    if (check !== null) return { at, step: "check" as const, basket, ...check };
  }
  const times = await showTimes(context, elderId, basket, { taken: slot, month });
  if (times === null) throw redirect(to);
  return { at, step: "time" as const, basket, isTaken: taken || slot !== null, ...times };
});

export const action = guarded({ action: "family.use" }, async (given) => {
  const { basket, slot, wantsToPay } = askedOf(given.request);
  const { context, within, elderId, elder } = await familyElderOf(given, "book");
  const { value } = await readForm(given.request, form, ["remark"]);
  const own = `/family/elders/${elder.linkId}`;
  if (value === null || basket === null || slot === null) return redirect(`${own}/book`);
  try {
    const wish = { elderId, basket, slot, remarks: value.remark };
    const visitNo = await bookVisit(wantsToPay ? within("pay") : context, wish, wantsToPay ? "elder" : "government");
    return redirect(`${own}/booked/${visitNo}`);
  } catch (thrown) {
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown"))
      return redirect(`${own}/book?${new URLSearchParams({ basket, taken: "1", month: slot.slice(0, 7) }).toString()}`);
    if (isRefusal(thrown, "family-not-shared") || isRefusal(thrown, "not-found") || !isRefusal(thrown)) throw thrown;
    return redirect(`${own}/book`);
  }
});

export default function Book() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(familyActWords);
  const locale = useLocale();
  const { at } = shown;
  const backTo = at.to.replace(/\/book$/, "");
  return (
    <FamilyShell title={`${words.book_title} ${shown.name}`} backTo={backTo}>
      {shown.step === "time" && <FamilyTimes {...shown} place={at} />}
      {shown.step === "check" && <FamilyCheck {...shown} place={at} />}
      {shown.step === "what" &&
        (shown.kind === "what" || (shown.kind === "full" && at.paysSelf) ? (
          <FamilyWhat {...shown} place={at} />
        ) : (
          <FamilyNotOpen
            {...shown}
            kind={shown.kind}
            place={at}
            sentence={
              shown.kind === "closed" && shown.reason !== null
                ? eligibilitySentence(shown.reason, shown.facts, locale)
                : null
            }
          />
        ))}
    </FamilyShell>
  );
}
