import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { pageTitle } from "#app/components/page-title.ts";
import { usePhone } from "#app/components/phone-context.tsx";
import { UnscheduledByForm } from "#app/components/unscheduled-by-form.tsx";
import { UnscheduledOnPhone } from "#app/components/unscheduled-on-phone.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { bodiesOfForm } from "#app/domain/visits/worker-form.ts";
import { dayWords } from "#app/messages/day.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { findForUnscheduled, recordUnscheduled } from "#app/usecases/visits/record-unscheduled.server.ts";
import { eventSenderOf } from "#app/web/event-sender.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";

const text = z.string().max(500).optional();
const form = z.object({
  eventId: z.uuid(),
  elderNo: z.string().max(20),
  reason: z.string().max(40).optional(),
  note: z.string().max(300),
  deviceMs: text,
  latitude: text,
  longitude: text,
  accuracy: text,
  age: text,
  failure: text,
});

export const meta = pageTitle(dayWords, ({ words }) => words.unscheduled_title);

export const loader = guarded({ action: "worker.record" }, async ({ request, context }) => {
  if (isShell(request)) return null;
  const typed = (new URL(request.url).searchParams.get("elder") ?? "").slice(0, 40);
  return {
    atMs: Number(context.now),
    typed,
    eventId: context.newId(),
    found: await findForUnscheduled(context, typed),
  };
});

export const clientLoader = fromPhone<typeof loader>();

export const action = guarded({ action: "worker.record" }, async ({ request, context, actor, locale }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const { eventId, elderNo, reason = "", note, ...clock } = value;
  const [checkedIn] = bodiesOfForm("check_in", clock);
  const checkIn = { eventId, deviceMs: Number(clock.deviceMs) || null, body: checkedIn?.body };
  try {
    const wish = { elderNo, reason, note, ...eventSenderOf(actor), checkIn };
    const visitNo = await recordUnscheduled(context, wish);
    throw redirect(`/worker/visits/${encodeURIComponent(visitNo)}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
});

/** On a phone that keeps data the visit begins there; elsewhere the server finds the elder and answers. */
export default function Unscheduled() {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const phone = usePhone();
  const words = useWords(dayWords);
  if (phone === null && loaded !== null) return <UnscheduledByForm {...loaded} problem={refused?.problem} />;
  return (
    <WorkerShell title={words.unscheduled_title} atMs={loaded?.atMs ?? null} backTo="/worker">
      <p>{words.unscheduled_lead}</p>
      {phone !== null && <UnscheduledOnPhone phone={phone} typed={loaded?.typed ?? ""} />}
    </WorkerShell>
  );
}
