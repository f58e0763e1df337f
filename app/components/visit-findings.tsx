/** What the rules questioned about one visit: the sentence of expected and observed, and what ends it. */
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { screenWords } from "#app/messages/screens.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { DataTable } from "./data-table.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type VisitFinding = {
  readonly id: string;
  readonly ruleCode: string;
  readonly level: string;
  readonly state: string;
  readonly facts: SentenceFacts;
  readonly clearedBy: "nobody" | "fact" | "provider" | "operator" | "street" | "district";
};

export function VisitFindings({ findings }: { findings: readonly VisitFinding[] }) {
  const words = useWords(screenWords);
  const own = useWords(visitEvidenceWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.findings}
      captionHidden
      rows={findings}
      rowKey={(row) => row.id}
      empty={<p>{words.no_findings}</p>}
      columns={[
        { key: "rule", header: words.kind, cell: (row) => ruleTitle(row.ruleCode, locale) },
        { key: "level", header: words.level, cell: (row) => <StateTag kind="level" code={row.level} /> },
        { key: "facts", header: words.reason, cell: (row) => ruleSentence(row.ruleCode, row.facts, locale) },
        { key: "clears", header: own.clears, cell: (row) => own.cleared_by[row.clearedBy] },
        { key: "state", header: words.state, cell: (row) => <StateTag kind="finding" code={row.state} /> },
      ]}
    />
  );
}
