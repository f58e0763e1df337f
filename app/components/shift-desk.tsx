/** Shifts of the operations centre: the plan, what a shift leaves to the next, and taking it over. */
import { Form } from "@remix-run/react";
import { alertKindWord } from "#app/messages/alert-codes.ts";
import { centreWords } from "#app/messages/centre.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { ticketKindWord } from "#app/messages/tickets.ts";
import styles from "./centre.module.css";
import { ChoiceField } from "./choice-field.tsx";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ReportFacts = {
  readonly work: Readonly<Record<"incoming" | "missed" | "outgoing" | "alerts" | "red" | "tickets", number>>;
  readonly open: {
    readonly reds: readonly { readonly alertNo: number; readonly kind: string; readonly takenBy: string | null }[];
    readonly help: readonly { readonly helpNo: string }[];
    readonly callBacks: readonly { readonly ticketNo: string; readonly kind: string }[];
  };
};

export type ShiftLine = {
  readonly id: string;
  readonly fromAt: string;
  readonly toAt: string;
  readonly lead: string;
  readonly operators: readonly string[];
  readonly isNow: boolean;
  readonly report:
    | (ReportFacts & { readonly note: string | null; readonly writtenBy: string; readonly takenOverBy: string | null })
    | null;
  readonly draft: ReportFacts | null;
  readonly hindrance: string | null;
  readonly mayTakeOver: boolean;
};

export function ReportList({ report, note }: { report: ReportFacts; note?: string | null }) {
  const words = useWords(centreWords);
  const locale = useLocale();
  const { work, open } = report;
  const joined = (lines: readonly string[]) =>
    lines.length === 0 ? words.nobody : lines.join(locale === "en" ? "; " : "；");
  return (
    <DefinitionList
      items={[
        {
          term: words.hand_work,
          value: [
            words.hand_calls(work.incoming, work.missed, work.outgoing),
            words.hand_alerts(work.alerts, work.red),
            words.hand_tickets(work.tickets),
          ].join(" · "),
        },
        {
          term: words.hand_reds,
          value: joined(
            open.reds.map(
              ({ alertNo, kind, takenBy }) =>
                `${alertNo} ${alertKindWord(kind, locale)} (${takenBy === null ? words.hand_no_owner : words.hand_owner(takenBy.replace(/^user:/, ""))})`,
            ),
          ),
        },
        { term: words.hand_help, value: joined(open.help.map(({ helpNo }) => helpNo)) },
        {
          term: words.hand_call_backs,
          value: joined(open.callBacks.map(({ ticketNo, kind }) => `${ticketNo} ${ticketKindWord(kind, locale)}`)),
        },
        ...(note === undefined ? [] : [{ term: words.hand_words, value: note }]),
      ]}
    />
  );
}

function stateOf(shift: ShiftLine, now: boolean, words: (typeof centreWords)["en"]) {
  if (shift.report?.takenOverBy) return { tone: "success", word: words.shift_taken(shift.report.takenOverBy) } as const;
  if (shift.report !== null) return { tone: "warning", word: words.shift_closed } as const;
  if (now) return { tone: "info", word: words.shift_now } as const;
  return shift.hindrance === "shift-not-over"
    ? ({ tone: "neutral", word: words.shift_ahead } as const)
    : ({ tone: "warning", word: words.shift_over } as const);
}

export function ShiftTable({ shifts, now }: { shifts: readonly ShiftLine[]; now: number }) {
  const words = useWords(centreWords);
  return (
    <Panel title={words.shifts_caption} flush>
      <DataTable
        caption={words.shifts_caption}
        captionHidden
        rows={shifts}
        rowKey={(shift) => shift.id}
        isMarked={(shift) => shift.isNow}
        empty={<p>{words.shifts_none}</p>}
        columns={[
          { key: "from", header: words.plan_from, kind: "nowrap", cell: (shift) => <TimeText at={shift.fromAt} /> },
          { key: "to", header: words.plan_to, kind: "nowrap", cell: (shift) => <TimeText at={shift.toAt} /> },
          { key: "lead", header: words.shift_lead, cell: (shift) => shift.lead },
          { key: "operators", header: words.shift_operators, cell: (shift) => shift.operators.join("、") },
          {
            key: "state",
            header: words.shift_state,
            cell: (shift) => {
              const isAhead = Date.parse(shift.fromAt) > now;
              const { tone, word } = isAhead
                ? ({ tone: "neutral", word: words.shift_ahead } as const)
                : stateOf(shift, shift.isNow, words);
              return <Tag tone={tone}>{word}</Tag>;
            },
          },
        ]}
      />
    </Panel>
  );
}

/** The lead's own shift, while it is not closed. */
export function CloseShift({ shift }: { shift: ShiftLine }) {
  const words = useWords(centreWords);
  const locale = useLocale();
  if (shift.draft === null) return null;
  return (
    <Panel title={words.hand_title} note={words.hand_note}>
      <div className={styles.form} data-part="hand-over">
        <ReportList report={shift.draft} />
        {shift.hindrance === null ? (
          <Form method="post" className={styles.form}>
            <input type="hidden" name="intent" value="close" />
            <input type="hidden" name="shiftId" value={shift.id} />
            <Field kind="textarea" name="note" label={words.hand_words} rows={3} maxLength={800} />
            <div>
              <SubmitButton>{words.hand_close}</SubmitButton>
            </div>
          </Form>
        ) : (
          <Notice tone="warning">{refusalSentence(shift.hindrance, {}, locale)}</Notice>
        )}
      </div>
    </Panel>
  );
}

export function TakeOver({ shift }: { shift: ShiftLine }) {
  const words = useWords(centreWords);
  if (!shift.mayTakeOver || shift.report === null) return null;
  return (
    <Panel title={words.take_title(shift.lead)}>
      <div className={styles.form} data-part="take-over">
        <ReportList report={shift.report} note={shift.report.note} />
        <Form method="post">
          <input type="hidden" name="intent" value="take" />
          <SubmitButton name="shiftId" value={shift.id}>
            {words.take}
          </SubmitButton>
        </Form>
      </div>
    </Panel>
  );
}

export function PlanShift({ operators }: { operators: readonly { readonly by: string; readonly name: string }[] }) {
  const words = useWords(centreWords);
  const choices = operators.map(({ by, name }) => ({ value: by, label: name }));
  return (
    <Panel title={words.plan_title} note={words.plan_help}>
      <Form method="post" className={styles.form}>
        <Field kind="text" name="from" label={words.plan_from} placeholder="2026-11-27 08:00" width="short" required />
        <Field kind="text" name="to" label={words.plan_to} placeholder="2026-11-27 20:00" width="short" required />
        <Field kind="select" name="lead" label={words.plan_lead} options={choices} required />
        <ChoiceField kind="checkbox" name="operators" label={words.plan_operators} choices={choices} inColumn />
        <div>
          <SubmitButton kind="secondary">{words.plan_save}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

export function ReportHistory({ shifts }: { shifts: readonly ShiftLine[] }) {
  const words = useWords(centreWords);
  const closed = shifts.filter(({ report }) => report !== null);
  if (closed.length === 0) return null;
  return (
    <Panel title={words.reports_title}>
      <div className={styles.form}>
        {closed.map((shift) =>
          shift.report === null ? null : (
            <section key={shift.id}>
              <h3>
                <TimeText at={shift.fromAt} /> · {words.written(shift.report.writtenBy)}
              </h3>
              <ReportList report={shift.report} note={shift.report.note} />
            </section>
          ),
        )}
      </div>
    </Panel>
  );
}
