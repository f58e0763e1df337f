/** How many positions of a care worker are stored, by month of the visits, and the day on which each month's become coarse. */
import { staffDateText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { workerRecordWords } from "#app/messages/worker-record.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type StoredMonth = {
  readonly month: string;
  readonly exact: number;
  readonly blurred: number;
  readonly blurredOn: PlainDate;
};

export function WorkerPositions({ months }: { months: readonly StoredMonth[] }) {
  const words = useWords(workerRecordWords);
  const locale = useLocale();
  return (
    <Panel title={words.places_title} id="positions" note={words.places_lead}>
      {months.length === 0 && <p>{words.places_none}</p>}
      <DefinitionList
        shortTerms
        items={months.map(({ month, exact, blurred, blurredOn }) => ({
          term: month,
          value: words.places(exact, blurred),
          note: exact > 0 ? words.places_until(staffDateText(blurredOn, locale)) : null,
        }))}
      />
    </Panel>
  );
}
