/** The form that allocates a month, with the public seed of its lottery. */
import { Form } from "@remix-run/react";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocationWords } from "#app/messages/allocation.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { Field } from "./field.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

type AllocationFormProps = {
  readonly month: PlainMonth;
  /** Of the month's last allocation; null when it has none. */
  readonly seed: string | null;
  readonly seedMissing: boolean;
};

export function AllocationForm({ month, seed, seedMissing }: AllocationFormProps) {
  const words = useWords(allocationWords);
  const problem = seedMissing ? words.seed : undefined;
  return (
    <Panel>
      <ErrorSummary problems={problem === undefined ? [] : [{ fieldId: "seed", message: problem }]} />
      <Form method="post" action={`/office/allocation?month=${month}`}>
        <Field
          kind="text"
          name="seed"
          label={words.seed}
          help={words.seed_help}
          defaultValue={seed ?? month}
          maxLength={60}
          width="short"
          error={problem}
        />
        <SubmitButton icon="list-checks">{seed === null ? words.make : words.make_again}</SubmitButton>
      </Form>
    </Panel>
  );
}
