/** What is asked of every unplanned visit, with the phone's own store and without: why, a remark, and the button that begins it. */
import { UNSCHEDULED_REASONS } from "#app/domain/visits/unscheduled.ts";
import { dayWords } from "#app/messages/day.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { Button } from "./button.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { Field } from "./field.tsx";
import { useLocale, useWords } from "./words-context.tsx";

/** @param required whether the browser refuses an empty answer; a form with scripts says itself what is missing */
export function UnscheduledFields({ required = false }: { required?: boolean }) {
  const words = useWords(dayWords);
  const locale = useLocale();
  return (
    <>
      <ChoiceField
        kind="radio"
        name="reason"
        label={words.unscheduled_reason}
        inColumn
        required={required}
        choices={UNSCHEDULED_REASONS.map(({ code }) => ({ value: code, label: reasonWord(code, locale) }))}
      />
      <Field
        kind="text"
        name="note"
        label={words.unscheduled_note}
        help={words.unscheduled_note_help}
        maxLength={300}
        width="full"
      />
      <Button kind="primary" size="main" wide icon="map-pin">
        {words.unscheduled_start}
      </Button>
    </>
  );
}
