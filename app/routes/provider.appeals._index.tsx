import { useLoaderData } from "@remix-run/react";
import { AppealList } from "#app/components/appeal-list.tsx";
import { ContestableLines, ToldClawbacks } from "#app/components/contestable-lists.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RuleAppeals } from "#app/components/rule-appeals.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { appealWords } from "#app/messages/appeals.ts";
import { showProviderAppeals, showRuleAppeals } from "#app/usecases/reconciliation/show-appeals.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(appealWords, ({ words }) => words.title);

export const loader = guarded({ action: "appeal.file" }, async ({ context }) => ({
  ...(await showProviderAppeals(context)),
  rules: await showRuleAppeals(context),
}));

export default function ProviderAppeals() {
  const { lines, clawbacks, appeals, rules } = useLoaderData<typeof loader>();
  const words = useWords(appealWords);
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.provider_lead}
        trail={[{ to: "/provider/statements", label: words.back_to_statements }]}
      />
      <Stack>
        <ContestableLines rows={lines} />
        <ToldClawbacks rows={clawbacks} />
        <AppealList title={words.filed} rows={appeals} to={null} />
        <RuleAppeals rows={rules} />
      </Stack>
    </>
  );
}
