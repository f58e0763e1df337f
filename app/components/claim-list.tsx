/** The month's claims as the street and as the provider see them: how each stands and its four amounts. */
import { Link } from "@remix-run/react";
import { moneyWords } from "#app/messages/money.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Amounts = {
  readonly askedFen: bigint;
  readonly proposedFen: bigint;
  readonly approvedFen: bigint;
  readonly paidFen: bigint;
};

type ClaimRow = Amounts & {
  readonly claimNo: string;
  readonly provider: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly state: string;
  readonly returnedReason: string | null;
  readonly lines: number;
  readonly undecided: number;
};

type Props = {
  readonly claims: readonly ClaimRow[];
  readonly total: Amounts;
  /** The street opens a claim to decide on it; the provider sees its own, without what the checks propose. */
  readonly reader: "street" | "provider";
};

export function ClaimList({ claims, total, reader }: Props) {
  const words = useWords(moneyWords);
  const locale = useLocale();
  const amount = (key: string, header: string, field: keyof Amounts): Column<ClaimRow> => ({
    key,
    header,
    kind: "number",
    cell: (row) => <Money fen={row[field]} />,
    total: <Money fen={total[field]} />,
  });
  const columns: Column<ClaimRow>[] = [
    {
      key: "claimNo",
      header: words.claim_no,
      kind: "mono",
      cell: ({ claimNo }) => (reader === "street" ? <Link to={`/office/claims/${claimNo}`}>{claimNo}</Link> : claimNo),
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
      cell: (row) => (
        <>
          <StateTag kind="claim" code={row.state} />
          {row.returnedReason !== null && ` ${words.returned}: ${row.returnedReason}`}
        </>
      ),
    },
    { key: "lines", header: words.lines, kind: "number", cell: (row) => row.lines },
    { key: "undecided", header: words.undecided, kind: "number", cell: (row) => row.undecided },
    amount("asked", words.asked, "askedFen"),
    amount("proposed", words.proposed, "proposedFen"),
    amount("approved", words.approved, "approvedFen"),
    amount("paid", words.paid, "paidFen"),
  ];
  const hidden = reader === "street" ? [] : ["provider", "undecided", "proposed"];
  return (
    <DataTable
      caption={words.claims_title}
      captionHidden
      rows={claims}
      rowKey={(row) => row.claimNo}
      empty={words.claims_empty}
      totalLabel={words.all_claims(claims.length)}
      columns={columns.filter(({ key }) => !hidden.includes(key))}
    />
  );
}
