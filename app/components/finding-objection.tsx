/** What the care worker said against a finding, for whoever answers it, with the day by which an answer is due. */
import { staffDateText } from "#app/domain/time/date-text.ts";
import type { Objection } from "#app/domain/verification/objection.ts";
import { workerRecordWords } from "#app/messages/worker-record.ts";
import { useLocale, useWords } from "./words-context.tsx";

export function FindingObjection({ objection }: { objection: Objection }) {
  const words = useWords(workerRecordWords);
  const locale = useLocale();
  const { note, saidOn, state, answeredOn, answerBy } = objection;
  return (
    <p>
      {words.objection_of_worker(note, staffDateText(saidOn, locale))}{" "}
      {words.answer_due[state](staffDateText(answeredOn ?? answerBy, locale))}
    </p>
  );
}
