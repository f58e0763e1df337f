/** The bank's end of the trace of one visit's money: whether the amounts agree, the payment, the postings, the settlement line. */
import { moneyWords } from "#app/messages/money.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { accountWord, agreementWord, traceWords, voucherWord } from "#app/messages/trace.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Digest } from "./digest.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import type { TraceBooksView, TraceCheckView, TracePostingView, TraceSettledView } from "./trace-view.ts";
import { useLocale, useWords } from "./words-context.tsx";

export function TraceAgreement({ checks }: { checks: readonly TraceCheckView[] }) {
  const words = useWords(traceWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  const failing = checks.filter((check) => !check.holds).length;
  return (
    <Panel
      title={words.agreement}
      note={failing === 0 ? words.all_agree(checks.length) : words.disagree(failing)}
      flush
    >
      <DataTable
        caption={words.agreement}
        captionHidden
        rows={checks}
        rowKey={(row) => row.code}
        columns={[
          { key: "check", header: money.check, cell: (row) => agreementWord(row.code, locale) },
          { key: "left", header: money.left, kind: "number", cell: (row) => <Money fen={row.leftFen} /> },
          { key: "right", header: money.right, kind: "number", cell: (row) => <Money fen={row.rightFen} /> },
          {
            key: "holds",
            header: words.result,
            kind: "nowrap",
            cell: (row) => (
              <Tag tone={row.holds ? "success" : "danger"} icon={row.holds ? "circle-check" : "circle-x"}>
                {row.holds ? money.holds : money.fails}
              </Tag>
            ),
          },
        ]}
      />
    </Panel>
  );
}

type TracePaymentProps = {
  readonly books: TraceBooksView | null;
  /** Without books: the month is closed all the same. */
  readonly leftOut: boolean;
  readonly partFen: bigint | null;
};

export function TracePayment({ books, leftOut, partFen }: TracePaymentProps) {
  const words = useWords(traceWords);
  const money = useWords(moneyWords);
  const payment = books?.payment ?? null;
  if (books === null || payment === null)
    return (
      <Panel title={words.payment}>
        <p>{books !== null ? words.nothing_ordered : leftOut ? words.left_out : words.no_payment}</p>
      </Panel>
    );
  return (
    <Panel
      title={words.payment}
      note={[words.payment_note, books.simulated && money.simulated].filter(Boolean).join(" · ")}
    >
      <DefinitionList
        columns={2}
        items={[
          { term: money.batch, value: <code>{payment.batchNo}</code> },
          { term: money.ordered, value: <Money fen={payment.orderedFen} />, note: words.covers(payment.lines) },
          { term: words.part, value: <Money fen={partFen} /> },
          { term: words.sent, value: <TimeText at={payment.sentAt} />, note: payment.sentBy },
          ...books.bank.flatMap((line) => [
            { term: money.bank_reference, value: <code>{line.reference}</code> },
            { term: money.bank_amount, value: <Money fen={line.amountFen} />, note: <TimeText at={line.bookedAt} /> },
          ]),
          ...(books.bank.length === 0 ? [{ term: money.bank_amount, value: words.bank_waits }] : []),
        ]}
      />
    </Panel>
  );
}

/** "2026-000012": a year's vouchers are counted without a gap. */
const voucherText = ({ voucherYear, voucherNo }: TracePostingView) =>
  `${voucherYear}-${String(voucherNo).padStart(6, "0")}`;

function Postings({ caption, rows }: { caption: string; rows: readonly TracePostingView[] }) {
  const words = useWords(traceWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => `${voucherText(row)} ${row.line}`}
      empty={words.books_empty}
      columns={[
        { key: "voucher", header: words.voucher, kind: "mono", cell: voucherText },
        { key: "kind", header: words.kind, kind: "nowrap", cell: (row) => voucherWord(row.kind, locale) },
        { key: "debit", header: words.debit, cell: (row) => accountWord(row.debit, locale) },
        { key: "credit", header: words.credit, cell: (row) => accountWord(row.credit, locale) },
        { key: "amount", header: words.amount, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
        {
          key: "versions",
          header: words.versions,
          kind: "mono",
          cell: (row) => [row.ruleVersion, row.priceVersion].filter(Boolean).join(" · "),
        },
      ]}
    />
  );
}

export function TraceBooks({ books }: { books: TraceBooksView }) {
  const words = useWords(traceWords);
  return (
    <Panel title={words.books} note={words.books_note} flush>
      <Postings caption={words.of_visit} rows={books.postings} />
      {books.paymentPostings.length > 0 && <Postings caption={words.of_payment} rows={books.paymentPostings} />}
    </Panel>
  );
}

export function TraceSettlement({ settled, runNo }: { settled: TraceSettledView; runNo: string | null }) {
  const words = useWords(traceWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  return (
    <Panel title={words.settlement} note={settled.isFinal ? words.final : words.preliminary}>
      <DefinitionList
        columns={2}
        items={[
          { term: words.planned, value: <Money fen={settled.plannedFen} /> },
          { term: words.verified, value: <Money fen={settled.verifiedFen} /> },
          { term: money.asked, value: <Money fen={settled.askedFen} /> },
          { term: money.adjusted, value: <Money fen={settled.adjustedFen} /> },
          { term: money.approved, value: <Money fen={settled.approvedFen} /> },
          { term: money.word, value: <StateTag kind="match" code={settled.word} /> },
          {
            term: words.differences,
            value:
              settled.differences.length === 0
                ? words.no_difference
                : settled.differences.map((one) => (
                    <div key={one.code}>
                      {differenceWord(one.code, locale)} <Money fen={one.amountFen} />
                    </div>
                  )),
          },
          { term: words.run, value: runNo },
          { term: words.price_version, value: settled.priceVersion },
          { term: words.policy_version, value: settled.policyVersion },
          { term: words.rule_version, value: settled.ruleVersion },
          { term: words.evidence_digest, value: <Digest text={settled.evidenceDigest} whole /> },
        ]}
      />
    </Panel>
  );
}
