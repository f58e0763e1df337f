import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { AuditBench } from "#app/components/audit-bench.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { auditWords } from "#app/messages/audit.ts";
import { showAuditQueue } from "#app/usecases/claims/show-audit.server.ts";
import { auditStepForm, takeAuditStep } from "#app/web/audit-steps.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(auditWords, ({ words }) => words.title);

/** The workbench needs the width of the screen. */
export const handle = { folded: true };

export const loader = guarded({ action: "audit.read" }, async ({ context, actor }) => ({
  ...(await showAuditQueue(context)),
  mayDecide: can(actor, "audit.decide"),
}));

export const action = guarded({ action: "audit.decide" }, async ({ request, context }) => {
  const { value } = await readForm(request, auditStepForm);
  const { problem, id } = await takeAuditStep(context, value);
  if (problem !== null) return { problem };
  return redirect(value?.intent === "undo" && id !== null ? `/office/audit/${id}` : "/office/audit");
});

/** From one line to the next the queue stays: what was decided leaves it by itself. */
export function shouldRevalidate({ defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate;
}

export default function Audit() {
  const queue = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <AuditBench {...queue} refused={refused?.problem ?? null} />;
}
