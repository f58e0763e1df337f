import { useLoaderData } from "@remix-run/react";
import { ClaimList } from "#app/components/claim-list.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { moneyWords } from "#app/messages/money.ts";
import { showClaims } from "#app/usecases/claims/show-claims.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(moneyWords, ({ words }) => words.claims_title);

export const loader = guarded({ action: "claim.read" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  return { month, ...(await showClaims(context, month)) };
});

export default function Claims() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(moneyWords);
  const mark = found.simulated === null ? "" : ` · ${words.simulated}`;
  return (
    <>
      <PageHeader title={words.claims_title} status={`${words.claims_status(found.month)}${mark}`} />
      <MonthSwitch month={found.month} />
      <ClaimList claims={found.claims} total={found.total} reader="street" />
    </>
  );
}
