import { useActionData, useLoaderData } from "@remix-run/react";
import { FamilyPayment } from "#app/components/family-payment.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { showFamilyPayment } from "#app/usecases/payments/family-bills.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { takePaymentStep } from "#app/web/family-payment.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyPayWords, ({ words }) => words.pay_title);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, "pay");
  const { pathname } = new URL(given.request.url);
  return {
    payment: await showFamilyPayment(family, given.params["visitNo"] ?? ""),
    wechatPath: `/family/wechat?${new URLSearchParams({ next: pathname.replace(/\.data$/, "") }).toString()}`,
  };
});

export const action = guarded({ action: "family.use" }, takePaymentStep);

export default function Payment() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(familyPayWords);
  return (
    <FamilyShell title={words.pay_title} backTo="/family/pay">
      <FamilyPayment {...shown} said={answer?.said ?? null} handOver={answer?.handOver ?? null} />
    </FamilyShell>
  );
}
