import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AuditDesk } from "#app/components/audit-desk.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { auditWords } from "#app/messages/audit.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { showAuditItem, showAuditQueue } from "#app/usecases/claims/show-audit.server.ts";
import { aheadOr } from "#app/web/audit-ahead.ts";
import { auditStepForm, takeAuditStep } from "#app/web/audit-steps.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { isPrefetched } from "#app/web/prefetched.server.ts";

export const meta = pageTitle(auditWords, ({ words, params }) => `${words.title} ${params["visitNo"] ?? ""}`);

/** A page that a person opens; what the workbench fetches ahead has not been seen by anybody. */
function isOpened(request: Request): boolean {
  return (request.headers.get("accept") ?? "").includes("text/html") && !isPrefetched(request);
}

export const loader = guarded({ action: "audit.read" }, async ({ request, params, context, actor }) => {
  const item = await showAuditItem(context, params["visitNo"] ?? "");
  const { claim, line } = item;
  const barred = !can(actor, "audit.decide")
    ? ("read_only" as const)
    : claim.byMe
      ? ("by_preparer" as const)
      : line.decided !== null
        ? ("decided_already" as const)
        : claim.state !== "submitted"
          ? ("not_submitted" as const)
          : null;
  // A decision is changed on the page of the claim, and that asks for the evidence as well.
  const mayJudge = barred === null || barred === "decided_already";
  const shown = mayJudge && isOpened(request);
  if (shown) await recordEvidenceShown(context, item.visitNo, item.digest);
  return { ...item, barred, shown };
});

export const clientLoader = aheadOr<typeof loader>();

export const action = guarded({ action: "audit.decide" }, async ({ request, params, context }) => {
  const { value } = await readForm(request, auditStepForm);
  const { problem } = await takeAuditStep(context, value, params["visitNo"]);
  if (problem !== null) return { problem };
  const [next] = (await showAuditQueue(context)).rows;
  return redirect(next ? `/office/audit/${next.visitNo}` : "/office/audit");
});

export default function AuditLine() {
  const item = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const locale = useLocale();
  return (
    <>
      {refused?.problem && (
        <Notice tone="danger" announced>
          {refusalSentence(refused.problem.code, refused.problem.facts, locale)}
        </Notice>
      )}
      <AuditDesk item={item} />
    </>
  );
}
