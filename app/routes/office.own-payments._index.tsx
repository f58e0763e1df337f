import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { BillDays, Differences, Orders, OwnStands } from "#app/components/own-payments.tsx";
import { Refunds } from "#app/components/refund-list.tsx";
import { PaymentsToDecide, VisitsUnpaidAgain } from "#app/components/returned-payments.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { RELEASE_ACCOUNTS } from "#app/domain/payments/day-reconciliation.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { ownPaymentWords } from "#app/messages/own-payments.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { decideRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { explainDifference } from "#app/usecases/payments/resolve-difference.server.ts";
import { decideHandReturn, recordHandReturn } from "#app/usecases/payments/return-by-hand.server.ts";
import { showOwnPayments } from "#app/usecases/payments/show-own-payments.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("compare"), on: z.string().trim().refine(isPlainDate) }),
  z.strictObject({
    intent: z.literal("explain"),
    difference: z.string().uuid(),
    explanation: z.string().trim().min(1).max(200),
    to: z.union([z.enum(RELEASE_ACCOUNTS), z.literal("")]).optional(),
  }),
  z.strictObject({ intent: z.enum(["approve", "decline", "agree", "give_back"]), refund: z.string().max(64) }),
  z.strictObject({
    intent: z.literal("by_hand"),
    refund: z.string().max(64),
    reference: z.string().trim().min(1).max(64),
    paidOn: z.string().trim().refine(isPlainDate),
  }),
]);

export const meta = pageTitle(ownPaymentWords, ({ words }) => words.title);

export const loader = guarded({ action: "own-payment.read" }, async ({ context, actor }) => ({
  ...(await showOwnPayments(context)),
  today: localDateOf(context.now),
  mayManage: can(actor, "own-payment.manage"),
}));

async function act(
  context: Parameters<typeof decideRefund>[0],
  value: Exclude<z.infer<typeof form>, { intent: "compare" }>,
): Promise<void> {
  switch (value.intent) {
    case "explain":
      return explainDifference(context, {
        id: value.difference,
        explanation: value.explanation,
        to: value.to === undefined || value.to === "" ? null : value.to,
      });
    case "approve":
    case "decline":
      return decideRefund(context, value.refund, value.intent);
    case "agree":
    case "give_back":
      return decideHandReturn(context, value.refund, value.intent);
    case "by_hand":
      await recordHandReturn(context, { ...value, refundNo: value.refund });
  }
}

export const action = guarded({ action: "own-payment.manage" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if (value.intent === "compare") {
      const job = await startJob(context, { kind: "reconcile-payments", subject: value.on, input: { on: value.on } });
      return redirect(`/jobs/${job}?back=${encodeURIComponent("/office/own-payments")}`);
    }
    await act(context, value);
    return redirect("/office/own-payments");
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
});

export default function OwnPayments() {
  const found = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  const problem = refused?.problem;
  return (
    <>
      <PageHeader title={words.title} status={words.status} />
      <ErrorSummary
        problems={problem ? [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }] : []}
      />
      <Stack>
        <PaymentsToDecide rows={found.toDecide} />
        <VisitsUnpaidAgain rows={found.unpaidAgain} />
        <Differences rows={found.differences} mayExplain={found.mayManage} />
        <Refunds rows={found.refunds} today={found.mayManage ? found.today : null} />
        <BillDays days={found.days} today={found.today} mayCompare={found.mayManage} />
        <OwnStands stands={found.stands} />
        <Orders rows={found.orders} />
      </Stack>
    </>
  );
}
