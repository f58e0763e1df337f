import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { moneyWords } from "#app/messages/money.ts";
import { showClaims } from "#app/usecases/claims/show-claims.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const loader = guarded({ action: "claim.read" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  return { month, ...(await showClaims(context, month)) };
});

export default function Claims() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(moneyWords);
  const locale = useLocale();
  const mark = found.simulated === null ? "" : ` · ${words.simulated}`;
  return (
    <>
      <PageHeader title={words.claims_title} status={`${words.claims_status(found.month)}${mark}`} />
      <MonthSwitch month={found.month} />
      <DataTable
        caption={words.claims_title}
        captionHidden
        rows={found.claims}
        rowKey={(row) => row.claimNo}
        empty={words.claims_empty}
        totalLabel={words.all_claims(found.claims.length)}
        columns={[
          {
            key: "claimNo",
            header: words.claim_no,
            kind: "mono",
            cell: (row) => <Link to={`/office/claims/${row.claimNo}`}>{row.claimNo}</Link>,
          },
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          {
            key: "street",
            header: words.street,
            kind: "nowrap",
            cell: (row) => (locale === "en" ? row.streetEn : row.streetZh),
          },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="claim" code={row.state} />,
          },
          { key: "lines", header: words.lines, kind: "number", cell: (row) => row.lines },
          { key: "undecided", header: words.undecided, kind: "number", cell: (row) => row.undecided },
          {
            key: "asked",
            header: words.asked,
            kind: "number",
            cell: (row) => <Money fen={row.askedFen} />,
            total: <Money fen={found.total.askedFen} />,
          },
          {
            key: "proposed",
            header: words.proposed,
            kind: "number",
            cell: (row) => <Money fen={row.proposedFen} />,
            total: <Money fen={found.total.proposedFen} />,
          },
          {
            key: "approved",
            header: words.approved,
            kind: "number",
            cell: (row) => <Money fen={row.approvedFen} />,
            total: <Money fen={found.total.approvedFen} />,
          },
          {
            key: "paid",
            header: words.paid,
            kind: "number",
            cell: (row) => <Money fen={row.paidFen} />,
            total: <Money fen={found.total.paidFen} />,
          },
        ]}
      />
    </>
  );
}
