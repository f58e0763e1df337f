import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AuditBulk } from "#app/components/audit-bulk.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { BULK_DECISIONS, CLEAN_LINES } from "#app/domain/claims/bulk-decision.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { showBulk } from "#app/usecases/claims/bulk-lines.server.ts";
import { decideBulk } from "#app/usecases/claims/decide-bulk.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { isPrefetched } from "#app/web/prefetched.server.ts";

const reason = z.string().max(60).default("");
const form = z.strictObject({
  list: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.enum(BULK_DECISIONS),
  "reason-approve": reason,
  "reason-hold": reason,
  "reason-refuse": reason,
  note: z.string().trim().max(200).default(""),
});

export const meta = pageTitle(auditBulkWords, ({ words }) => words.title);

function questionOf(request: Request) {
  const asked = new URL(request.url).searchParams;
  const only = asked.getAll("v").map((one) => one.slice(0, 60));
  const claimNo = asked.get("claim")?.slice(0, 60) ?? null;
  return { rule: (asked.get("rule") ?? CLEAN_LINES).slice(0, 60), only: only.length === 0 ? null : only, claimNo };
}

export const loader = guarded({ action: "audit.read" }, async ({ request, context, actor }) => {
  const mayDecide = can(actor, "audit.decide");
  return { mayDecide, bulk: await showBulk(context, questionOf(request), mayDecide && !isPrefetched(request)) };
});

export const action = guarded({ action: "audit.decide" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "decision-needs-reason", facts: { decision: "" } as SentenceFacts } };
  try {
    await decideBulk(context, {
      ...questionOf(request),
      decision: value.decision,
      listDigest: value.list,
      reason: value[`reason-${value.decision}`],
      note: value.note === "" ? null : value.note,
    });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect("/office/audit");
});

export default function Bulk() {
  const { bulk, mayDecide } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(auditBulkWords);
  const audit = useWords(auditWords);
  const locale = useLocale();
  const problem = refused?.problem;
  return (
    <>
      <PageHeader title={words.title} status={words.lead} trail={[{ to: "/office/audit", label: audit.title }]} />
      <ErrorSummary
        problems={problem ? [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }] : []}
      />
      <Stack>
        <AuditBulk bulk={bulk} mayDecide={mayDecide} />
      </Stack>
    </>
  );
}
