/** One finding of a visit by itself: what was questioned, and the form that closes it. The same page for office and provider. */
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import { FindingCloseForm, isFieldProblem, type CloseProblem } from "./finding-close-form.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Props = {
  readonly finding: {
    readonly id: string;
    readonly ruleCode: string;
    readonly level: string;
    readonly state: string;
    readonly mayClose: boolean;
    readonly clearedBy: keyof (typeof visitEvidenceWords)["zh-CN"]["cleared_by"];
    readonly facts: SentenceFacts;
  };
  readonly visit: { readonly visitNo: string; readonly elderName: string; readonly to: string };
  readonly refused:
    | {
        readonly problem: CloseProblem;
        readonly chosen: { readonly reason: string; readonly resolution: string; readonly note: string };
      }
    | undefined;
};

export function FindingClosePage({ finding, visit, refused }: Props) {
  const words = useWords(visitEvidenceWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  return (
    <>
      <PageHeader
        title={ruleTitle(finding.ruleCode, locale)}
        marks={<StateTag kind="finding" code={finding.state} />}
        status={`${visit.elderName} · ${visit.visitNo}`}
        trail={[{ to: visit.to, label: words.back_to_visit }]}
      />
      {problem !== null && !isFieldProblem(problem.code) && (
        <Notice tone="danger" announced>
          {refusalSentence(problem.code, problem.facts, locale)}
        </Notice>
      )}
      <Panel title={ruleSentence(finding.ruleCode, finding.facts, locale)} note={words.cleared_by[finding.clearedBy]}>
        {finding.mayClose ? (
          <FindingCloseForm
            findingId={finding.id}
            to={`${visit.to}/findings/${finding.id}`}
            problem={problem}
            chosen={refused?.chosen}
          />
        ) : (
          <p>{finding.state === "open" ? words.not_for_you : words.closed_already}</p>
        )}
      </Panel>
    </>
  );
}
