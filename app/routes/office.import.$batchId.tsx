import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ImportStateTag } from "#app/components/import-list.tsx";
import { ImportProblemList } from "#app/components/import-problem-list.tsx";
import { ImportVerdict } from "#app/components/import-verdict.tsx";
import { JobProgress } from "#app/components/job-progress.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { importKindWord, importWords } from "#app/messages/import-screens.ts";
import { jobTitle, jobWords } from "#app/messages/jobs.ts";
import { hasRefusalWords, refusalSentence } from "#app/messages/refusals.ts";
import { showImport } from "#app/usecases/imports/show-imports.server.ts";
import { withdrawBatch } from "#app/usecases/imports/withdraw-batch.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({ step: z.enum(["apply", "check", "withdraw"]) });

export const meta = pageTitle(importWords, ({ words }) => words.title);

export const loader = guarded({ action: "import.read" }, async ({ request, params, context, services }) => {
  const asked = new URL(request.url).searchParams;
  const jobId = asked.get("job");
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.get("page") ?? "1")) || 1));
  const job = jobId === null ? null : await showJob(context, jobId, services.progress.get(jobId));
  const shown = await showImport(context, { id: params["batchId"] ?? "", code: asked.get("code"), page });
  return { job: job?.state === "done" ? null : job, ...shown };
});

export const action = guarded({ action: "import.apply" }, async ({ request, params, context }) => {
  const id = params["batchId"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  await showImport(context, { id, code: null, page: 1 });
  if (value.step === "withdraw") {
    await withdrawBatch(context, id);
    throw redirect(`/office/import/${id}`);
  }
  const kind = value.step === "apply" ? "apply-import" : "check-import";
  const job = await startJob(context, { kind, subject: id, input: { batchId: id } });
  throw redirect(`/office/import/${id}?job=${job}`);
});

type Job = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["job"]>;

function Work({ job }: { job: Job }) {
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

export default function Import() {
  const found = useLoaderData<typeof loader>();
  const { batch, job } = found;
  const words = useWords(importWords);
  const locale = useLocale();
  const isWorking = job !== null && job.state !== "failed";
  return (
    <>
      <PageHeader
        trail={[{ to: "/office/import", label: words.title }]}
        title={batch.fileName}
        marks={isWorking ? undefined : <ImportStateTag state={batch.state} />}
        status={
          <>
            {importKindWord(batch.kind, locale)} · {batch.createdBy} · <TimeText at={batch.createdAt} />
          </>
        }
      />
      {job !== null && <Work job={job} />}
      {!isWorking && <ImportVerdict batch={batch} />}
      {!isWorking && (
        <ImportProblemList
          path={`/office/import/${batch.id}`}
          counts={batch.problemCounts}
          code={found.code}
          problems={found.problems}
          page={found.page}
          pageSize={found.pageSize}
          listed={found.listed}
          isCut={found.isCut}
        />
      )}
    </>
  );
}
