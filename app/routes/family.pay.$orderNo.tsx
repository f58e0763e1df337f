import { useLoaderData } from "@remix-run/react";
import { FamilyReceipt } from "#app/components/family-receipt.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { showReceipt } from "#app/usecases/payments/family-bills.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyPayWords, ({ words }) => words.receipt);

export const loader = guarded({ action: "family.use" }, async ({ actor, params, context }) => ({
  receipt: await showReceipt(context, memberIdOf(actor), params["orderNo"] ?? ""),
}));

export default function Receipt() {
  const words = useWords(familyPayWords);
  return (
    <FamilyShell title={words.receipt} backTo="/family/pay">
      <FamilyReceipt {...useLoaderData<typeof loader>()} />
    </FamilyShell>
  );
}
