/** A month of all beds: days, arithmetic and the days that were no plain service. */
import { Link } from "@remix-run/react";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { DayReasons, MonthArithmetic, type BedMonthView } from "./bed-money.tsx";
import { DataTable } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Row = BedMonthView & { readonly bedNo: string; readonly provider: string };

export function BedMonthTable({ rows }: { rows: readonly Row[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const sum = (of: (row: Row) => bigint) => rows.reduce((total, row) => total + of(row), 0n);
  return (
    <Panel flush>
      <DataTable
        caption={words.months}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.months_none}</p>}
        totalLabel={words.whole}
        columns={[
          {
            key: "no",
            header: words.bed_no,
            kind: "mono",
            cell: (row) => <Link to={`/office/beds/${row.bedNo}`}>{row.bedNo}</Link>,
          },
          { key: "provider", header: bedWord("role", "provider", locale), cell: (row) => row.provider },
          { key: "in", header: words.in_service, kind: "number", cell: (row) => row.inServiceDays },
          { key: "suspended", header: words.suspended, kind: "number", cell: (row) => row.suspendedDays },
          { key: "offline", header: words.offline, kind: "number", cell: (row) => row.offlineDays },
          {
            key: "sum",
            header: words.amount,
            kind: "nowrap",
            cell: (row) => <MonthArithmetic row={row} />,
            total: <Money fen={sum((row) => row.amountFen)} />,
          },
          { key: "why", header: words.why, cell: (row) => <DayReasons days={row.days} /> },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => bedWord("money", row.state, locale) },
        ]}
      />
    </Panel>
  );
}
