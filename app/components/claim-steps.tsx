/** What a street does with a whole claim: approve the clean lines at once after seeing how many and how much, pass it on, or send it back. */
import { Form } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { moneyWords } from "#app/messages/money.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Halves } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

type ClaimStepsProps = {
  readonly clean: { readonly lines: number; readonly fen: bigint };
  readonly undecided: number;
};

export function ClaimSteps({ clean, undecided }: ClaimStepsProps) {
  const words = useWords(moneyWords);
  const sum = staffYuanText(fen(clean.fen));
  return (
    <Halves>
      <Panel title={words.clean_title}>
        {clean.lines === 0 ? (
          <p>{words.clean_none}</p>
        ) : (
          <Form method="post">
            <p>{words.clean_note(clean.lines, sum)}</p>
            <input type="hidden" name="lines" value={clean.lines} />
            <input type="hidden" name="fen" value={clean.fen.toString()} />
            <SubmitButton name="intent" value="clean">
              {words.clean_button(clean.lines, sum)}
            </SubmitButton>
          </Form>
        )}
        <Form method="post">
          <p>
            <Button
              name="intent"
              value="pass"
              kind={undecided > 0 ? "secondary" : "primary"}
              disabledReason={undecided > 0 ? words.pass_waits(undecided) : undefined}
            >
              {words.pass}
            </Button>
          </p>
        </Form>
      </Panel>
      <Panel title={words.return_title}>
        <Form method="post">
          <Field kind="text" name="reason" id="return-reason" label={words.reason} maxLength={200} required />
          <p>
            <SubmitButton name="intent" value="return" kind="secondary">
              {words.return_button}
            </SubmitButton>
          </p>
        </Form>
      </Panel>
    </Halves>
  );
}
