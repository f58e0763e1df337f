/** One visit of the care worker's lists; the next one is larger and carries its buttons. */
import type { ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { visitWarnings } from "#app/messages/people.ts";
import { listed } from "#app/messages/punctuation.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { buttonClass } from "./button-style.ts";
import { Icon } from "./icon.tsx";
import { LinkButton } from "./link-button.tsx";
import { StateTag } from "./state-tag.tsx";
import { VisitCard } from "./visit-card.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export function WorkerVisitCard({ visit, isNext = false }: { visit: ShownVisit; isNext?: boolean }) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  const to = `/worker/visits/${visit.visitNo}`;
  const names = visit.services.map((one) => (locale === "en" ? one.en : one.zh));
  return (
    <VisitCard
      to={to}
      clock={visit.clock}
      name={visit.name}
      state={<StateTag kind="delivery" code={visit.deliveryState} />}
      place={visit.place}
      services={listed(names, locale)}
      warnings={visitWarnings(visit, locale)}
      isNext={isNext}
      {...(isNext && {
        actions: (
          <>
            <LinkButton to={to} kind="primary" size="main" icon="map-pin">
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
