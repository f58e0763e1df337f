/** 要发票, below a receipt: the provider makes the invoice, so who it is for is sent there, and the answer stands here. */
import { Form } from "@remix-run/react";
import { elderYearDateText } from "#app/domain/time/date-text.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { ChoiceField } from "./choice-field.tsx";
import { ErrorSummary, type FieldProblem } from "./error-summary.tsx";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AskedInvoice = { readonly number: string; readonly dueMs: number; readonly answer: string | null };

function Asked({ asked }: { asked: AskedInvoice }) {
  const words = useWords(familyPayWords);
  const locale = useLocale();
  if (asked.answer !== null)
    return (
      <div role="status">
        <h3>{words.invoice_answer}</h3>
        <p>{asked.answer}</p>
      </div>
    );
  return (
    <div role="status">
      <p>{words.invoice_asked(asked.number)}</p>
      <p>{words.invoice_due(elderYearDateText(localDateOf(instant(asked.dueMs)), locale))}</p>
    </div>
  );
}

type FamilyInvoiceProps = {
  readonly provider: string;
  readonly asked: AskedInvoice | null;
  readonly problems: readonly FieldProblem[];
};

export function FamilyInvoice({ provider, asked, problems }: FamilyInvoiceProps) {
  const words = useWords(familyPayWords);
  return (
    <div className="no-print">
      <Panel title={words.invoice} note={words.invoice_note(provider)} id="invoice">
        {asked !== null ? (
          <Asked asked={asked} />
        ) : (
          <Form method="post">
            <Stack>
              <ErrorSummary problems={problems} />
              <ChoiceField
                kind="radio"
                name="kind"
                label={words.invoice_kind}
                chosen={["person"]}
                choices={[
                  { value: "person", label: words.invoice_person },
                  { value: "organisation", label: words.invoice_organisation },
                ]}
              />
              <Field
                kind="text"
                name="title"
                label={words.invoice_title}
                maxLength={60}
                width="full"
                autoComplete="organization"
              />
              <Field
                kind="text"
                name="taxNumber"
                label={words.invoice_tax}
                help={words.invoice_tax_help}
                maxLength={24}
                width="full"
                autoComplete="off"
              />
              <SubmitButton wide>{words.invoice_ask}</SubmitButton>
            </Stack>
          </Form>
        )}
      </Panel>
    </div>
  );
}
