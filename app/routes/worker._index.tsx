import { Link, useLoaderData } from "@remix-run/react";
import { CalledOffCard } from "#app/components/called-off-card.tsx";
import { LiveNotices } from "#app/components/live-notices.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { usePhoneState } from "#app/components/phone-context.tsx";
import { AppCodePanel, PhoneDoor } from "#app/components/phone-door.tsx";
import { useShownVisits, type ShownVisits } from "#app/components/shown-visits.ts";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { WorkerVisitCard } from "#app/components/worker-visit-card.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { staffDateText } from "#app/domain/time/date-text.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { calledOffOn } from "#app/domain/visits/called-off.ts";
import { nextVisitNo, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { dayWords } from "#app/messages/day.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { showWorkerDay } from "#app/usecases/screens/show-worker.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";

export const meta = pageTitle(workerWords, ({ words }) => words.tab_today);

export const loader = guarded({ action: "worker.today" }, async ({ request, context, services, actor }) =>
  isShell(request) || actor.kind !== "staff" ? null : showWorkerDay(context, services.crypto, actor),
);

export const clientLoader = fromPhone<typeof loader>();

/** The day is enough on a phone: 11-15 周日. */
const YEAR_AND_DASH = 5;

/** Today's visits, with those of other days that are still under way, and tomorrow's; the days after stand in the tab 接单. */
function Day({ shown }: { shown: ShownVisits }) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const phone = useWords(workerPhoneWords);
  const day = useWords(dayWords);
  const locale = useLocale();
  const today = localDateOf(instant(shown.nowMs));
  const tomorrow = addDays(today, 1);
  const dateOf = (visit: ShownVisit) => localDateOf(instant(visit.plannedStartMs));
  const visits = shown.visits.filter((visit) => dateOf(visit) <= today);
  const ahead = shown.visits.filter((visit) => dateOf(visit) === tomorrow);
  const later = shown.visits.length - visits.length - ahead.length;
  const next = nextVisitNo(visits);
  const standing = new Set(shown.visits.map((visit) => visit.visitNo));
  const calledOff = (on: typeof today) =>
    calledOffOn(shown.calledOff, on, { nowMs: shown.nowMs, standing }).map((visit) => (
      <CalledOffCard key={visit.visitNo} visit={visit} />
    ));
  return (
    <>
      {visits.length === 0 && <p>{words.today_empty}</p>}
      {calledOff(today)}
      {visits.length > 0 && next === null && <p>{more.next_none}</p>}
      {visits.map((visit) => (
        <WorkerVisitCard key={visit.visitNo} visit={visit} isNext={visit.visitNo === next} />
      ))}
      <h2>{more.tomorrow(staffDateText(tomorrow, locale))}</h2>
      {ahead.length === 0 && <p>{more.tomorrow_empty}</p>}
      {calledOff(tomorrow)}
      {ahead.map((visit) => (
        <WorkerVisitCard key={visit.visitNo} visit={visit} />
      ))}
      {later > 0 && (
        <p>
          <Link to="/worker/offers">{phone.later_link(later)}</Link>
        </p>
      )}
      <p>{more.near_hint}</p>
      <p>
        <Link to="/worker/unscheduled">{day.unscheduled_link}</Link>
      </p>
    </>
  );
}

export default function Today() {
  const loaded = useLoaderData<typeof loader>();
  const shown = useShownVisits(loaded);
  const phone = usePhoneState();
  const words = useWords(workerWords);
  const locale = useLocale();
  const title =
    shown === null
      ? words.tab_today
      : words.today_title(staffDateText(localDateOf(instant(shown.nowMs)), locale).slice(YEAR_AND_DASH));
  return (
    <WorkerShell title={title} atMs={loaded?.atMs ?? null}>
      <LiveNotices />
      {phone.isInWeChat && <Notice tone="warning">{words.use_browser}</Notice>}
      {shown === null ? <PhoneDoor /> : <Day shown={shown} />}
      {phone.day !== null && <AppCodePanel onlyToSet />}
    </WorkerShell>
  );
}
