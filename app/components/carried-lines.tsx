/** What a month's payment carries of earlier months: clawbacks set off and amounts that came late, one line each with a reference back. */
import { ruleTitle } from "#app/messages/rules.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { DataTable } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Netting = {
  readonly findingNo: string;
  readonly fund: string;
  readonly ruleCode: string;
  readonly paidMonth: string;
  readonly amountFen: bigint;
};
type Late = {
  readonly adjustmentNo: string;
  readonly month: string;
  readonly reason: string;
  readonly amountFen: bigint;
};

export function CarriedLines({ nettings, late }: { nettings: readonly Netting[]; late: readonly Late[] }) {
  const words = useWords(statementWords);
  const locale = useLocale();
  const rows = [
    ...nettings.map((one) => ({
      key: `${one.findingNo} ${one.fund}`,
      number: one.findingNo,
      what: words.netted(ruleTitle(one.ruleCode, locale)),
      month: one.paidMonth,
      fen: -one.amountFen,
    })),
    ...late.map((one) => ({
      key: one.adjustmentNo,
      number: one.adjustmentNo,
      what: one.reason === "appeal" ? words.late_appeal : words.late_evidence,
      month: one.month,
      fen: one.amountFen,
    })),
  ];
  if (rows.length === 0) return null;
  const total = rows.reduce((sum, row) => sum + row.fen, 0n);
  return (
    <Panel title={words.carried} flush>
      <DataTable
        caption={words.carried}
        captionHidden
        rows={rows}
        rowKey={(row) => row.key}
        totalLabel={words.total}
        columns={[
          { key: "number", header: words.carried_number, kind: "nowrap", cell: (row) => row.number },
          { key: "what", header: words.carried_what, cell: (row) => row.what },
          { key: "month", header: words.carried_month, kind: "nowrap", cell: (row) => row.month },
          {
            key: "amount",
            header: words.amount,
            kind: "number",
            cell: (row) => <Money fen={row.fen} deduction={row.fen < 0n} />,
            total: <Money fen={total} />,
          },
        ]}
      />
    </Panel>
  );
}
