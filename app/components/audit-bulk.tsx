/** Deciding many lines of one rule in one step: what is decided and what is left out, every line with its times, and the one form. */
import { Form, Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import type { BulkDecision } from "#app/domain/claims/bulk-decision.ts";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import styles from "./audit-workbench.module.css";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Money } from "./money.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type BulkView = {
  readonly rule: string;
  readonly only: readonly string[] | null;
  readonly lines: readonly {
    readonly visitNo: string;
    readonly elderName: string;
    readonly workers: readonly string[];
    readonly provider: string;
    readonly plannedStart: string;
    readonly plannedMinutes: number;
    readonly checkIn: string | null;
    readonly checkOut: string | null;
    readonly minutes: number | null;
    readonly events: number;
    readonly says: { readonly code: string; readonly facts: SentenceFacts } | null;
    readonly askedFen: bigint;
  }[];
  readonly sumFen: bigint;
  readonly limitFen: bigint;
  /** Decisions that wait for a second person: for the list's own sum, or for that of the day. */
  readonly second: readonly {
    readonly decision: BulkDecision;
    readonly why: "list" | "day";
    readonly earlierFen: bigint;
  }[];
  readonly highRisk: number;
  readonly mixed: number;
  readonly beyond: number;
  readonly listDigest: string;
  readonly choices: {
    readonly approve: readonly string[] | null;
    readonly hold: readonly string[];
    readonly refuse: readonly string[];
  };
};

/** "没有问题", "时长不足": what all lines of the list have in common. */
export function useBulkRule(): (rule: string) => string {
  const words = useWords(auditBulkWords);
  const locale = useLocale();
  return (rule) => (rule === "clean" ? words.clean : ruleTitle(rule, locale));
}

/** Every line of a list with its times, what speaks against it, and its amount. */
export function BulkLines({ lines, sumFen, note }: Pick<BulkView, "lines" | "sumFen"> & { note: string }) {
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  const locale = useLocale();
  return (
    <Panel title={words.list} note={note} flush>
      <DataTable
        caption={words.list}
        captionHidden
        rows={lines}
        rowKey={(row) => row.visitNo}
        empty={words.none}
        totalLabel={words.all(lines.length)}
        columns={[
          {
            key: "visit",
            header: words.visit,
            kind: "mono",
            cell: (row) => <Link to={`/office/audit/${row.visitNo}`}>{row.visitNo}</Link>,
          },
          {
            key: "who",
            header: words.who,
            cell: (row) => (
              <>
                {row.elderName}
                <br />
                <small>{row.workers.join("、")}</small>
              </>
            ),
          },
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          {
            key: "planned",
            header: words.planned,
            kind: "nowrap",
            cell: (row) => (
              <>
                <TimeText at={row.plannedStart} />
                <br />
                {words.minutes(row.plannedMinutes)}
              </>
            ),
          },
          {
            key: "actual",
            header: words.actual,
            kind: "nowrap",
            cell: (row) =>
              row.checkIn !== null && (
                <>
                  <TimeText at={row.checkIn} form="clock" /> –{" "}
                  {row.checkOut !== null && <TimeText at={row.checkOut} form="clock" />}
                  <br />
                  {row.minutes !== null && words.minutes(row.minutes)}
                </>
              ),
          },
          {
            key: "says",
            header: words.says,
            cell: (row) =>
              row.says === null
                ? audit.clean_says(row.plannedMinutes, row.minutes)
                : ruleSentence(row.says.code, row.says.facts, locale),
          },
          {
            key: "asked",
            header: words.asked,
            kind: "number",
            cell: (row) => <Money fen={row.askedFen} />,
            total: <Money fen={sumFen} />,
          },
        ]}
      />
    </Panel>
  );
}

function Reasons({ decision, codes }: { decision: BulkDecision; codes: readonly string[] }) {
  const words = useWords(auditWords);
  const locale = useLocale();
  if (codes.length === 0) return null;
  return (
    <label className={styles.choice}>
      {words.reasons_for(words[decision])}
      <select name={`reason-${decision}`} defaultValue="">
        <option value="">—</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {code.startsWith("RC-") ? reasonWord(code, locale) : differenceWord(code, locale)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Why which decision waits for a second person; null when one person is enough for each. */
function SecondPerson({ bulk, offered }: { bulk: BulkView; offered: readonly BulkDecision[] }) {
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  const limit = staffYuanText(fen(bulk.limitFen));
  const ofDay = bulk.second.filter((one) => one.why === "day" && offered.includes(one.decision));
  if (ofDay.length === 0) return null;
  return (
    <Notice tone="warning">
      {ofDay.map(({ decision, earlierFen }) => (
        <p key={decision}>
          {words.second_day({
            decision: audit[decision],
            earlier: staffYuanText(fen(earlierFen)),
            together: staffYuanText(fen(earlierFen + bulk.sumFen)),
            limit,
          })}
        </p>
      ))}
    </Notice>
  );
}

function Decision({ bulk }: { bulk: BulkView }) {
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  const { choices, lines, sumFen } = bulk;
  const isAbove = bulk.second.some((one) => one.why === "list");
  const offered = (["approve", "hold", "refuse"] as const).filter((one) => choices[one] !== null);
  return (
    <Panel title={audit.decision} note={isAbove ? words.second(staffYuanText(fen(bulk.limitFen))) : words.undo_note}>
      <SecondPerson bulk={bulk} offered={offered} />
      <Form method="post" className={styles.decision}>
        <input type="hidden" name="list" value={bulk.listDigest} />
        <fieldset>
          <legend>{audit.decision}</legend>
          {offered.map((one) => (
            <label key={one} className={styles.choice}>
              <input type="radio" name="decision" value={one} required />
              {audit[one]}
            </label>
          ))}
        </fieldset>
        {offered.map((one) => (
          <Reasons key={one} decision={one} codes={choices[one] ?? []} />
        ))}
        <Field kind="text" name="note" label={audit.note} maxLength={200} optional />
        <SubmitButton>{words.decide(lines.length, staffYuanText(fen(sumFen)))}</SubmitButton>
      </Form>
    </Panel>
  );
}

export function AuditBulk({ bulk, mayDecide }: { bulk: BulkView; mayDecide: boolean }) {
  const words = useWords(auditBulkWords);
  const ruleWord = useBulkRule();
  const left = [
    bulk.highRisk > 0 ? words.left_high(bulk.highRisk) : null,
    bulk.mixed > 0 ? words.left_mixed(bulk.mixed) : null,
    bulk.beyond > 0 ? words.left_beyond(bulk.beyond) : null,
  ].filter((one) => one !== null);
  return (
    <>
      <DefinitionList
        columns={2}
        items={[
          { term: words.rule, value: ruleWord(bulk.rule) },
          { term: words.count, value: String(bulk.lines.length) },
          { term: words.sum, value: <Money fen={bulk.sumFen} /> },
          { term: words.left, value: left.length === 0 ? words.left_none : left.join("；") },
        ]}
      />
      {bulk.lines.length === 0 && <Notice tone="info">{words.none}</Notice>}
      <BulkLines lines={bulk.lines} sumFen={bulk.sumFen} note={words.list_note} />
      {mayDecide && bulk.lines.length > 0 && <Decision bulk={bulk} />}
    </>
  );
}
