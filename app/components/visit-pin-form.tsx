/** Setting the six digits of an elder: typed twice, shown never. */
import { Form } from "@remix-run/react";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { VISIT_PIN_TRIES } from "#app/domain/visits/visit-pin.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitPinWords } from "#app/messages/visit-pin.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Props = {
  readonly pin: { readonly setAt: string; readonly setBy: string; readonly closed: boolean } | null;
  readonly fileTo: string;
  readonly back: string;
  /** Code of the refusal of what was typed. */
  readonly refused: string | null;
};

export function VisitPinForm({ pin, fileTo, back, refused }: Props) {
  const words = useWords(visitPinWords);
  const locale = useLocale();
  const error = refused === null ? undefined : refusalSentence(refused, {}, locale);
  const isAboutRepeat = refused === "pin-not-repeated";
  const state = pin === null ? words.none : words.set_on(staffTimeText(instant(pin.setAt), locale), pin.setBy);
  const digits = { kind: "password", inputMode: "numeric", maxLength: 6, autoComplete: "off", width: "short" } as const;
  return (
    <Panel title={words.title} note={words.rule}>
      <DefinitionList items={[{ term: words.state, value: state, note: words.unseen }]} />
      {pin?.closed === true && <Notice tone="warning">{words.closed(VISIT_PIN_TRIES)}</Notice>}
      <Form method="post" autoComplete="off">
        <Field
          {...digits}
          name="digits"
          label={words.digits}
          help={words.digits_help}
          error={isAboutRepeat ? undefined : error}
        />
        <Field {...digits} name="repeated" label={words.repeated} error={isAboutRepeat ? error : undefined} />
        <FormActions>
          <LinkButton to={fileTo}>{back}</LinkButton>
          <SubmitButton icon="key-round">{words.save}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
