import { useLoaderData } from "@remix-run/react";
import { CalledOffCard } from "#app/components/called-off-card.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PhoneDoor } from "#app/components/phone-door.tsx";
import { useShownVisits, type ShownVisits } from "#app/components/shown-visits.ts";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { WorkerVisitCard } from "#app/components/worker-visit-card.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { staffDateText } from "#app/domain/time/date-text.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { calledOffOn } from "#app/domain/visits/called-off.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { showWorkerDay } from "#app/usecases/screens/show-worker.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";

export const meta = pageTitle(workerPhoneWords, ({ words }) => words.offers_title);

export const loader = guarded({ action: "worker.today" }, async ({ request, context, services, actor }) =>
  isShell(request) || actor.kind !== "staff" ? null : showWorkerDay(context, services.crypto, actor),
);

export const clientLoader = fromPhone<typeof loader>();

/** The provider accepts and gives (decision 24); here the worker sees what has been given for the coming days. */
function Ahead({ shown }: { shown: ShownVisits }) {
  const words = useWords(workerPhoneWords);
  const locale = useLocale();
  const today = localDateOf(instant(shown.nowMs));
  const standing = new Set(shown.visits.map((visit) => visit.visitNo));
  const byDate = new Map<ReturnType<typeof localDateOf>, ShownVisits["visits"]>();
  const add = (atMs: number, visits: ShownVisits["visits"]) => {
    const date = localDateOf(instant(atMs));
    if (date > today) byDate.set(date, [...(byDate.get(date) ?? []), ...visits]);
  };
  for (const visit of shown.visits) add(visit.plannedStartMs, [visit]);
  for (const visit of shown.calledOff) add(visit.plannedStartMs, []);
  const dates = [...byDate].sort(([left], [right]) => (left < right ? -1 : 1));
  return (
    <>
      <p>{byDate.size === 0 ? words.offers_empty : words.offers_note}</p>
      {dates.map(([date, visits]) => (
        <section key={date} aria-label={staffDateText(date, locale)}>
          <h2>
            {staffDateText(date, locale)} {words.offers_count(visits.length)}
          </h2>
          {visits.map((visit) => (
            <WorkerVisitCard key={visit.visitNo} visit={visit} />
          ))}
          {calledOffOn(shown.calledOff, date, { nowMs: shown.nowMs, standing }).map((visit) => (
            <CalledOffCard key={visit.visitNo} visit={visit} />
          ))}
        </section>
      ))}
    </>
  );
}

export default function Offers() {
  const loaded = useLoaderData<typeof loader>();
  const shown = useShownVisits(loaded);
  const words = useWords(workerPhoneWords);
  return (
    <WorkerShell title={words.offers_title} atMs={loaded?.atMs ?? null}>
      {shown === null ? <PhoneDoor /> : <Ahead shown={shown} />}
    </WorkerShell>
  );
}
