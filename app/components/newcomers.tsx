/** Elders who wait for a provider in an allocated month, with the button that finds one for them alone; and what came of it. */
import { Form } from "@remix-run/react";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocationWords } from "#app/messages/allocation.ts";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

type NewcomersProps = {
  readonly month: PlainMonth;
  readonly newcomers: number;
  readonly joined: { readonly allocated: number; readonly left: number } | null;
};

export function Newcomers({ month, newcomers, joined }: NewcomersProps) {
  const words = useWords(allocationWords);
  return (
    <>
      {joined && (
        <Notice tone={joined.left === 0 ? "success" : "warning"} announced>
          {words.newcomers_done(joined.allocated, joined.left)}
        </Notice>
      )}
      {newcomers > 0 && (
        <Panel title={words.newcomers_title(newcomers)} note={words.newcomers_text}>
          <Form method="post" action={`/office/allocation?month=${month}`}>
            <SubmitButton name="step" value="newcomers" icon="users">
              {words.newcomers_do}
            </SubmitButton>
          </Form>
        </Panel>
      )}
    </>
  );
}
