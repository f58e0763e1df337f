import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import { JobProgress } from "#app/components/job-progress.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { jobTitle, jobWords } from "#app/messages/jobs.ts";
import { hasRefusalWords, refusalSentence } from "#app/messages/refusals.ts";
import { cancelJob } from "#app/usecases/jobs/cancel-job.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

export const meta = pageTitle(jobWords, ({ words }) => words.page_title);

export const loader = guarded({ action: "job.read" }, async ({ request, params, actor, context, services }) => {
  const jobId = params["jobId"] ?? "";
  const back = safeRedirectPath(new URL(request.url).searchParams.get("back"), "/");
  const job = await showJob(context, jobId, services.progress.get(jobId));
  const run = job.kind === "plan-month" && job.state === "done" ? job.result["run"] : undefined;
  const next = typeof run === "string" ? `/office/plan/runs/${run}` : back;
  return { job, next, mayCancel: job.mayBeCancelled && can(actor, "plan.make") };
});

/** Stops the work: whoever may start a plan may stop one, and sees those of the district. */
export const action = guarded({ action: "plan.make" }, async ({ request, params, context }) => {
  const jobId = params["jobId"] ?? "";
  try {
    await cancelJob(context, jobId);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { refused: { code: thrown.code, facts: thrown.facts } };
  }
  const back = safeRedirectPath(new URL(request.url).searchParams.get("back"), "/");
  return redirect(`/jobs/${jobId}?${new URLSearchParams({ back }).toString()}`);
});

export default function Job() {
  const { job, next, mayCancel } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { pathname, search } = useLocation();
  const words = useWords(jobWords);
  const locale = useLocale();
  const failure =
    job.failure !== null && hasRefusalWords(job.failure.code)
      ? refusalSentence(job.failure.code, job.failure.facts, locale)
      : words.failed_detail;
  return (
    <EntryFrame title={jobTitle(job.kind, locale)} card>
      <Stack>
        {refused && (
          <Notice tone="warning" announced>
            {refusalSentence(refused.code, refused.facts, locale)}
          </Notice>
        )}
        <JobProgress job={job} statusUrl={`/jobs/${job.id}/status`} failure={failure} />
        {mayCancel && (
          <Form method="post" action={`${pathname}${search}`}>
            <SubmitButton kind="secondary" wide icon="x" pendingWord={words.cancelling}>
              {words.cancel}
            </SubmitButton>
          </Form>
        )}
        <LinkButton to={next} kind={job.state === "done" ? "primary" : "quiet"}>
          {job.state === "done" ? words.go_on : words.back}
        </LinkButton>
      </Stack>
    </EntryFrame>
  );
}
