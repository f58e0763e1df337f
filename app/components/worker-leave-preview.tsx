/** What a leave would change: counts, where each visit goes, what has no place and why, who is told about what, and the button to confirm. */
import { Form } from "@remix-run/react";
import { staffDateText } from "#app/domain/time/date-text.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { debtReason, moveReason } from "#app/messages/planning.ts";
import { workerLeaveWords } from "#app/messages/worker-leave.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";
import type { AskedLeave, LeaveAnswer, ShownLeave, ShownLeaveLine, ShownPlace } from "./worker-leave-answer.ts";

function PlaceCell({ place }: { readonly place: ShownPlace }) {
  const locale = useLocale();
  return `${staffDateText(place.date, locale)} ${clockText(place.minute)}`;
}

/** Who went and who goes from now on. */
function WhoCell({ line }: { readonly line: ShownLeaveLine }) {
  const words = useWords(workerLeaveWords);
  const namesOf = (place: ShownPlace) => place.workers.join(" · ") || words.nobody;
  const before = namesOf(line.from);
  const after = line.to === null ? before : namesOf(line.to);
  return before === after ? before : `${before} → ${after}`;
}

function ToldCell({ told }: Pick<ShownLeaveLine, "told">) {
  const words = useWords(workerLeaveWords);
  return (
    <ul>
      {told.map(({ kind, name, matters }) => (
        <li key={`${kind} ${name}`}>
          {kind === "elder" ? words.elder_told : name}
          {words.tells}
          {matters.map((matter) => words[`matter_${matter}`]).join(words.and)}
        </li>
      ))}
    </ul>
  );
}

function WhyCell({ line }: { readonly line: ShownLeaveLine }) {
  const locale = useLocale();
  return line.owedFor === null ? moveReason(line.why, locale) : debtReason(line.owedFor, locale);
}

type LinesProps = { readonly title: string; readonly lines: readonly ShownLeaveLine[]; readonly note?: string };

/** Visits of one outcome; the third column is where they go, or what becomes of them. */
function Lines({ title, lines, note }: LinesProps) {
  const words = useWords(workerLeaveWords);
  const columns: Column<ShownLeaveLine>[] = [
    { key: "elder", header: words.elder, kind: "nowrap", cell: (line) => line.elder },
    { key: "was", header: words.was, kind: "nowrap", cell: (line) => <PlaceCell place={line.from} /> },
    {
      key: "will_be",
      header: words.will_be,
      kind: "nowrap",
      cell: ({ to, outcome }) =>
        to === null ? words[outcome === "held" ? "outcome_held" : "outcome_owed"] : <PlaceCell place={to} />,
    },
    { key: "who", header: words.who, cell: (line) => <WhoCell line={line} /> },
    { key: "why", header: words.why, cell: (line) => <WhyCell line={line} /> },
    { key: "tell", header: words.tell, cell: (line) => <ToldCell told={line.told} /> },
    { key: "visit", header: words.visit, kind: "mono", cell: (line) => line.visitNo },
  ];
  if (lines.length === 0) return null;
  return (
    <Panel title={title} note={note} flush>
      <DataTable caption={title} captionHidden rows={lines} rowKey={(line) => line.visitNo} columns={columns} />
    </Panel>
  );
}

/** The same leave again, this time to be entered. */
function ConfirmForm({ asked, preview }: { readonly asked: AskedLeave; readonly preview: ShownLeave }) {
  const words = useWords(workerLeaveWords);
  return (
    <Form method="post">
      {Object.entries({ ...asked, confirmed: preview.digest }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton icon="calendar-check">
        {preview.lines.length === 0 ? words.confirm_none : words.confirm}
      </SubmitButton>
    </Form>
  );
}

function Counts({ counts }: Pick<ShownLeave, "counts">) {
  const words = useWords(workerLeaveWords);
  return (
    <DefinitionList
      columns={2}
      items={[
        { term: words.hit, value: counts.hit },
        { term: words.same_day, value: counts.sameDay },
        { term: words.make_up_day, value: counts.makeUpDay },
        { term: words.owed, value: counts.owed },
        { term: words.held, value: counts.held },
        { term: words.told, value: words.told_count(counts.eldersTold, counts.workersTold) },
      ]}
    />
  );
}

export function WorkerLeavePreview({ answer }: { readonly answer: LeaveAnswer & { readonly preview: ShownLeave } }) {
  const words = useWords(workerLeaveWords);
  const { preview, asked, hasChanged } = answer;
  const { counts, lines } = preview;
  const days = words.leave_days(asked.from, asked.to);
  return (
    <Stack>
      {hasChanged ? (
        <Notice tone="warning" title={words.changed} announced>
          {words.changed_note}
        </Notice>
      ) : (
        <Notice title={words.not_done} announced />
      )}
      <Panel title={`${preview.worker} · ${days}`}>
        {lines.length === 0 ? <p>{words.nothing_hit}</p> : <Counts counts={counts} />}
        {counts.othersTold > 0 && <p>{words.others(counts.othersTold)}</p>}
      </Panel>
      <Lines title={words.placed_title} lines={lines.filter(({ to }) => to !== null)} />
      <Lines title={words.left_title} lines={lines.filter(({ to }) => to === null)} note={words.left_note} />
      <ConfirmForm asked={asked} preview={preview} />
    </Stack>
  );
}
