import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AppealList } from "#app/components/appeal-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { LateEvidenceList } from "#app/components/late-evidence-list.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RuleAppeals } from "#app/components/rule-appeals.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { appealWords } from "#app/messages/appeals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import {
  decideLateEvidence,
  proposeLateEvidence,
  showLateEvidence,
} from "#app/usecases/reconciliation/late-evidence.server.ts";
import { showAppeals, showRuleAppeals } from "#app/usecases/reconciliation/show-appeals.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const decision = { id: z.string().max(40), note: z.string().max(300).optional() };
const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("approve"), ...decision }),
  z.strictObject({ intent: z.literal("dismiss"), ...decision }),
  z.strictObject({ intent: z.literal("propose") }),
]);

export const meta = pageTitle(appealWords, ({ words }) => words.title);

export const loader = guarded({ action: "appeal.read" }, async ({ context, actor }) => ({
  rows: await showAppeals(context),
  rules: await showRuleAppeals(context),
  late: await showLateEvidence(context),
  mayDecide: can(actor, "appeal.decide"),
}));

export const action = guarded({ action: "appeal.decide" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if (value.intent === "propose") await proposeLateEvidence(context);
    else await decideLateEvidence(context, { id: value.id, decision: value.intent, note: value.note ?? null });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect("/office/appeals");
});

export default function Appeals() {
  const { rows, rules, late, mayDecide } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(appealWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.waiting(rows.filter(({ state }) => state === "filed").length)}
        trail={[{ to: "/office/settlement", label: money.settlement_title }]}
      />
      <ErrorSummary
        problems={
          problem === null ? [] : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }]
        }
      />
      <p>{words.office_lead}</p>
      <Stack>
        <AppealList title={words.list} rows={rows} to={(appealNo) => `/office/appeals/${appealNo}`} />
        <LateEvidenceList rows={late} mayDecide={mayDecide} />
        <RuleAppeals rows={rules} />
      </Stack>
    </>
  );
}
