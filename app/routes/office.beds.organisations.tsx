import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BedTabs } from "#app/components/bed-tabs.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Halves, Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { LinkForm, OrganisationList, RecordForm } from "#app/components/organisation-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import {
  LINK_BASES,
  linkOrganisations,
  recordOrganisation,
  showOrganisations,
} from "#app/usecases/family-beds/organisations.server.ts";
import { textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(bedWords, ({ words }) => words.organisations);

export const loader = guarded({ action: "bed.money" }, async ({ request, context }) => ({
  organisations: await showOrganisations(context),
  isDone: new URL(request.url).searchParams.has("done"),
}));

export const action = guarded({ action: "bed.money" }, async ({ request, context }) => {
  const form = await request.formData();
  try {
    if (textIn(form, "intent") === "link")
      await linkOrganisations(context, {
        ...{ first: textIn(form, "first"), second: textIn(form, "second"), note: textIn(form, "note") },
        basis: LINK_BASES.find((one) => one === textIn(form, "basis")) ?? "declared",
      });
    else await recordOrganisation(context, { name: textIn(form, "name"), creditCode: textIn(form, "creditCode") });
    return redirect("/office/beds/organisations?done");
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function Organisations() {
  const { organisations, isDone } = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.organisations} />
      <BedTabs mayManage />
      <ErrorSummary problems={problems} />
      <Stack>
        {isDone && (
          <Notice tone="success" announced>
            {words.taken}
          </Notice>
        )}
        <OrganisationList organisations={organisations} />
        <Halves>
          <RecordForm />
          <LinkForm organisations={organisations} />
        </Halves>
      </Stack>
    </>
  );
}
