/** One imported file: its work while it is checked or written, what came of it, and its problems by cell. */
import type { ComponentProps } from "react";
import { importKindWord } from "#app/messages/import-screens.ts";
import { jobTitle, jobWords } from "#app/messages/jobs.ts";
import { hasRefusalWords, refusalSentence } from "#app/messages/refusals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { ImportStateTag } from "./import-list.tsx";
import { ImportProblemList } from "./import-problem-list.tsx";
import { ImportVerdict } from "./import-verdict.tsx";
import { JobProgress } from "./job-progress.tsx";
import { PageHeader } from "./page-header.tsx";
import { Panel } from "./panel.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ImportJob = ComponentProps<typeof JobProgress>["job"] & {
  readonly id: string;
  readonly kind: Parameters<typeof jobTitle>[0];
  readonly failure: { readonly code: string; readonly facts: SentenceFacts } | null;
};

type ImportBatchProps = Omit<ComponentProps<typeof ImportProblemList>, "path" | "counts"> & {
  /** Address of the list that the batch stands in. */
  readonly base: string;
  readonly listTitle: string;
  readonly job: ImportJob | null;
  readonly batch: ComponentProps<typeof ImportVerdict>["batch"] & {
    readonly fileName: string;
    readonly kind: string;
    readonly createdBy: string;
    readonly createdAt: string;
    readonly problemCounts: ComponentProps<typeof ImportProblemList>["counts"];
  };
};

export function ImportBatchWork({ job }: { job: ImportJob }) {
  const locale = useLocale();
  const words = useWords(jobWords);
  const failure =
    job.failure !== null && hasRefusalWords(job.failure.code)
      ? refusalSentence(job.failure.code, job.failure.facts, locale)
      : words.failed_detail;
  return (
    <Panel title={jobTitle(job.kind, locale)}>
      <JobProgress job={job} statusUrl={`/jobs/${job.id}/status`} failure={failure} />
    </Panel>
  );
}

export function ImportBatch({ base, listTitle, job, batch, ...problems }: ImportBatchProps) {
  const locale = useLocale();
  const isWorking = job !== null && job.state !== "failed";
  return (
    <>
      <PageHeader
        trail={[{ to: base, label: listTitle }]}
        title={batch.fileName}
        marks={
          isWorking ? undefined : <ImportStateTag state={batch.state} isPart={(batch.bank?.left.length ?? 0) > 0} />
        }
        status={
          <>
            {importKindWord(batch.kind, locale)} · {batch.createdBy} · <TimeText at={batch.createdAt} />
          </>
        }
      />
      {job !== null && <ImportBatchWork job={job} />}
      {!isWorking && <ImportVerdict batch={batch} base={base} />}
      {!isWorking && <ImportProblemList path={`${base}/${batch.id}`} counts={batch.problemCounts} {...problems} />}
    </>
  );
}
