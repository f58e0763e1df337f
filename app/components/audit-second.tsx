/** A step in bulk that waits for a second person: what was decided, every line of it, and the signature or the way back. */
import { Form } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import type { BulkDecision } from "#app/domain/claims/bulk-decision.ts";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { BulkLines, useBulkRule, type BulkView } from "./audit-bulk.tsx";
import styles from "./audit-workbench.module.css";
import { buttonClass } from "./button-style.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type WaitingStep = Pick<BulkView, "rule" | "lines" | "sumFen"> & {
  readonly bulkId: string;
  readonly decision: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly mine: boolean;
  /** From then on it can be signed. */
  readonly signableFrom: string;
};

function Signature({ step }: { step: WaitingStep }) {
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  return (
    <Panel title={audit.second_waits} note={step.mine ? words.second_mine : words.second_note}>
      <Form method="post" className={styles.decision}>
        <input type="hidden" name="id" value={step.bulkId} />
        {!step.mine && (
          <button name="intent" value="sign" className={buttonClass({ kind: "primary" })}>
            {words.sign(step.lines.length, staffYuanText(fen(step.sumFen)))}
          </button>
        )}
        <button name="intent" value="undo" className={buttonClass({ kind: "quiet" })}>
          {audit.undo}
        </button>
      </Form>
    </Panel>
  );
}

export function AuditSecond({ step, mayDecide }: { step: WaitingStep; mayDecide: boolean }) {
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  const locale = useLocale();
  const ruleWord = useBulkRule();
  const { reason } = step;
  const why =
    reason === null ? null : reason.startsWith("RC-") ? reasonWord(reason, locale) : differenceWord(reason, locale);
  return (
    <>
      <DefinitionList
        columns={2}
        items={[
          { term: words.rule, value: ruleWord(step.rule) },
          { term: audit.decision, value: audit[step.decision as BulkDecision] },
          { term: words.count, value: String(step.lines.length) },
          { term: words.sum, value: <Money fen={step.sumFen} /> },
          { term: audit.reason, value: why },
          { term: audit.note, value: step.note },
          { term: words.signable_from, value: <TimeText at={step.signableFrom} /> },
        ]}
      />
      <BulkLines lines={step.lines} sumFen={step.sumFen} note={words.second_list_note} />
      {mayDecide && <Signature step={step} />}
    </>
  );
}
