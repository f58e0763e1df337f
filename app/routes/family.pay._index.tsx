import { useLoaderData } from "@remix-run/react";
import { FamilyBills } from "#app/components/family-bills.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { listFamilyBills } from "#app/usecases/payments/family-bills.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyPayWords, ({ words }) => words.title);

export const loader = guarded({ action: "family.use" }, async ({ actor, context }) => ({
  bills: await listFamilyBills(context, memberIdOf(actor)),
}));

export default function Pay() {
  const words = useWords(familyPayWords);
  return (
    <FamilyShell title={words.title}>
      <FamilyBills {...useLoaderData<typeof loader>()} />
    </FamilyShell>
  );
}
