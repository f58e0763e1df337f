/** The lines that wait, in their published order: each one says in a sentence what was expected and what was observed. */
import { NavLink } from "@remix-run/react";
import { AUDIT_ORDER } from "#app/domain/claims/audit-order.ts";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { stateWord } from "#app/messages/states.ts";
import styles from "./audit-workbench.module.css";
import { Money } from "./money.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type QueueRow = {
  readonly visitNo: string;
  readonly elderName: string;
  readonly workers: readonly string[];
  readonly askedFen: bigint;
  readonly ageDays: number;
  readonly points: number;
  readonly highRisk: boolean;
  readonly exception: boolean;
  /** Codes of what speaks against it. */
  readonly codes: readonly string[];
  readonly says: { readonly code: string; readonly facts: SentenceFacts } | null;
  readonly plannedMinutes: number;
  readonly minutes: number | null;
};

/** Rows that are drawn: what comes later moves up while one decides. */
const SHOWN = 200;

type AuditQueueProps = {
  readonly rows: readonly QueueRow[];
  /** Left out while nothing can be selected. */
  readonly selection?: { readonly chosen: ReadonlySet<string>; readonly toggle: (visitNo: string) => void };
};

export function AuditQueue({ rows, selection }: AuditQueueProps) {
  const words = useWords(auditWords);
  const bulk = useWords(auditBulkWords);
  const locale = useLocale();
  return (
    <>
      <ol className={styles.rows}>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.visitNo} className={selection ? styles.selectable : undefined}>
            {selection && (
              <input
                type="checkbox"
                checked={selection.chosen.has(row.visitNo)}
                onChange={() => selection.toggle(row.visitNo)}
                aria-label={bulk.select(row.visitNo)}
              />
            )}
            <NavLink to={`/office/audit/${row.visitNo}`} className={styles.row ?? ""} preventScrollReset>
              <span className={styles.rowHead}>
                {row.highRisk ? (
                  <Tag tone="danger" icon="triangle-alert">
                    {words.high}
                  </Tag>
                ) : row.exception ? (
                  <Tag tone="warning" icon="circle-alert">
                    {words.exception}
                  </Tag>
                ) : (
                  <Tag tone="neutral" icon="circle-check">
                    {words.clean}
                  </Tag>
                )}
                <span className={styles.rowTitle}>
                  {row.says === null ? row.visitNo : ruleTitle(row.says.code, locale)}
                </span>
                <Money fen={row.askedFen} />
              </span>
              <span className={styles.rowSays}>
                {row.says === null
                  ? words.clean_says(row.plannedMinutes, row.minutes)
                  : ruleSentence(row.says.code, row.says.facts, locale)}
              </span>
              <span className={styles.rowWho}>
                {row.elderName} · {row.workers.join("、")} · {words.age(row.ageDays)} · {words.points(row.points)}
              </span>
            </NavLink>
          </li>
        ))}
      </ol>
      {rows.length === 0 && <p className={styles.padded}>{bulk.none_found}</p>}
      {rows.length > SHOWN && <p>{words.more(rows.length - SHOWN)}</p>}
    </>
  );
}

/** The formula with its parameters, as it is in force. */
export function AuditOrderNote() {
  const words = useWords(auditWords);
  const locale = useLocale();
  const { basePoints, pointsByLevel, pointsByOutcome, highRiskPoints } = AUDIT_ORDER;
  return (
    <details className={styles.order}>
      <summary>{words.order_title}</summary>
      <p>{words.order_text}</p>
      <ul>
        <li>{words.order_base(basePoints)}</li>
        {Object.entries(pointsByLevel).map(([level, points]) => (
          <li key={level}>{words.order_level(stateWord("level", level).staff[locale], points)}</li>
        ))}
        {Object.entries(pointsByOutcome)
          .filter(([, points]) => points > 0)
          .map(([outcome, points]) => (
            <li key={outcome}>{words.order_outcome(words.outcome[outcome as keyof typeof pointsByOutcome], points)}</li>
          ))}
        <li>{words.order_high(highRiskPoints)}</li>
      </ul>
      <Tag tone="warning" icon="info">
        {words.example}
      </Tag>
    </details>
  );
}
