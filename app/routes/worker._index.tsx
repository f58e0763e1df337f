import { useLoaderData } from "@remix-run/react";
import { Icon } from "#app/components/icon.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { VisitCard } from "#app/components/visit-card.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { buttonClass } from "#app/components/button-style.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { staffDateText } from "#app/domain/time/date-text.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { visitWarnings } from "#app/messages/people.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { showWorkerDay } from "#app/usecases/screens/show-worker.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { listed } from "#app/messages/punctuation.ts";

export const meta = pageTitle(workerWords, ({ words }) => words.tab_today);

export const loader = guarded({ action: "worker.today" }, async ({ context, services }) => ({
  at: isoText(context.now),
  ...(await showWorkerDay(context, services.crypto)),
}));

/** The day is enough on a phone: 11-15 周日. */
const YEAR_AND_DASH = 5;

type Shown = Awaited<ReturnType<typeof showWorkerDay>>["visits"][number];

function Card({ visit, isNext }: { visit: Shown; isNext: boolean }) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  return (
    <VisitCard
      to={`/worker/visits/${visit.visitNo}`}
      clock={visit.clock}
      name={visit.name}
      state={<StateTag kind="delivery" code={visit.deliveryState} />}
      place={visit.place}
      services={listed(
        visit.services.map((one) => (locale === "en" ? one.en : one.zh)),
        locale,
      )}
      warnings={visitWarnings(visit, locale)}
      isNext={isNext}
      {...(isNext && {
        actions: (
          <>
            <LinkButton to={`/worker/visits/${visit.visitNo}`} kind="primary" icon="map-pin">
              {visit.deliveryState === "in_progress" ? more.open_visit : words.check_in}
            </LinkButton>
            {visit.phone !== null && (
              <a href={`tel:${visit.phone}`} className={buttonClass({ kind: "secondary" })}>
                <Icon name="phone" />
                <span>{words.call}</span>
              </a>
            )}
          </>
        ),
      })}
    />
  );
}

export default function Today() {
  const { at, today, tomorrow, next, visits, ahead } = useLoaderData<typeof loader>();
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  return (
    <WorkerShell title={words.today_title(staffDateText(today, locale).slice(YEAR_AND_DASH))} at={at}>
      {visits.length === 0 && <p>{words.today_empty}</p>}
      {visits.length > 0 && next === null && <p>{more.next_none}</p>}
      {visits.map((visit) => (
        <Card key={visit.visitNo} visit={visit} isNext={visit.visitNo === next} />
      ))}
      <h2>{more.tomorrow(staffDateText(tomorrow, locale))}</h2>
      {ahead.length === 0 && <p>{more.tomorrow_empty}</p>}
      {ahead.map((visit) => (
        <Card key={visit.visitNo} visit={visit} isNext={false} />
      ))}
      <p>{more.near_hint}</p>
    </WorkerShell>
  );
}
