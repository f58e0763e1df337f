/** The office's page of the code at an elder's door: the card that was just printed, the forms, and every version. */
import { Form } from "@remix-run/react";
import { useEffect, useState } from "react";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { DOOR_CODE_REASONS } from "#app/domain/visits/door-code-issue.ts";
import { doorCodeReasonWord, doorCodeStateWord, doorCodeWords } from "#app/messages/door-code.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { Button } from "./button.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { DataTable } from "./data-table.tsx";
import styles from "./door-code-page.module.css";
import { FormActions } from "./form-section.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { QrPicture } from "./qr-picture.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type DoorCodeVersion = {
  readonly version: number;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly state: "open" | "ending" | "void";
  readonly voidAt: string | null;
  readonly voidReason: string | null;
};

export type DoorCodeCard = {
  readonly elderNo: string;
  readonly version: number;
  readonly text: string;
  readonly token: string;
  readonly modules: readonly (readonly boolean[])[];
};

/** Only where scripts run: without them the browser's own print does the same. */
function PrintButton() {
  const words = useWords(doorCodeWords);
  const [mayPrint, setMayPrint] = useState(false);
  useEffect(() => setMayPrint(true), []);
  if (!mayPrint) return null;
  return (
    <Button type="button" kind="primary" icon="printer" onClick={() => window.print()}>
      {words.print_now}
    </Button>
  );
}

export function DoorCodeCardPanel({ card }: { card: DoorCodeCard }) {
  const words = useWords(doorCodeWords);
  // The card hangs in a home of the district: it is in Chinese, whoever prints it.
  const onCard = doorCodeWords["zh-CN"];
  return (
    <>
      <div className="no-print">
        <Notice tone="success" announced>
          {words.printed(card.version)}
        </Notice>
      </div>
      <article className={styles.card} data-part="door-code-card" lang="zh-CN">
        <p className={styles.cardTitle}>{onCard.card_title}</p>
        <p className={styles.ask}>{onCard.card_ask}</p>
        <QrPicture modules={card.modules} label={onCard.qr} className={styles.qr} />
        <p className={styles.line}>{onCard.card_typed}</p>
        <p className={styles.typed} data-part="door-code-text">
          {card.text}
        </p>
        <p className={styles.line}>{onCard.card_elder}</p>
        <p className={styles.line}>{onCard.card_hotline}</p>
        <p className={styles.number}>{onCard.card_number(card.elderNo, card.version)}</p>
      </article>
      <div className="no-print">
        <Panel title={words.tag_text} note={words.print_help}>
          <p className={styles.tag}>{card.token}</p>
          <FormActions>
            <PrintButton />
          </FormActions>
        </Panel>
      </div>
    </>
  );
}

type FormsProps = {
  readonly requestId: string;
  readonly hasCode: boolean;
  readonly overlapDays: number;
  /** Which form was refused, and the code of the refusal. */
  readonly refused: { readonly intent: string; readonly code: string } | null;
};

export function DoorCodeForms({ requestId, hasCode, overlapDays, refused }: FormsProps) {
  const words = useWords(doorCodeWords);
  const locale = useLocale();
  const choices = DOOR_CODE_REASONS.map((reason) => ({
    value: reason,
    label: doorCodeReasonWord(reason, locale),
    note: reason === "worn" ? words.worn_note(overlapDays) : words.at_once_note,
  }));
  const errorOf = (intent: string) =>
    refused?.intent === intent ? refusalSentence(refused.code, {}, locale) : undefined;
  return (
    <>
      <Panel title={words.issue_title} note={hasCode ? words.issue_again : words.issue_first}>
        <Form method="post">
          <input type="hidden" name="intent" value="issue" />
          <input type="hidden" name="requestId" value={requestId} />
          {hasCode && (
            <ChoiceField
              kind="radio"
              name="reason"
              id="issue-reason"
              label={words.reason}
              choices={choices}
              inColumn
              error={errorOf("issue")}
            />
          )}
          {!hasCode && errorOf("issue") !== undefined && <Notice tone="danger">{errorOf("issue")}</Notice>}
          <FormActions>
            <SubmitButton icon="printer">{words.issue}</SubmitButton>
          </FormActions>
        </Form>
      </Panel>
      {hasCode && (
        <Panel title={words.void_title} note={words.void_note}>
          <Form method="post">
            <input type="hidden" name="intent" value="void" />
            <ChoiceField
              kind="radio"
              name="reason"
              id="void-reason"
              label={words.reason_void}
              choices={choices.filter(({ value }) => value !== "worn")}
              inColumn
              error={errorOf("void")}
            />
            <FormActions>
              <SubmitButton kind="danger" icon="ban">
                {words.void}
              </SubmitButton>
            </FormActions>
          </Form>
        </Panel>
      )}
    </>
  );
}

export function DoorCodeVersions({ versions }: { versions: readonly DoorCodeVersion[] }) {
  const words = useWords(doorCodeWords);
  const locale = useLocale();
  const stateText = ({ state, voidAt, voidReason }: DoorCodeVersion) => {
    const time = voidAt === null ? "" : staffTimeText(instant(voidAt), locale);
    const parts = [doorCodeStateWord(state, locale)];
    if (state === "ending") parts.push(words.until(time));
    if (state === "void") parts.push(words.since(time));
    if (voidReason !== null) parts.push(doorCodeReasonWord(voidReason, locale));
    return parts.join(" · ");
  };
  return (
    <Panel title={words.versions} flush={versions.length > 0}>
      <DataTable
        caption={words.versions}
        captionHidden
        rows={versions}
        rowKey={(row) => String(row.version)}
        empty={<p>{words.none}</p>}
        columns={[
          { key: "version", header: words.number, kind: "nowrap", cell: (row) => words.version(row.version) },
          { key: "issued", header: words.issued, kind: "nowrap", cell: (row) => <TimeText at={row.issuedAt} /> },
          { key: "by", header: words.issued_by, cell: (row) => row.issuedBy },
          { key: "state", header: words.state, cell: stateText },
        ]}
      />
    </Panel>
  );
}
