/** Panels of a bed's file (一床一档): who does what for it, and its papers. */
import { Form } from "@remix-run/react";
import { bedCodes, bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { BedBodyView } from "./bed-facts.ts";
import { itemText } from "./bed-step-fields.tsx";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type BodiesProps = {
  readonly bodies: readonly BedBodyView[];
  /** Organisations that may be named; empty for whoever may not name any. */
  readonly organisations: readonly { readonly name: string; readonly creditCode: string }[];
};

function NameBody({ organisations }: Pick<BodiesProps, "organisations">) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="body" />
      <Field
        kind="select"
        name="role"
        label={words.role}
        emptyLabel={null}
        options={bedCodes("role").map((value) => ({ value, label: bedWord("role", value, locale) }))}
      />
      <Field
        kind="select"
        name="creditCode"
        label={words.organisation}
        options={organisations.map(({ name, creditCode }) => ({ value: creditCode, label: name }))}
      />
      <FormActions>
        <SubmitButton kind="secondary" name="named" value="yes">
          {words.name_body}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

export function BedBodies({ bodies, organisations }: BodiesProps) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.bodies} note={words.bodies_note}>
      {bodies.length === 0 && <p>{words.no_bodies}</p>}
      <ul>
        {bodies.map((body) => (
          <li key={body.id}>
            {bedWord("role", body.role, locale)}: <strong>{body.name}</strong>{" "}
            {body.endedOn !== null && words.ended(body.endedOn)}{" "}
            {body.isQuestioned && body.endedOn === null && (
              <Tag tone="danger" icon="triangle-alert">
                {words.questioned}
              </Tag>
            )}
          </li>
        ))}
      </ul>
      {organisations.length > 0 && <NameBody organisations={organisations} />}
    </Panel>
  );
}

export type BedDocumentView = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly isStored: boolean;
  readonly archiveNo: string | null;
  readonly itemNo: number | null;
  readonly addedBy: string;
  readonly addedAt: string;
};

type DocumentsProps = {
  readonly bedNo: string;
  readonly documents: readonly BedDocumentView[];
  readonly mayAdd: boolean;
};

export function BedDocuments({ bedNo, documents, mayAdd }: DocumentsProps) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const address = `/office/beds/${bedNo}/documents`;
  return (
    <Panel
      title={`${words.documents} (${documents.length})`}
      flush={documents.length > 0}
      {...(mayAdd && {
        action: (
          <LinkButton to={address} size="small" icon="upload">
            {words.add_document}
          </LinkButton>
        ),
      })}
    >
      <DataTable
        caption={words.documents}
        captionHidden
        rows={documents}
        rowKey={(row) => row.id}
        empty={<p>{words.documents_none}</p>}
        columns={[
          {
            key: "kind",
            header: words.document,
            cell: (row) =>
              `${bedWord("document", row.kind, locale)}${row.itemNo === null ? "" : ` · ${itemText(row.itemNo, locale)}`}`,
          },
          {
            key: "file",
            header: words.document_file,
            cell: (row) =>
              row.isStored ? (
                <a href={`${address}/${row.id}`}>
                  {words.stored} {row.title}
                </a>
              ) : (
                `${words.archive_no} ${row.archiveNo ?? ""}`
              ),
          },
          { key: "by", header: words.by, kind: "nowrap", cell: (row) => row.addedBy },
          { key: "at", header: words.at, kind: "nowrap", cell: (row) => <TimeText at={row.addedAt} /> },
        ]}
      />
    </Panel>
  );
}
