/** A visit on the care worker's day to which he or she does not go any more: what has become of it, why, and since when that is known. */
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { CalledOffVisit } from "#app/domain/visits/sync-message.ts";
import { listed } from "#app/messages/punctuation.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { StateTag } from "./state-tag.tsx";
import { VisitCard } from "./visit-card.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const clockOf = (atMs: number) => clockText(localTimeOf(instant(atMs)).minute);

export function CalledOffCard({ visit }: { visit: CalledOffVisit }) {
  const words = useWords(workerPhoneWords);
  const locale = useLocale();
  const { kind, reason, toldMs } = visit;
  const why = reason === null ? null : words.called_off_why(reasonWord(reason, locale));
  const since = toldMs === null ? null : words.called_off_told(clockOf(toldMs));
  return (
    <VisitCard
      clock={`${clockOf(visit.plannedStartMs)}–${clockOf(visit.plannedEndMs)}`}
      name={visit.name}
      state={<StateTag kind="delivery" code={kind} />}
      place={visit.place}
      services={listed(
        visit.services.map((one) => (locale === "en" ? one.en : one.zh)),
        locale,
      )}
      actions={
        <p>
          {words[`called_off_${kind}`]} {why} {since}
        </p>
      }
    />
  );
}
