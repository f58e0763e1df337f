/** What rules that only warn would have refused in a month: by rule and provider, in visits and yuan, each row leading to its visits. */
import { Link } from "@remix-run/react";
import { ruleScreenWords } from "#app/messages/rule-screens.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { fen } from "#app/domain/money/fen.ts";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Tiles } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Amount = bigint | number;

export type WouldBeRefusedReport = {
  readonly month: string;
  readonly report: readonly {
    readonly ruleCode: string;
    readonly providerId: string;
    readonly provider: string;
    readonly questioned: number;
    readonly refused: number;
    readonly refusedFen: Amount;
  }[];
  readonly questioned: number;
  readonly rowsFen: Amount;
  readonly counted: { readonly visits: number; readonly fen: Amount };
  readonly refused: { readonly visits: number; readonly fen: Amount };
};

/** "12.5%"; "0%" where nothing counts. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? "0%" : `${Math.round((part / whole) * 1000) / 10}%`;
}

function visitsAddress(month: string, ruleCode: string, providerId?: string): string {
  const asked = { month, rule: ruleCode, ...(providerId !== undefined && { provider: providerId }) };
  return `/office/visits?${new URLSearchParams(asked).toString()}`;
}

export function WouldBeRefused({ shown }: { shown: WouldBeRefusedReport }) {
  const words = useWords(ruleScreenWords);
  const locale = useLocale();
  const { report, month, counted, refused } = shown;
  return (
    <>
      <Tiles>
        <StatTile question={words.tile_questioned} value={countText(shown.questioned)} />
        <StatTile
          question={words.tile_refused}
          value={countText(refused.visits)}
          note={words.tile_refused_note(countText(counted.visits))}
        />
        <StatTile
          question={words.tile_yuan}
          value={staffYuanText(fen(refused.fen))}
          note={words.tile_share(shareText(Number(refused.fen), Number(counted.fen)))}
        />
      </Tiles>
      <Panel title={words.report} note={words.report_note} flush>
        <DataTable
          caption={words.report}
          captionHidden
          rows={report}
          rowKey={(row) => `${row.ruleCode} ${row.providerId}`}
          empty={<p>{words.report_none}</p>}
          note={words.refused_note}
          {...(report.length > 0 && { totalLabel: words.total })}
          columns={[
            {
              key: "rule",
              header: words.rule,
              cell: (row) => <Link to={`/office/rules/${row.ruleCode}`}>{ruleTitle(row.ruleCode, locale)}</Link>,
            },
            { key: "provider", header: words.provider, cell: (row) => row.provider },
            {
              key: "questioned",
              header: words.questioned,
              kind: "number",
              cell: (row) => (
                <Link to={visitsAddress(month, row.ruleCode, row.providerId)}>{countText(row.questioned)}</Link>
              ),
              total: countText(shown.questioned),
            },
            {
              key: "refused",
              header: words.refused,
              kind: "number",
              cell: (row) => countText(row.refused),
              total: countText(report.reduce((sum, row) => sum + row.refused, 0)),
            },
            {
              key: "fen",
              header: words.refused_yuan,
              unit: words.yuan,
              kind: "number",
              cell: (row) => <Money fen={row.refusedFen} form="plain" />,
              total: <Money fen={shown.rowsFen} form="plain" />,
            },
          ]}
        />
      </Panel>
    </>
  );
}
