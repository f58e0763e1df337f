import { redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { DateText } from "#app/components/date-text.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { TIE_PLACES, type TiePlace } from "#app/domain/reconciliation/tie-out.ts";
import { moneyWords } from "#app/messages/money.ts";
import { tieOutWords } from "#app/messages/tie-out.ts";
import { showTieRows } from "#app/usecases/reconciliation/show-tie-rows.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(tieOutWords, ({ words }) => words.title);

export const loader = guarded({ action: "settlement.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  // A street has claim lines and no books of its own.
  if (context.scope.streets !== "all") throw redirect("/office/settlement");
  const question = {
    month: chosenMonth(request, context.now),
    place: TIE_PLACES.find((place) => place === asked.get("of")) ?? "visits",
    provider: asked.get("provider"),
    page: chosenPage(request),
  };
  return { ...question, ...(await showTieRows(context, question)) };
});

const isBooked = (place: TiePlace) => place === "payable" || place === "confirmed";

export default function TieRows() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(tieOutWords);
  const money = useWords(moneyWords);
  const { place, month } = found;
  type Row = (typeof found.rows)[number];
  const keyHeader = place === "bank" ? words.reference : isBooked(place) ? words.voucher : words.visit;
  const visitLink = (visitNo: string | null) =>
    visitNo === null ? null : <Link to={`/office/settlement/trace/${visitNo}`}>{visitNo}</Link>;
  const own = [
    { key: "batch", header: words.batch, kind: "mono" as const, cell: (row: Row) => row.batchNo },
    {
      key: "booked",
      header: words.booked,
      kind: "nowrap" as const,
      cell: (row: Row) => <DateText date={row.bookedOn} />,
    },
    {
      key: "suspense",
      header: words.suspense,
      kind: "number" as const,
      cell: (row: Row) => <Money fen={row.suspenseFen} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={words.place[place]}
        status={[
          ...(found.providerName === null ? [month, words.all] : [month, found.providerName]),
          words.sum_of(found.total, staffYuanText(fen(found.amountFen))),
        ].join(" · ")}
        trail={[{ to: `/office/settlement?month=${month}#tie-out`, label: money.settlement_title }]}
      />
      <DataTable
        caption={words.place[place]}
        captionHidden
        rows={found.rows}
        rowKey={(row) => `${row.key} ${row.providerCode}`}
        empty={words.nothing}
        columns={[
          {
            key: "key",
            header: keyHeader,
            kind: "mono",
            cell: (row) => (place === "bank" || isBooked(place) ? row.key : visitLink(row.visitNo)),
          },
          ...(isBooked(place)
            ? [{ key: "visit", header: words.visit, kind: "mono" as const, cell: (row: Row) => visitLink(row.visitNo) }]
            : []),
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          ...(place === "bank" ? own : []),
          { key: "amount", header: words.amount, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
        ]}
      />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </>
  );
}
