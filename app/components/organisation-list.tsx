/** Organisations around family beds: which are linked, and the forms that record one or a link. */
import { Form } from "@remix-run/react";
import { bedCodes, bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type OrganisationView = {
  readonly name: string;
  readonly creditCode: string;
  readonly linked: readonly string[];
};

type Props = { readonly organisations: readonly OrganisationView[] };

export function OrganisationList({ organisations }: Props) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel flush>
      <DataTable
        caption={words.organisations}
        captionHidden
        rows={organisations}
        rowKey={(row) => row.creditCode}
        empty={<p>{words.organisations_none}</p>}
        columns={[
          { key: "name", header: words.name, cell: (row) => row.name },
          { key: "code", header: words.code, kind: "mono", cell: (row) => row.creditCode },
          { key: "linked", header: words.linked, cell: (row) => row.linked.join(locale === "en" ? ", " : "、") },
        ]}
      />
    </Panel>
  );
}

export function RecordForm() {
  const words = useWords(bedWords);
  return (
    <Panel title={words.record}>
      <Form method="post">
        <Field kind="text" name="name" label={words.name} maxLength={100} autoComplete="off" required />
        <Field kind="text" name="creditCode" label={words.code} maxLength={18} autoComplete="off" required />
        <FormActions>
          <SubmitButton name="intent" value="record">
            {words.record}
          </SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}

export function LinkForm({ organisations }: Props) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const options = organisations.map(({ name, creditCode }) => ({ value: creditCode, label: name }));
  return (
    <Panel title={words.link} note={words.link_note}>
      <Form method="post">
        <Field kind="select" name="first" label={words.first} options={options} />
        <Field kind="select" name="second" label={words.second} options={options} />
        <Field
          kind="select"
          name="basis"
          label={words.basis}
          emptyLabel={null}
          options={bedCodes("basis").map((value) => ({ value, label: bedWord("basis", value, locale) }))}
        />
        <Field kind="text" name="note" label={words.link_basis_note} maxLength={200} autoComplete="off" required />
        <FormActions>
          <SubmitButton kind="secondary" name="intent" value="link">
            {words.link}
          </SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
