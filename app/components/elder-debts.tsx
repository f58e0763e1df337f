/** What an elder is owed in a month, why, and what would place it. */
import { elderFileWords } from "#app/messages/elder-file.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { debtReason } from "#app/messages/planning.ts";
import { DataTable } from "./data-table.tsx";
import { DebtHelp } from "./debt-help.tsx";
import type { ElderFileFacts } from "./elder-file-facts.ts";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export function DebtsPanel({ file }: { file: Pick<ElderFileFacts, "debts"> }) {
  const words = useWords(elderFileWords);
  const help = useWords(monthPlanWords);
  const locale = useLocale();
  const states: Readonly<Record<string, string>> = {
    open: words.debt_open,
    replaced: words.debt_replaced,
    lapsed: words.debt_lapsed,
  };
  return (
    <Panel title={words.debts} flush={file.debts.length > 0}>
      <DataTable
        caption={words.debts}
        captionHidden
        rows={file.debts}
        rowKey={(row) => String(row.sequence)}
        empty={<p>{words.no_debts}</p>}
        columns={[
          { key: "sequence", header: words.debt_number, kind: "number", cell: (row) => row.sequence },
          { key: "original", header: words.should_be, kind: "nowrap", cell: (row) => row.originalOn },
          { key: "reason", header: words.reason, cell: (row) => debtReason(row.reason, locale) },
          {
            key: "help",
            header: help.help,
            cell: (row) => (
              <DebtHelp
                help={row.help}
                otherwise={help.helps[row.reason] ?? "—"}
                isRepeated={row !== file.debts.find((debt) => debt.help !== null)}
              />
            ),
          },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => states[row.state] },
        ]}
      />
    </Panel>
  );
}
