import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { AskedLeave, LeaveAnswer } from "#app/components/worker-leave-answer.ts";
import { WorkerLeaveForm } from "#app/components/worker-leave-form.tsx";
import { WorkerLeavePreview } from "#app/components/worker-leave-preview.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { isPlainDate, plainDate } from "#app/domain/time/plain-date.ts";
import { LEAVE_REASONS } from "#app/domain/workforce/leave.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { workerLeaveWords } from "#app/messages/worker-leave.ts";
import { previewWorkerAbsence, recordWorkerAbsence } from "#app/usecases/scheduling/replan-absence.server.ts";
import { showProviderWorkers } from "#app/usecases/screens/show-provider-workers.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(workerLeaveWords, ({ words }) => words.title);

export const loader = guarded({ action: "worker.leave" }, async ({ context }) => {
  const { workers } = await showProviderWorkers(context);
  return { workers: workers.map(({ workerNo, name }) => ({ workerNo, name })), today: localDateOf(context.now) };
});

const form = z.strictObject({
  worker: z.string().trim().min(1).max(40),
  from: z.string().trim().refine(isPlainDate),
  to: z.string().trim().refine(isPlainDate),
  reason: z.enum(LEAVE_REASONS),
  /** Names the changes that were shown before. */
  confirmed: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

type Leave = z.infer<typeof form>;

/** What the leave would change; null when it is entered. */
async function enterOrShow(context: Guarded["context"], value: Leave) {
  const { worker: workerNo, reason, confirmed } = value;
  const absence = { workerNo, reason, from: plainDate(value.from), to: plainDate(value.to) };
  if (confirmed === undefined)
    return { preview: await previewWorkerAbsence(context, absence), hasChanged: false, told: 0 };
  const outcome = await recordWorkerAbsence(context, absence, confirmed);
  if (outcome.state === "changed") return { preview: outcome.preview, hasChanged: true, told: 0 };
  return { preview: null, hasChanged: false, told: outcome.counts.eldersTold + outcome.counts.workersTold };
}

type Handled = Response | LeaveAnswer;

export const action = guarded({ action: "worker.leave" }, async ({ request, context }): Promise<Handled> => {
  const sent = await request.clone().formData();
  const textOf = (name: keyof AskedLeave) => String(sent.get(name) ?? "").slice(0, 40);
  const asked = { worker: textOf("worker"), from: textOf("from"), to: textOf("to"), reason: textOf("reason") };
  const nothing = { asked, fields: [], refused: null, preview: null, hasChanged: false };
  const { value, problems } = await readForm(request, form);
  if (value === null) return { ...nothing, fields: problems.map(({ field }) => field) };
  try {
    const { preview, hasChanged, told } = await enterOrShow(context, value);
    if (preview === null) return redirect(`/provider/workers?told=${String(told)}`);
    return { ...nothing, preview, hasChanged };
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { ...nothing, refused: { code: thrown.code, facts: thrown.facts } };
  }
});

export default function WorkerLeave() {
  const { workers, today } = useLoaderData<typeof loader>();
  const answer = useActionData() as LeaveAnswer | undefined;
  const words = useWords(workerLeaveWords);
  const staff = useWords(statementWords);
  const preview = answer?.preview ?? null;
  return (
    <>
      <PageHeader title={words.title} trail={[{ to: "/provider/workers", label: staff.workers_title }]} />
      {answer !== undefined && preview !== null ? (
        <WorkerLeavePreview answer={{ ...answer, preview }} />
      ) : (
        <WorkerLeaveForm workers={workers} answer={answer} today={today} />
      )}
    </>
  );
}
