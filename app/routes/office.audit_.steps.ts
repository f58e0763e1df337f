/** Steps that the workbench sends beside the page: the same forms as the pages', answered with what was refused. */
import { auditStepForm, takeAuditStep } from "#app/web/audit-steps.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const action = guarded({ action: "audit.decide" }, async ({ request, context }) => {
  const { value } = await readForm(request, auditStepForm);
  return Response.json(await takeAuditStep(context, value));
});
