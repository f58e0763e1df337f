import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyInvoice } from "#app/components/family-invoice.tsx";
import { FamilyReceipt } from "#app/components/family-receipt.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { INVOICE_TITLES, invoiceTitle, taxNumberText } from "#app/domain/payments/invoice-request.ts";
import { receiptPath } from "#app/domain/payments/payment-order.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { askForInvoice, showInvoiceRequest, type InvoiceWish } from "#app/usecases/payments/ask-for-invoice.server.ts";
import { showReceipt } from "#app/usecases/payments/family-bills.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyPayWords, ({ words }) => words.receipt);

export const loader = guarded({ action: "family.use" }, async ({ actor, params, context }) => {
  const [memberId, orderNo] = [memberIdOf(actor), params["orderNo"] ?? ""];
  return {
    receipt: await showReceipt(context, memberId, orderNo),
    invoice: await showInvoiceRequest(context, memberId, orderNo),
  };
});

const form = z.strictObject({
  kind: z.enum(INVOICE_TITLES),
  title: z.string().max(60),
  taxNumber: z.string().max(24),
});

/** What the provider reads; its desk works in Chinese whatever language the phone has. */
const wording: InvoiceWish["wording"] = ({ title: { title, taxNumber }, visitNo, yuan }) => {
  const words = familyPayWords["zh-CN"];
  const named = title ?? words.invoice_for_person;
  const name = taxNumber === null ? named : words.invoice_with_tax(named, taxNumberText(taxNumber));
  return words.invoice_task(visitNo, yuan, name);
};

/** 要发票 */
export const action = guarded({ action: "family.use" }, async ({ request, actor, params, context }) => {
  const orderNo = params["orderNo"] ?? "";
  const { value } = await readForm(request, form);
  try {
    const title = invoiceTitle(value ?? { kind: "organisation", title: "", taxNumber: "" });
    await askForInvoice(context, { memberId: memberIdOf(actor), orderNo, title, wording });
    return redirect(`${receiptPath(orderNo)}#invoice`);
  } catch (thrown) {
    if (!isRefusal(thrown) || !thrown.code.startsWith("invoice-")) throw thrown;
    return { problem: { code: thrown.code, facts: {} } } satisfies RefusedStep;
  }
});

export default function Receipt() {
  const { receipt, invoice } = useLoaderData<typeof loader>();
  const words = useWords(familyPayWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  const isKept = BigInt(receipt.keptFen) > 0n;
  return (
    <FamilyShell title={words.receipt} backTo="/family/pay">
      <FamilyReceipt receipt={receipt} />
      {(isKept || invoice !== null) && (
        <FamilyInvoice provider={receipt.provider} asked={invoice} problems={problems} />
      )}
    </FamilyShell>
  );
}
