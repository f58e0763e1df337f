/** What a street does with a whole claim: decide its lines at the workbench, one by one or many of one rule, then pass it on, or send it back. */
import { Form, Link } from "@remix-run/react";
import { CLEAN_LINES } from "#app/domain/claims/bulk-decision.ts";
import { moneyWords } from "#app/messages/money.ts";
import { buttonClass } from "./button-style.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Halves } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

type ClaimStepsProps = { readonly claimNo: string; readonly undecided: number };

export function ClaimSteps({ claimNo, undecided }: ClaimStepsProps) {
  const words = useWords(moneyWords);
  const bulk = new URLSearchParams({ rule: CLEAN_LINES, claim: claimNo });
  return (
    <Halves>
      <Panel title={words.decide_title}>
        {undecided > 0 && (
          <>
            <p>{words.decide_note(undecided)}</p>
            <p>
              <Link className={buttonClass({ kind: "primary" })} to={`/office/audit/bulk?${bulk.toString()}`}>
                {words.decide_clean}
              </Link>{" "}
              <Link className={buttonClass({ kind: "secondary" })} to="/office/audit">
                {words.decide_bench}
              </Link>
            </p>
          </>
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
