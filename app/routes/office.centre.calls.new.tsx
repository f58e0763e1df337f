import { redirect, type HeadersFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { CallScriptLines, PossibleCallers } from "#app/components/call-desk.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { callWords } from "#app/messages/calls.ts";
import { centreWords } from "#app/messages/centre.ts";
import { findCallers } from "#app/usecases/centre/find-callers.server.ts";
import { showAlarms } from "#app/usecases/centre/alarm-strip.server.ts";
import { showOwnSeat } from "#app/usecases/centre/show-centre.server.ts";
import { beginTypedCall } from "#app/usecases/centre/take-calls.server.ts";
import { orRefused } from "#app/web/centre-forms.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(callWords, ({ words }) => words.new_title);

/** A number is kept by no cache, not even the browser's own. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

const MOST_DIGITS = 20;

/** The door of a telephone system: it opens this address with the caller's number on the operator's screen. It shows and changes nothing. */
export const loader = guarded({ action: "centre.sit" }, async ({ request, context, services }) => {
  const number = (new URL(request.url).searchParams.get("number") ?? "").trim().slice(0, MOST_DIGITS);
  const found = await findCallers(context, services.crypto, number);
  return {
    number,
    possible: found.map(({ elderId: _id, ...one }) => one),
    seat: (await showOwnSeat(context))?.seatNo ?? null,
    alarms: await showAlarms(context),
  };
});

const form = z.strictObject({ number: z.string().max(MOST_DIGITS) });

export const action = guarded({ action: "centre.sit" }, async ({ request, context, services }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  return orRefused(async () =>
    redirect(`/office/centre/calls/${await beginTypedCall(context, services.crypto, value.number)}`),
  );
});

export default function NewCall() {
  const { number, possible, seat, alarms } = useLoaderData<typeof loader>();
  const words = useWords(callWords);
  const centre = useWords(centreWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={number === "" ? words.new_title : number}
        trail={[{ to: "/office/centre", label: centre.title }]}
      />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={alarms} />
      <Split
        main={
          <>
            <PossibleCallers rows={possible} mayOpen={false} />
            <Panel title={words.begin} note={words.begin_note}>
              <Form method="post">
                <SubmitButton name="number" value={number} icon="phone-call">
                  {words.begin}
                </SubmitButton>
              </Form>
            </Panel>
          </>
        }
        side={
          <Panel title={words.greeting_title}>
            <CallScriptLines kind="greeting" facts={{ seat: seat === null ? "" : String(seat) }} />
          </Panel>
        }
      />
    </>
  );
}
