/** What appeals say about each rule: the share of what it cut or asked back that an answer turned round. */
import { appealWords } from "#app/messages/appeals.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type RuleAppealsRow = {
  readonly ruleCode: string;
  readonly findings: number;
  readonly decided: number;
  readonly reversed: number;
};

/** One decimal: a rule that is reversed once in two hundred times is worth a look. */
const percentText = (part: number, whole: number) => `${((part * 100) / whole).toFixed(1)} %`;

export function RuleAppeals({ rows }: { rows: readonly RuleAppealsRow[] }) {
  const words = useWords(appealWords);
  const locale = useLocale();
  return (
    <Panel title={words.by_rule} note={words.by_rule_note} flush>
      <DataTable
        caption={words.by_rule}
        captionHidden
        rows={rows}
        rowKey={(row) => row.ruleCode}
        empty={words.by_rule_none}
        columns={[
          { key: "rule", header: words.rule, cell: (row) => differenceWord(row.ruleCode, locale) },
          { key: "findings", header: words.rule_findings, kind: "number", cell: (row) => row.findings },
          { key: "decided", header: words.rule_decided, kind: "number", cell: (row) => row.decided },
          { key: "reversed", header: words.rule_reversed, kind: "number", cell: (row) => row.reversed },
          {
            key: "share",
            header: words.rule_share,
            kind: "number",
            cell: (row) => percentText(row.reversed, row.findings),
          },
        ]}
      />
    </Panel>
  );
}
