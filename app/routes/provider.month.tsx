import { useLoaderData } from "@remix-run/react";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { MonthlyCallBacks } from "#app/components/call-summary.tsx";
import {
  AtRiskList,
  EntryList,
  OutlookTiles,
  RiskByMissing,
  ScoreTable,
  UsageScore,
} from "#app/components/provider-month.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { SCORE_PARTS } from "#app/domain/scores/provider-score.ts";
import { providerMonthWords } from "#app/messages/provider-month.ts";
import { showProviderMonth } from "#app/usecases/screens/show-provider-month.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(providerMonthWords, ({ words }) => words.title);

export const loader = guarded({ action: "statement.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const missing = asked.get("missing") ?? "";
  return showProviderMonth(context, {
    month: chosenMonth(request, context.now),
    part: SCORE_PARTS.find((part) => part === asked.get("part")) ?? null,
    missing: /^[A-Za-z0-9_-]{1,40}$/.test(missing) ? missing : null,
  });
});

export default function ProviderMonth() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(providerMonthWords);
  return (
    <>
      <PageHeader title={words.title} status={words.status} />
      <Stack>
        <MonthSwitch month={shown.month} addressOf={(month) => `/provider/month?month=${month}`} />
        <OutlookTiles outlook={shown.outlook} />
        {shown.part === null ? (
          <>
            <RiskByMissing month={shown.month} byMissing={shown.byMissing} />
            <UsageScore usage={shown.usage} quarter={shown.quarter} />
            <MonthlyCallBacks {...shown.callBacks} />
            <ScoreTable month={shown.month} rows={shown.scores} />
            <AtRiskList month={shown.month} missing={shown.missing} atRisk={shown.atRisk} />
          </>
        ) : (
          <>
            <ScoreTable month={shown.month} rows={shown.scores.filter(({ name }) => name === shown.part)} />
            <EntryList month={shown.month} part={shown.part} entries={shown.entries} />
          </>
        )}
      </Stack>
    </>
  );
}
