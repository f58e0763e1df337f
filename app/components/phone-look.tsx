/** Text size and colours of a phone. A plain document form: the whole page is drawn anew in the look that was chosen. */
import { Form } from "@remix-run/react";
import { phoneLookWords } from "#app/messages/phone-look.ts";
import { Button } from "./button.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

type PhoneLookProps = { readonly look: { readonly step: number; readonly contrast: string } };

export function PhoneLook({ look }: PhoneLookProps) {
  const words = useWords(phoneLookWords);
  return (
    <Panel title={words.title}>
      <Form method="post" reloadDocument>
        <ChoiceField
          kind="radio"
          name="step"
          label={words.text_size}
          chosen={[String(look.step)]}
          choices={words.text_steps.map((label, index) => ({ value: String(index + 1), label }))}
        />
        <ChoiceField
          kind="radio"
          name="contrast"
          label={words.contrast}
          chosen={[look.contrast]}
          choices={[
            { value: "normal", label: words.contrast_normal },
            { value: "high", label: words.contrast_high },
          ]}
        />
        <Button kind="secondary" wide>
          {words.save}
        </Button>
      </Form>
    </Panel>
  );
}
