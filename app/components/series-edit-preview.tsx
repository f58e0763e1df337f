/** Every date of a series with what an edit makes of it and what stands against it; confirming is possible only when nothing does. */
import { Form } from "@remix-run/react";
import { staffDateText } from "#app/domain/time/date-text.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { conflictReason, moveReason } from "#app/messages/planning.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { DataTable } from "./data-table.tsx";
import { EmptyValue } from "./empty-value.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import type { ShownEdit, ShownEditLine } from "./visit-change-answer.ts";
import { useLocale, useWords } from "./words-context.tsx";

function DateCell({ time }: { readonly time: LocalTime | null }) {
  const locale = useLocale();
  if (time === null) return <EmptyValue />;
  return `${staffDateText(time.date, locale)} ${clockText(time.minute)}`;
}

function ConflictCell({ conflicts }: Pick<ShownEditLine, "conflicts">) {
  const locale = useLocale();
  if (conflicts.length === 0) return <EmptyValue />;
  return (
    <ul>
      {conflicts.map(({ code, worker }) => (
        <li key={`${code} ${worker ?? ""}`}>
          {worker === null ? conflictReason(code, locale) : afterColon(worker, conflictReason(code, locale), locale)}
        </li>
      ))}
    </ul>
  );
}

/** The same edit again, this time to be done. */
function ConfirmForm({ edit }: { readonly edit: ShownEdit }) {
  const words = useWords(visitChangeWords);
  const { scope, date, time } = edit;
  const kept = { step: "move", scope, date, time, confirmed: "yes" };
  return (
    <Form method="post">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton icon="calendar-check">{words.edit_confirm}</SubmitButton>
    </Form>
  );
}

export function SeriesEditPreview({ edit }: { readonly edit: ShownEdit }) {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  const isPossible = edit.state === "possible";
  const title = isPossible ? words.edit_possible : words.edit_blocked;
  return (
    <>
      <Notice tone={isPossible ? "info" : "danger"} title={title} announced />
      <Panel title={words[`scope_${edit.scope}`]}>
        <DataTable
          caption={title}
          captionHidden
          rows={edit.lines}
          rowKey={(line) => `${line.visitNo ?? ""} ${line.from?.date ?? ""} ${line.to?.date ?? ""}`}
          columns={[
            { key: "from", header: words.edit_from, kind: "nowrap", cell: (line) => <DateCell time={line.from} /> },
            { key: "to", header: words.edit_to, kind: "nowrap", cell: (line) => <DateCell time={line.to} /> },
            {
              key: "change",
              header: words.edit_change,
              cell: ({ fate, reason }) => (reason === null ? words[`fate_${fate}`] : moveReason(reason, locale)),
            },
            { key: "against", header: words.edit_against, cell: (line) => <ConflictCell conflicts={line.conflicts} /> },
          ]}
        />
        {isPossible && <ConfirmForm edit={edit} />}
      </Panel>
    </>
  );
}
