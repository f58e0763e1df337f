/** What the rules questioned about one visit: the sentence of expected and observed, what ends it, and the form of whoever may end it. */
import type { Objection } from "#app/domain/verification/objection.ts";
import { reasonWord, resolutionWord } from "#app/messages/reasons.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { screenWords } from "#app/messages/screens.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { buttonClass } from "./button-style.ts";
import { DataTable } from "./data-table.tsx";
import { FindingObjection } from "./finding-objection.tsx";
import { FindingCloseForm } from "./finding-close-form.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type VisitFinding = {
  readonly id: string;
  readonly ruleCode: string;
  readonly level: string;
  readonly state: string;
  readonly facts: SentenceFacts;
  readonly clearedBy: "nobody" | "fact" | "provider" | "operator" | "street" | "district";
  /** What the care worker said against it; null where nothing was said. */
  readonly objection: Objection | null;
  /** Whether the reader may close it now. */
  readonly mayClose: boolean;
  /** Null while nobody has closed it. */
  readonly closing: {
    readonly by: string;
    readonly reason: string;
    readonly resolution: string;
    readonly note: string | null;
  } | null;
};

function Ending({ finding, visitAddress }: { finding: VisitFinding; visitAddress: string }) {
  const words = useWords(visitEvidenceWords);
  const locale = useLocale();
  const { closing } = finding;
  if (closing !== null)
    return (
      <>
        <p>{words.closed_how(reasonWord(closing.reason, locale), resolutionWord(closing.resolution, locale))}</p>
        {closing.note !== null && <p>{closing.note}</p>}
        <p>{closing.by.replace(/^user:/, "")}</p>
      </>
    );
  if (finding.state === "cleared") return words.cleared_itself;
  if (!finding.mayClose) return words.cleared_by[finding.clearedBy];
  return (
    <details>
      <summary className={buttonClass({ kind: "secondary", size: "small" })}>{words.close}</summary>
      <FindingCloseForm findingId={finding.id} to={`${visitAddress}/findings/${finding.id}`} />
    </details>
  );
}

type Props = {
  readonly findings: readonly VisitFinding[];
  /** Address of the visit's page, under which each finding has its own. */
  readonly visitAddress: string;
};

export function VisitFindings({ findings, visitAddress }: Props) {
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
        {
          key: "level",
          header: words.level,
          kind: "nowrap",
          cell: (row) => <StateTag kind="level" code={row.level} />,
        },
        {
          key: "facts",
          header: words.reason,
          cell: (row) => (
            <>
              {ruleSentence(row.ruleCode, row.facts, locale)}
              {row.objection !== null && <FindingObjection objection={row.objection} />}
            </>
          ),
        },
        {
          key: "state",
          header: words.state,
          kind: "nowrap",
          cell: (row) => <StateTag kind="finding" code={row.state} />,
        },
        {
          key: "clears",
          header: own.clears,
          cell: (row) => <Ending finding={row} visitAddress={visitAddress} />,
        },
      ]}
    />
  );
}
