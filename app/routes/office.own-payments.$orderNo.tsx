import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { Refunds } from "#app/components/refund-list.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText, parseYuan, staffYuanText } from "#app/domain/money/yuan-text.ts";
import { REFUND_REASONS } from "#app/domain/payments/refund.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { orderStateText, ownPaymentWords, refundReasonText } from "#app/messages/own-payments.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { showOrder } from "#app/usecases/payments/show-own-payments.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({ amount: z.string().max(20), reason: z.enum(REFUND_REASONS) });

export const meta = pageTitle(ownPaymentWords, ({ words }) => words.title);

export const loader = guarded({ action: "own-payment.read" }, async ({ params, context, actor }) => ({
  ...(await showOrder(context, params["orderNo"] ?? "")),
  mayManage: can(actor, "own-payment.manage"),
}));

export const action = guarded({ action: "own-payment.manage" }, async ({ request, params, context }) => {
  const orderNo = params["orderNo"] ?? "";
  const { value } = await readForm(request, form);
  try {
    const amountFen = parseYuan(value?.amount ?? "");
    if (value === null || amountFen === null) throw new Refusal("refund-amount-not-positive");
    await requestRefund(context, { orderNo, amountFen, reason: value.reason });
    return redirect(`/office/own-payments/${orderNo}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
});

export default function Order() {
  const { order, refunds, refundableFen, mayManage } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(ownPaymentWords);
  const locale = useLocale();
  const problem = refused?.problem;
  const most = fen(refundableFen);
  return (
    <>
      <PageHeader
        title={words.order_title(order.orderNo)}
        status={`${orderStateText(order.state, locale)} · ${order.visitNo} · ${order.elder}`}
        trail={[{ to: "/office/own-payments", label: words.title }]}
      />
      <ErrorSummary
        problems={problem ? [{ fieldId: "amount", message: refusalSentence(problem.code, problem.facts, locale) }] : []}
      />
      <Stack>
        <Panel title={words.split_title}>
          <DefinitionList
            items={[
              { term: words.price, value: <Money fen={order.priceFen} /> },
              { term: words.subsidy, value: <Money fen={order.subsidyFen} /> },
              { term: words.other, value: <Money fen={order.otherFundFen} /> },
              { term: words.own, value: <Money fen={order.amountFen} /> },
              { term: words.paid_at, value: order.paidAt === null ? null : <TimeText at={order.paidAt} /> },
              { term: words.transaction, value: order.transactionId },
            ]}
          />
        </Panel>
        <Refunds rows={refunds} today={null} />
        {mayManage && most > 0n && (
          <Panel title={words.refund_title} note={words.refund_note(staffYuanText(most))}>
            <Form method="post">
              <Field
                kind="money"
                name="amount"
                label={words.amount}
                width="short"
                defaultValue={cellYuanText(most)}
                required
              />
              <Field
                kind="select"
                name="reason"
                label={words.reason}
                emptyLabel={null}
                options={REFUND_REASONS.map((reason) => ({ value: reason, label: refundReasonText(reason, locale) }))}
              />
              <FormActions>
                <SubmitButton>{words.ask}</SubmitButton>
              </FormActions>
            </Form>
          </Panel>
        )}
      </Stack>
    </>
  );
}
