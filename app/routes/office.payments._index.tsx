import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PaymentBatch } from "#app/components/payment-batch.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { paymentWords } from "#app/messages/payments.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { followUpPayments } from "#app/usecases/reconciliation/follow-up-payments.server.ts";
import { showPayments } from "#app/usecases/reconciliation/show-payments.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

const form = z.strictObject({ batch: z.string().max(60) });

export const meta = pageTitle(paymentWords, ({ words }) => words.title);

export const loader = guarded({ action: "payment.read" }, async ({ request, context, actor }) => ({
  ...(await showPayments(context, chosenMonth(request, context.now))),
  maySettle: can(actor, "payment.settle"),
}));

export const action = guarded({ action: "payment.settle" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    const made = await followUpPayments(context, value.batch);
    return redirect(`/office/payments?month=${month}#${made.batchNo}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
});

export default function Payments() {
  const found = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(paymentWords);
  const locale = useLocale();
  const problem = refused?.problem;
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.status(found.month)}
        actions={
          <>
            <LinkButton to={`/office/settlement?month=${found.month}`}>{words.empty_link}</LinkButton>
            {found.maySettle && (
              <LinkButton to="/office/payments/results" icon="upload">
                {words.upload_results}
              </LinkButton>
            )}
          </>
        }
      />
      <MonthSwitch month={found.month} />
      <ErrorSummary
        problems={problem ? [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }] : []}
      />
      <Stack>
        {found.batches.length === 0 && <EmptyState title={words.empty} />}
        {found.batches.map((batch) => (
          <PaymentBatch key={batch.batchNo} batch={batch} maySettle={found.maySettle} />
        ))}
      </Stack>
    </>
  );
}
