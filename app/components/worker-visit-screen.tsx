/** One visit from the door to the door, in the order in which it happens. The same page with a network, without one, and without scripts. */
import type { ReactNode } from "react";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { isCalled, servedMinutes, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { visitWarnings } from "#app/messages/people.ts";
import { positionFailureWord } from "#app/messages/rules.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { witnessedLinkWords } from "#app/messages/witnessed-link.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { buttonClass } from "./button-style.ts";
import { DoorSteps, UnsafeStep } from "./door-steps.tsx";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { usePhoneState } from "./phone-context.tsx";
import { ProofSteps } from "./proof-steps.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { WarningTags } from "./warning-tags.tsx";
import { useLocale, useWords } from "./words-context.tsx";
import { ClockStep, ConfirmStep, isConfirmed, NoteStep, ServiceStep } from "./worker-visit.tsx";

/** A district's hour of care, by policy; here only to say how much is left. */
const HOUR = 60;

function Missing({ visit, minutes }: { visit: ShownVisit; minutes: number }) {
  const words = useWords(workerVisitWords);
  const { served_so_far } = useWords(workerWords);
  const missing = [
    visit.recorded.done.length === 0 ? words.missing_services : null,
    isConfirmed(visit.recorded.confirmed) ? null : words.missing_confirm,
    minutes < HOUR ? words.missing_minutes(HOUR - minutes) : null,
  ].filter((one) => one !== null);
  return (
    <Panel title={served_so_far(minutes)}>
      <Notice
        tone={missing.length === 0 ? "success" : "info"}
        title={missing.length === 0 ? undefined : words.missing_title}
      >
        {missing.length === 0 ? words.missing_none : missing.map((one) => <p key={one}>{one}</p>)}
      </Notice>
    </Panel>
  );
}

function Times({ recorded }: Pick<ShownVisit, "recorded">) {
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  const { checkedInMs, checkedOutMs, positionFailure } = recorded;
  return (
    <>
      {checkedInMs !== null && (
        <p>
          {more.checked_in_at} <TimeText at={checkedInMs} form="clock" />
          {" · "}
          {positionFailure === null
            ? more.position_kept
            : more.position_missing(positionFailureWord(positionFailure, locale))}
        </p>
      )}
      {checkedOutMs !== null && (
        <p>
          {more.checked_out_at} <TimeText at={checkedOutMs} form="clock" />
        </p>
      )}
    </>
  );
}

function Head({ visit, children }: { visit: ShownVisit; children: ReactNode }) {
  const words = useWords(workerWords);
  const locale = useLocale();
  return (
    <Panel title={staffTimeText(instant(visit.plannedStartMs), locale)} note={visit.place}>
      <p>
        {visit.clock} <StateTag kind="delivery" code={visit.deliveryState} />
      </p>
      <WarningTags warnings={visitWarnings(visit, locale)} />
      <Times recorded={visit.recorded} />
      {children}
      {visit.phone !== null && (
        <a href={`tel:${visit.phone}`} className={buttonClass({ kind: "secondary" })}>
          <Icon name="phone" />
          <span>{words.call}</span>
        </a>
      )}
    </Panel>
  );
}

type WorkerVisitScreenProps = {
  readonly visit: ShownVisit;
  readonly nowMs: number;
  readonly eventId: string;
};

export function WorkerVisitScreen({ visit, nowMs, eventId }: WorkerVisitScreenProps) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const phone = useWords(workerPhoneWords);
  const link = useWords(witnessedLinkWords);
  const { said } = usePhoneState();
  const { visitNo, recorded, services, hasPin, pinWaits } = visit;
  const step = { visitNo, eventId };
  const minutes = servedMinutes(visit, nowMs);
  const isIn = recorded.checkedInMs !== null;
  const isOut = recorded.checkedOutMs !== null;
  const isKept = said.some((event) => isCalled(visit, event.visitNo) && event.isWaiting);
  return (
    <>
      <Head visit={visit}>{isKept && <Notice tone="success">{words.saved_on_phone}</Notice>}</Head>
      {visit.deliveryState === "cancelled" && <Notice tone="warning">{phone.cancelled}</Notice>}
      {!isIn && (
        <Panel title={phone.step_arrive}>
          <ClockStep intent="check_in" {...step} />
          <DoorSteps visit={visit} nowMs={nowMs} eventId={eventId} />
        </Panel>
      )}
      {visit.deliveryState !== "cancelled" && <ProofSteps visit={visit} eventId={eventId} />}
      {minutes !== null && <Missing visit={visit} minutes={minutes} />}
      {isIn && services.length > 0 && (
        <Panel title={phone.step_services}>
          <ServiceStep services={services} done={recorded.done} {...step} />
        </Panel>
      )}
      {isIn && !isOut && (
        <Panel title={phone.step_leave}>
          <ClockStep intent="check_out" shortBy={Math.max(0, HOUR - (minutes ?? 0))} {...step} />
        </Panel>
      )}
      {isIn && <ConfirmStep confirmed={recorded.confirmed} hasPin={hasPin} pinWaits={pinWaits} {...step} />}
      {isOut && <Notice tone="success">{more.finished}</Notice>}
      {isIn && (
        <p>
          <a href={`/worker/visits/${visitNo}/family`}>{link.link}</a>
        </p>
      )}
      {!isOut && <UnsafeStep visit={visit} eventId={eventId} />}
      <NoteStep notes={recorded.notes} {...step} />
    </>
  );
}
