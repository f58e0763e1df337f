import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BatchPeople } from "#app/components/batch-people.tsx";
import { BatchFiles, BatchSteps, DrawFacts } from "#app/components/batch-steps.tsx";
import { BatchFigures, CallSummaryTable } from "#app/components/call-summary.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Halves, Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { GROUPINGS, showBatch } from "#app/usecases/call-backs/show-batches.server.ts";
import { outcomeOfJob, takeBatchStep, type BatchStepAnswer } from "#app/web/batch-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(callBackWords, ({ words, params }) => words.batch_title(params["batchNo"] ?? ""));

const BLOCKS = ["first", "second", "merged"] as const;
const oneOf = <Option extends string>(options: readonly Option[], asked: string | null, usual: Option): Option =>
  options.find((option) => option === asked) ?? usual;

export const loader = guarded({ action: "call-back.read" }, async ({ request, params, context, actor, locale }) => {
  const asked = new URL(request.url).searchParams;
  const grouping = oneOf(GROUPINGS, asked.get("by"), "street");
  const kind = oneOf(["all", "errors"] as const, asked.get("kind"), "all");
  const view = { batchNo: params["batchNo"] ?? "", grouping, kind, page: chosenPage(request) };
  const ofJob = await outcomeOfJob(context, asked.get("job"), locale);
  return {
    ...(await showBatch(context, view)),
    block: oneOf(BLOCKS, asked.get("block"), "merged"),
    mayManage: can(actor, "call-back.manage"),
    said: asked.get("said") ?? ofJob.said,
    jobCells: ofJob.cells,
  };
});

export const action = guarded(
  { action: "call-back.manage" },
  async ({ request, params, context, services, locale }) => {
    const step = { batchNo: params["batchNo"] ?? "", request, locale };
    const answer = await takeBatchStep({ context, ...services }, step);
    return "to" in answer ? redirect(answer.to) : answer;
  },
);

function useSaid(said: string | null): string | null {
  const words = useWords(callBackWords);
  const [, step, first = "0", second = "0"] = /^(assigned|imported)-(\d{1,6})(?:-(\d{1,6}))?$/.exec(said ?? "") ?? [];
  if (step === "assigned") return words.assigned(Number(first));
  return step === "imported" ? words.imported(Number(first), Number(second)) : null;
}

export default function CallBackBatch() {
  const batch = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as BatchStepAnswer | undefined;
  const words = useWords(callBackWords);
  const problems = useRefusalProblems(answer);
  const said = useSaid(batch.said);
  const addressOf = (asked: Readonly<Record<string, string>>) => {
    const chosen = { by: batch.grouping, block: batch.block, kind: batch.kind, ...asked };
    return `/office/call-backs/${batch.batchNo}?${new URLSearchParams(chosen).toString()}`;
  };
  return (
    <>
      <PageHeader
        title={words.batch_title(batch.batchNo)}
        status={words.batch_status(batch.month, batch.round)}
        trail={[{ to: "/office/call-backs", label: words.batches_title }]}
      />
      <ErrorSummary problems={problems} />
      <Stack>
        {said !== null && (
          <Notice tone="success" announced>
            {said}
          </Notice>
        )}
        <BatchFigures {...batch} />
        <CallSummaryTable blocks={batch.blocks} block={batch.block} grouping={batch.grouping} addressOf={addressOf} />
        {batch.mayManage && (
          <Halves>
            <Stack>
              <BatchSteps batch={batch} />
            </Stack>
            <BatchFiles
              batchNo={batch.batchNo}
              problems={answer !== undefined && "cells" in answer ? answer.cells : batch.jobCells}
            />
          </Halves>
        )}
        <BatchPeople
          {...batch}
          rows={batch.calls}
          counts={{ all: batch.progress.calls, errors: batch.progress.unreached }}
          addressOf={addressOf}
        />
        {batch.draw !== null && <DrawFacts draw={batch.draw} />}
      </Stack>
    </>
  );
}
