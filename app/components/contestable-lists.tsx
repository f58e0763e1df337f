/** What a provider can contest: settled lines that pay less than was asked, and clawbacks it was told of. */
import { Link } from "@remix-run/react";
import { appealWords } from "#app/messages/appeals.ts";
import { clawbackStateWord } from "#app/messages/clawbacks.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { DataTable } from "./data-table.tsx";
import { LinkButton } from "./link-button.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Visited = { readonly visitNo: string; readonly start: string; readonly elderName: string };

export type ContestableLine = Visited & {
  readonly askedFen: string;
  readonly approvedFen: string;
  readonly contestedFen: string;
  readonly codes: readonly string[];
  readonly until: string;
};

export type ToldClawback = Visited & {
  readonly findingNo: string;
  readonly ruleCode: string;
  readonly paidFen: string;
  readonly recoveredFen: string;
  readonly state: string;
  readonly until: string | null;
  readonly isOpen: boolean;
};

function VisitCell({ visitNo, start }: Visited) {
  return (
    <>
      <Link to={`/provider/visits/${visitNo}`}>{visitNo}</Link>
      <br />
      <TimeText at={start} />
    </>
  );
}

export function ContestableLines({ rows }: { rows: readonly ContestableLine[] }) {
  const words = useWords(appealWords);
  const locale = useLocale();
  return (
    <Panel title={words.lines} flush>
      <DataTable
        caption={words.lines}
        captionHidden
        rows={rows}
        rowKey={(row) => row.visitNo}
        empty={words.no_lines}
        columns={[
          { key: "visit", header: words.visit, kind: "nowrap", cell: (row) => <VisitCell {...row} /> },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
          { key: "asked", header: words.asked, kind: "number", cell: (row) => <Money fen={BigInt(row.askedFen)} /> },
          {
            key: "approved",
            header: words.approved,
            kind: "number",
            cell: (row) => <Money fen={BigInt(row.approvedFen)} />,
          },
          {
            key: "missing",
            header: words.missing,
            kind: "number",
            cell: (row) => <Money fen={BigInt(row.contestedFen)} />,
          },
          {
            key: "why",
            header: words.why,
            cell: (row) => row.codes.map((code) => differenceWord(code, locale)).join(" · "),
          },
          {
            key: "until",
            header: words.until,
            kind: "nowrap",
            cell: (row) => (
              <>
                {words.until_date(row.until)}
                <br />
                <LinkButton size="small" to={`/provider/appeals/${row.visitNo}?about=line`}>
                  {words.contest}
                </LinkButton>
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

export function ToldClawbacks({ rows }: { rows: readonly ToldClawback[] }) {
  const words = useWords(appealWords);
  const locale = useLocale();
  return (
    <Panel title={words.clawbacks} flush>
      <DataTable
        caption={words.clawbacks}
        captionHidden
        rows={rows}
        rowKey={(row) => row.findingNo}
        empty={words.no_clawbacks}
        columns={[
          { key: "visit", header: words.visit, kind: "nowrap", cell: (row) => <VisitCell {...row} /> },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
          { key: "why", header: words.why, cell: (row) => ruleTitle(row.ruleCode, locale) },
          { key: "paid", header: words.paid, kind: "number", cell: (row) => <Money fen={BigInt(row.paidFen)} /> },
          {
            key: "back",
            header: words.recovered,
            kind: "number",
            cell: (row) => <Money fen={BigInt(row.recoveredFen)} />,
          },
          {
            key: "state",
            header: words.state,
            cell: (row) => <Tag tone={row.isOpen ? "warning" : "info"}>{clawbackStateWord(row.state, locale)}</Tag>,
          },
          {
            key: "until",
            header: words.until,
            kind: "nowrap",
            cell: (row) =>
              row.until !== null && (
                <>
                  {words.until_date(row.until)}
                  {row.isOpen && (
                    <>
                      <br />
                      <LinkButton size="small" to={`/provider/appeals/${row.visitNo}?about=clawback`}>
                        {words.contest}
                      </LinkButton>
                    </>
                  )}
                </>
              ),
          },
        ]}
      />
    </Panel>
  );
}
