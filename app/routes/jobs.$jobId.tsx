import { useLoaderData } from "@remix-run/react";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import { JobProgress } from "#app/components/job-progress.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { jobTitle, jobWords } from "#app/messages/jobs.ts";
import { hasRefusalWords, refusalSentence } from "#app/messages/refusals.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

export const meta = pageTitle(jobWords, ({ words }) => words.page_title);

export const loader = guarded({ action: "job.read" }, async ({ request, params, context, services }) => {
  const jobId = params["jobId"] ?? "";
  const back = safeRedirectPath(new URL(request.url).searchParams.get("back"), "/");
  return { job: await showJob(context, jobId, services.progress.get(jobId)), back };
});

export default function Job() {
  const { job, back } = useLoaderData<typeof loader>();
  const words = useWords(jobWords);
  const locale = useLocale();
  const failure =
    job.failure !== null && hasRefusalWords(job.failure.code)
      ? refusalSentence(job.failure.code, job.failure.facts, locale)
      : words.failed_detail;
  return (
    <EntryFrame title={jobTitle(job.kind, locale)} card>
      <JobProgress job={job} statusUrl={`/jobs/${job.id}/status`} failure={failure} />
      <LinkButton to={back} kind={job.state === "done" ? "primary" : "quiet"}>
        {job.state === "done" ? words.go_on : words.back}
      </LinkButton>
    </EntryFrame>
  );
}
