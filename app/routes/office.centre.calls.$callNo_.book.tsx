import type { HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { BasketStep, ConsentStep, TimeStep } from "#app/components/call-booking.tsx";
import { CallScriptLines } from "#app/components/call-desk.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { callWords } from "#app/messages/calls.ts";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { showAlarms } from "#app/usecases/centre/alarm-strip.server.ts";
import { showCallBooking } from "#app/usecases/centre/book-in-call.server.ts";
import { showBaskets, showCheck, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { callNoOf, readOutOf, takeBookForm } from "#app/web/centre-call-forms.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(callWords, ({ words }) => words.book);

export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

const chosen = (request: Request) => {
  const query = new URL(request.url).searchParams;
  return { basket: query.get("basket") ?? "", slot: query.get("slot") ?? "", taken: query.get("taken") };
};

/** The step that the address stands at: what, when, or what is read out. */
async function stepOf({ request, context, services, locale }: Guarded, elderId: string) {
  const { basket, slot, taken } = chosen(request);
  if (basket !== "" && slot !== "") {
    const check = await showCheck(context, services.crypto, { elderId, basket, slot });
    if (check !== null) return { step: "consent" as const, read: readOutOf(check, locale) };
  }
  const times = basket === "" ? null : await showTimes(context, elderId, basket, { taken: slot === "" ? taken : slot });
  if (times !== null) return { step: "when" as const, slots: times.slots, taken: taken !== null || slot !== "" };
  const baskets = await showBaskets(context, elderId);
  if (baskets.kind === "what") return { step: "what" as const, baskets: baskets.baskets };
  const reason = "reason" in baskets ? eligibilitySentence(baskets.reason ?? "", baskets.facts, locale) : null;
  return { step: "none" as const, isFull: baskets.kind === "full", reason };
}

export const loader = guarded({ action: "centre.sit" }, async (given) => {
  const { params, context, services } = given;
  const { elderId, ...booking } = await showCallBooking(context, services.crypto, callNoOf(params["callNo"]));
  return { ...booking, alarms: await showAlarms(context), at: await stepOf(given, elderId) };
});

export const action = guarded({ action: "centre.sit" }, async (given) => {
  const { request, params, context, services, locale } = given;
  const { basket, slot } = chosen(request);
  const { elderId } = await showCallBooking(context, services.crypto, callNoOf(params["callNo"]));
  const check = await showCheck(context, services.crypto, { elderId, basket, slot });
  return takeBookForm(given, { basket, slot, words: check === null ? "" : readOutOf(check, locale) });
});

export default function BookInCall() {
  const { callNo, name, givers, familyName, alarms, at } = useLoaderData<typeof loader>();
  const words = useWords(callWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={words.book_title(name)}
        trail={[
          { to: "/office/centre", label: words.back },
          { to: `/office/centre/calls/${callNo}`, label: words.title(callNo) },
        ]}
      />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={alarms} />
      <Split
        main={
          <>
            {at.step === "what" && <BasketStep baskets={at.baskets} />}
            {at.step === "when" && <TimeStep slots={at.slots} taken={at.taken} />}
            {at.step === "consent" && (
              <ConsentStep givers={givers} name={name} familyName={familyName} read={at.read} />
            )}
            {at.step === "none" && (
              <Notice tone="warning">{at.isFull ? words.full : (at.reason ?? words.closed)}</Notice>
            )}
          </>
        }
        side={
          <Panel title={words.script_title}>
            <CallScriptLines kind="book" />
          </Panel>
        }
      />
    </>
  );
}
