/** Lines of a claim: what was asked, which checks failed and why, what was decided, and the form to change it. A first decision is taken beside the evidence. */
import { Link } from "@remix-run/react";
import { moneyWords } from "#app/messages/money.ts";
import { ruleSentence } from "#app/messages/rules.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { traceWords } from "#app/messages/trace.ts";
import { DataTable } from "./data-table.tsx";
import { LineDecision, type DecisionReasons, type RefusedDecision } from "./line-decision.tsx";
import { Money } from "./money.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ClaimLineView = {
  readonly id: string;
  readonly visitNo: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly outcome: string;
  readonly word: string;
  readonly failures: readonly {
    readonly check: number;
    readonly code: string;
    readonly effect: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
  readonly decision: string | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly askedFen: bigint;
  readonly adjustedFen: bigint | null;
  readonly approvedFen: bigint | null;
  readonly paidFen: bigint;
};

function Checks({ line }: { line: ClaimLineView }) {
  const words = useWords(moneyWords);
  const locale = useLocale();
  return (
    <>
      {line.failures.length === 0 && words.all_passed}
      {line.failures.map((failure) => (
        <div key={`${failure.check} ${failure.code}`}>
          {words.check_number(failure.check)} · {ruleSentence(failure.code, failure.facts, locale)}
        </div>
      ))}
      {line.reason !== null && (
        <div>
          {words.reason}: {differenceWord(line.reason, locale)} {line.note}
        </div>
      )}
    </>
  );
}

type ClaimLinesProps = {
  readonly lines: readonly ClaimLineView[];
  /** Reasons to offer; null where nobody decides. */
  readonly reasons: DecisionReasons | null;
  readonly month: string;
  /** The decision that was just refused; null without one. */
  readonly refused: RefusedDecision | null;
};

export function ClaimLines({ lines, reasons, month, refused }: ClaimLinesProps) {
  const words = useWords(moneyWords);
  const trace = useWords(traceWords);
  const evidenceWord = (row: ClaimLineView) => (row.decision === null ? words.see_and_decide : words.see_evidence);
  return (
    <DataTable
      caption={`${words.claims_title} ${month}`}
      captionHidden
      rows={lines}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "visit",
          header: words.visit,
          kind: "nowrap",
          cell: (row) => (
            <>
              <Link to={`/office/visits/${row.visitNo}`}>
                <code>{row.visitNo}</code>
              </Link>
              <br />
              <Link to={`/office/settlement/trace/${row.visitNo}`} aria-label={`${trace.link} ${row.visitNo}`}>
                {trace.link}
              </Link>
            </>
          ),
        },
        { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
        { key: "word", header: words.word, kind: "nowrap", cell: (row) => <StateTag kind="match" code={row.word} /> },
        { key: "checks", header: words.checks, cell: (row) => <Checks line={row} /> },
        { key: "asked", header: words.asked, kind: "number", cell: (row) => <Money fen={row.askedFen} /> },
        { key: "adjusted", header: words.adjusted, kind: "number", cell: (row) => <Money fen={row.adjustedFen} /> },
        { key: "approved", header: words.approved, kind: "number", cell: (row) => <Money fen={row.approvedFen} /> },
        { key: "paid", header: words.paid, kind: "number", cell: (row) => <Money fen={row.paidFen} /> },
        {
          key: "decision",
          header: words.decision,
          cell: (row) => (
            <>
              {row.decision === null ? words.none_yet : words[row.decision as "approve" | "cut" | "hold" | "refuse"]}
              {reasons !== null && (
                <div>
                  <Link to={`/office/audit/${row.visitNo}`} aria-label={`${evidenceWord(row)} ${row.visitNo}`}>
                    {evidenceWord(row)}
                  </Link>
                </div>
              )}
              {reasons !== null && row.decision !== null && (
                <LineDecision
                  key={`${row.decision} ${row.reason} ${row.note}`}
                  line={row}
                  reasons={reasons}
                  refused={refused?.lineId === row.id ? refused : null}
                />
              )}
            </>
          ),
        },
      ]}
    />
  );
}
