import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { buttonClass } from "#app/components/button-style.ts";
import { Icon } from "#app/components/icon.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import {
  ClockStep,
  ConfirmStep,
  isConfirmed,
  NoAnswerStep,
  NoteStep,
  ServiceStep,
} from "#app/components/worker-visit.tsx";
import { WarningTags } from "#app/components/warning-tags.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { visitWarnings } from "#app/messages/people.ts";
import { positionFailureWord } from "#app/messages/rules.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { showWorkerVisit } from "#app/usecases/screens/show-worker.server.ts";
import { confirmByPin } from "#app/usecases/visits/confirm-by-pin.server.ts";
import { recordVisitEvents } from "#app/usecases/visits/record-visit-events.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { eventsOfForm, workerForm } from "#app/web/worker-forms.server.ts";
import { screenWords } from "#app/messages/screens.ts";

/** A district's hour of care, by policy; here only to say how much is left. */
const HOUR = 60;

export const meta = pageTitle(screenWords, ({ words, params }) => `${words.visits} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "worker.today" }, async ({ params, context, services }) => ({
  at: isoText(context.now),
  ...(await showWorkerVisit(context, services.crypto, params["visitNo"] ?? "")),
}));

function senderOf(actor: Actor) {
  const workerId = actor.kind === "staff" ? (actor.workerId ?? "") : "";
  return { workerId, deviceId: `web-${workerId}` };
}

export const action = guarded({ action: "worker.record" }, async ({ request, params, context, actor }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, workerForm);
  if (value === null) return { problem: "step_lost" as const };
  const sender = senderOf(actor);
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

type Shown = Awaited<ReturnType<typeof showWorkerVisit>>;

function Missing({ visit }: { visit: Shown }) {
  const words = useWords(workerVisitWords);
  const missing = [
    visit.done.length === 0 ? words.missing_services : null,
    isConfirmed(visit.confirmed) ? null : words.missing_confirm,
    visit.minutes !== null && visit.minutes < HOUR ? words.missing_minutes(HOUR - visit.minutes) : null,
  ].filter((one) => one !== null);
  return (
    <Notice
      tone={missing.length === 0 ? "success" : "info"}
      title={missing.length === 0 ? undefined : words.missing_title}
    >
      {missing.length === 0 ? words.missing_none : missing.map((one) => <p key={one}>{one}</p>)}
    </Notice>
  );
}

export default function WorkerVisit() {
  const visit = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  const problem = answer === undefined ? null : more[answer.problem];
  const { eventId } = visit;
  return (
    <WorkerShell title={visit.name} at={visit.at} backTo="/worker">
      {problem !== null && (
        <Notice tone="danger" announced>
          {problem}
        </Notice>
      )}
      <Panel title={<TimeText at={visit.plannedStart} />} note={visit.place}>
        <p>
          {visit.clock} <StateTag kind="delivery" code={visit.deliveryState} />
        </p>
        <WarningTags warnings={visitWarnings(visit, locale)} />
        {visit.checkedIn !== null && (
          <p>
            {more.checked_in_at} <TimeText at={visit.checkedIn} form="clock" />
            {" · "}
            {visit.positionFailure === null
              ? more.position_kept
              : more.position_missing(positionFailureWord(visit.positionFailure, locale))}
          </p>
        )}
        {visit.checkedOut !== null && (
          <p>
            {more.checked_out_at} <TimeText at={visit.checkedOut} form="clock" />
          </p>
        )}
        {visit.phone !== null && (
          <a href={`tel:${visit.phone}`} className={buttonClass({ kind: "secondary" })}>
            <Icon name="phone" />
            <span>{words.call}</span>
          </a>
        )}
      </Panel>
      {visit.checkedIn === null && <ClockStep intent="check_in" eventId={eventId} />}
      {visit.checkedIn === null && (
        <NoAnswerStep eventId={eventId} phone={visit.phone} family={visit.family} reported={visit.noAnswer} />
      )}
      {visit.minutes !== null && (
        <Panel title={words.served_so_far(visit.minutes)}>
          <Missing visit={visit} />
        </Panel>
      )}
      {visit.checkedIn !== null && <ServiceStep eventId={eventId} services={visit.services} done={visit.done} />}
      {visit.checkedIn !== null && (
        <ConfirmStep eventId={eventId} confirmed={visit.confirmed} hasPin={visit.hasPin} problem={null} />
      )}
      {visit.checkedIn !== null && visit.checkedOut === null && <ClockStep intent="check_out" eventId={eventId} />}
      {visit.checkedOut !== null && <Notice tone="success">{more.finished}</Notice>}
      <NoteStep eventId={eventId} notes={visit.notes} />
    </WorkerShell>
  );
}
