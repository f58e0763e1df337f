/** Panels of a bed's file (一床一档): everything that happened, who does what, papers, devices, alerts and visits. */
import { Form } from "@remix-run/react";
import { bedCodes, bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { stateWord } from "#app/messages/states.ts";
import type { BedBodyView, BedEventView } from "./bed-facts.ts";
import { itemText } from "./bed-step-fields.tsx";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeLine } from "./time-line.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

/** What an event carries that says something by itself. */
function told(event: BedEventView, locale: "zh-CN" | "en"): string {
  const { body } = event;
  const said = (value: unknown, kind: "reason" | "channel") =>
    typeof value === "string" ? [bedWord(kind, value, locale)] : [];
  return [
    ...said(body["channel"], "channel"),
    ...said(body["reason"] ?? body["what"], "reason"),
    ...(typeof body["version"] === "number" ? [bedWords[locale].plan_version(body["version"])] : []),
    ...(typeof body["until"] === "string" ? [bedWords[locale].ended(body["until"])] : []),
    ...(event.note === null ? [] : [event.note]),
  ].join(" · ");
}

export function BedTimeLine({ events }: { events: readonly BedEventView[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.time_line}>
      <TimeLine
        events={[...events].reverse().map((event) => ({
          key: String(event.seq),
          at: <DateText date={event.occurredOn} />,
          title: bedWord("step", event.kind, locale),
          by: (
            <>
              {bedWord("party", event.party, locale)} {event.onBehalf && `(${words.on_behalf} ${event.actor})`}
            </>
          ),
          detail: told(event, locale),
          tone: stateWord("bed", event.toState).tone,
        }))}
      />
    </Panel>
  );
}

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
      title={words.documents}
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
