import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { CalledOffCard } from "#app/components/called-off-card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PhoneDoor } from "#app/components/phone-door.tsx";
import { useCalledOff, useShownVisit } from "#app/components/shown-visits.ts";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { WorkerVisitScreen } from "#app/components/worker-visit-screen.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { screenWords } from "#app/messages/screens.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { showWorkerVisit } from "#app/usecases/screens/show-worker.server.ts";
import { confirmByPin } from "#app/usecases/visits/confirm-by-pin.server.ts";
import { recordVisitEvents } from "#app/usecases/visits/record-visit-events.server.ts";
import { eventSenderOf } from "#app/web/event-sender.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";
import { eventsOfForm, workerForm } from "#app/web/worker-forms.server.ts";

export const meta = pageTitle(screenWords, ({ words, params }) => `${words.visits} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "worker.today" }, async ({ request, params, context, services }) =>
  isShell(request) ? null : showWorkerVisit(context, services.crypto, params["visitNo"] ?? ""),
);

export const clientLoader = fromPhone<typeof loader>();

export const action = guarded({ action: "worker.record" }, async ({ request, params, context, actor }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, workerForm);
  if (value === null) return { problem: "step_lost" as const };
  const sender = eventSenderOf(actor);
  if (value.intent === "pin") {
    const typed = { visitNo, sender, eventId: value.eventId, digits: value.pin ?? "" };
    const outcome = await confirmByPin(context, typed);
    if (outcome !== "confirmed") return { problem: `pin_${outcome}` as const };
  } else {
    const { answers } = await recordVisitEvents(context, { visitNo, sender, events: eventsOfForm(value) });
    if (answers.some((one) => one.reason === "not-your-visit")) throw new Response("404", { status: 404 });
    if (answers.some((one) => one.answer === "rejected")) return { problem: "step_lost" as const };
  }
  throw redirect(`/worker/visits/${encodeURIComponent(visitNo)}`);
});

export default function WorkerVisit() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { visitNo = "" } = useParams();
  const shown = useShownVisit(visitNo, loaded);
  const calledOff = useCalledOff(visitNo, loaded);
  const words = useWords(workerVisitWords);
  const phone = useWords(workerPhoneWords);
  const { visits } = useWords(screenWords);
  return (
    <WorkerShell title={shown?.visit.name ?? visits} atMs={loaded?.atMs ?? null} backTo="/worker">
      {answer !== undefined && (
        <Notice tone="danger" announced>
          {words[answer.problem]}
        </Notice>
      )}
      {shown === null && calledOff !== null && <CalledOffCard visit={calledOff} />}
      {shown === null && calledOff === null && <PhoneDoor missing={phone.visit_not_kept} />}
      {shown !== null && <WorkerVisitScreen eventId={loaded?.eventId ?? ""} {...shown} />}
    </WorkerShell>
  );
}
