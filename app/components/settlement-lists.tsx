/** The reconciliation page's parts: the chain of six numbers with its named differences, the providers, payments and bank lines. */
import { Link } from "@remix-run/react";
import type { ProviderSettlement } from "#app/domain/reconciliation/settlement.ts";
import { moneyWords } from "#app/messages/money.ts";
import { figureWords } from "#app/messages/figures.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { DataTable } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { TIE_STEPS } from "./tie-out-differences.ts";
import { TieOut } from "./tie-out.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Stages = Pick<ProviderSettlement, "stages" | "differences">;

type Chosen = { readonly month: string; readonly provider: string | null };

/** Where the visits behind a difference are listed. */
function addressOf({ to, code }: ProviderSettlement["differences"][number], { month, provider }: Chosen): string {
  const parameters = new URLSearchParams({ month, to, code, ...(provider !== null && { provider }) });
  return `/office/settlement/difference?${parameters.toString()}`;
}

export function SettlementChain({ settlement, chosen }: { settlement: Stages; chosen: Chosen }) {
  const words = useWords(moneyWords);
  const locale = useLocale();
  return (
    <Panel title={words.chain} note={words.chain_note}>
      <TieOut
        numbers={TIE_STEPS.map((step) => ({
          step,
          count: settlement.stages[step].count,
          fen: settlement.stages[step].amountFen,
        }))}
        reasons={settlement.differences.map((one) => ({
          step: one.to,
          code: one.code,
          label: differenceWord(one.code, locale),
          count: one.count,
          fen: one.amountFen,
          to: addressOf(one, chosen),
        }))}
      />
    </Panel>
  );
}

type ProviderRow = {
  readonly code: string;
  readonly name: string;
  readonly stages: ProviderSettlement["stages"];
  readonly unexplained: number;
};

export function ProviderList({ providers, month }: { providers: readonly ProviderRow[]; month: string }) {
  const words = useWords(moneyWords);
  const figures = useWords(figureWords);
  return (
    <Panel title={words.by_provider} flush>
      <DataTable
        caption={words.by_provider}
        captionHidden
        rows={providers}
        rowKey={(row) => row.code}
        empty={words.settlement_empty}
        columns={[
          {
            key: "provider",
            header: words.provider,
            cell: (row) => (
              <Link to={`/office/settlement?${new URLSearchParams({ month, provider: row.code }).toString()}`}>
                {row.name}
              </Link>
            ),
          },
          ...TIE_STEPS.map((step) => ({
            key: step,
            header: figures[`step_${step}`],
            kind: "number" as const,
            cell: (row: ProviderRow) => (
              <>
                {row.stages[step].count}
                <br />
                <Money fen={row.stages[step].amountFen} />
              </>
            ),
          })),
        ]}
      />
    </Panel>
  );
}

type PaymentRow = {
  readonly provider: string;
  readonly batchNo: string;
  readonly orderedFen: bigint;
  readonly bankReference: string | null;
  readonly paidFen: bigint;
  readonly word: "not_paid" | "partial" | "paid" | "error" | "returned";
};

type PaymentListProps = { readonly payments: readonly PaymentRow[]; readonly simulated: string | null };

export function PaymentList({ payments, simulated }: PaymentListProps) {
  const words = useWords(moneyWords);
  return (
    <Panel title={words.batches} id="payments" {...(simulated !== null && { note: words.simulated })} flush>
      <DataTable
        caption={words.batches}
        captionHidden
        rows={payments}
        rowKey={(row) => `${row.batchNo} ${row.provider}`}
        columns={[
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          { key: "batch", header: words.batch, kind: "mono", cell: (row) => row.batchNo },
          { key: "ordered", header: words.ordered, kind: "number", cell: (row) => <Money fen={row.orderedFen} /> },
          { key: "reference", header: words.bank_reference, kind: "mono", cell: (row) => row.bankReference },
          { key: "paid", header: words.bank_amount, kind: "number", cell: (row) => <Money fen={row.paidFen} /> },
          { key: "word", header: words.payment_word, kind: "nowrap", cell: (row) => words[`word_${row.word}`] },
        ]}
      />
    </Panel>
  );
}
