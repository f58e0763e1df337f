import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { BarList } from "#app/components/bar-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Split, Stack, Tiles } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StatTile } from "#app/components/stat-tile.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { CandidateTable } from "#app/components/candidate-table.tsx";
import { StreetVerdicts } from "#app/components/street-verdicts.tsx";
import { countText } from "#app/components/count-text.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { candidateWords } from "#app/messages/candidates.ts";
import { eligibilityReason, verdictWord } from "#app/messages/eligibility.ts";
import { listCandidates } from "#app/usecases/entitlement/list-candidates.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { candidateFilter } from "#app/web/month-lists.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

const VERDICTS = ["eligible", "needs_data", "paused", "waiting", "not_eligible"];

export const meta = pageTitle(candidateWords, ({ words }) => words.title);

export const loader = guarded({ action: "eligibility.read" }, async ({ request, actor, context }) => {
  const filter = candidateFilter(request, context.now);
  const page = chosenPage(request);
  return {
    ...filter,
    page,
    mayJudge: can(actor, "eligibility.judge"),
    ...(await listCandidates(context, filter, page)),
  };
});

export const action = guarded({ action: "eligibility.judge" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const jobId = await startJob(context, { kind: "judge-month", subject: month, input: { month } });
  return redirect(`/jobs/${jobId}?${new URLSearchParams({ back: `/office/eligibility?month=${month}` }).toString()}`);
});

export default function Eligibility() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(candidateWords);
  const locale = useLocale();
  const address = (change: Record<string, string>) =>
    `/office/eligibility?${new URLSearchParams({ month: found.month, ...change }).toString()}`;
  const isJudged = found.judgedAt !== null;
  const kept = new URLSearchParams({
    month: found.month,
    verdict: found.verdict,
    reason: found.reason,
    street: String(found.streetId ?? ""),
  });
  const reasons = Object.entries(found.reasons).sort(([, left], [, right]) => right - left);
  return (
    <>
      <PageHeader
        title={words.title}
        {...(found.judgedAt !== null && {
          status: words.status(staffTimeText(instant(found.judgedAt), locale), found.policyVersion ?? ""),
        })}
        actions={
          <>
            {isJudged && (
              <LinkButton to={`/office/candidates.xlsx?${kept.toString()}`} download icon="file-spreadsheet">
                {words.export}
              </LinkButton>
            )}
            {found.mayJudge && (
              <Form method="post" action={address({})}>
                <SubmitButton icon="list-checks">{isJudged ? words.judge_again : words.judge}</SubmitButton>
              </Form>
            )}
          </>
        }
      />
      <Stack>
        <MonthSwitch month={found.month} />
        {!isJudged && (
          <Panel>
            <EmptyState title={words.not_judged}>{words.not_judged_text}</EmptyState>
          </Panel>
        )}
        {isJudged && (
          <>
            <Tiles>
              <StatTile question={words.candidates} value={countText(found.candidates)} to={address({})} />
              {VERDICTS.map((verdict) => (
                <StatTile
                  key={verdict}
                  question={verdictWord(verdict, locale)}
                  value={countText(found.verdicts[verdict] ?? 0)}
                  share={(found.verdicts[verdict] ?? 0) / found.candidates}
                  to={address({ verdict })}
                />
              ))}
            </Tiles>
            <Split
              main={<StreetVerdicts streets={found.streets} verdicts={VERDICTS} addressOf={address} />}
              side={
                <Panel title={words.by_reason}>
                  <BarList
                    items={reasons.map(([code, value]) => ({
                      key: code,
                      label: eligibilityReason(code, locale),
                      value,
                      text: countText(value),
                      to: address({ reason: code }),
                    }))}
                  />
                </Panel>
              }
            />
            <CandidateTable found={found} verdicts={VERDICTS} />
          </>
        )}
      </Stack>
    </>
  );
}
