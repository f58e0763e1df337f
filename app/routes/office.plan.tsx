import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PlanFigures, PlanSteps } from "#app/components/plan-figures.tsx";
import { PlanQuality } from "#app/components/plan-quality.tsx";
import { DebtReasons, DebtTable, PlanDrafts, PlanRuns } from "#app/components/plan-tables.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { startPlanning } from "#app/usecases/planning/start-planning.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(monthPlanWords, ({ words }) => words.title);

export const loader = guarded({ action: "plan.read" }, async ({ request, actor, context }) => {
  const month = chosenMonth(request, context.now);
  const hasBegun = localDateOf(context.now) >= firstDateOf(month);
  return { month, hasBegun, mayMake: can(actor, "plan.make"), ...(await showPlan(context, month)) };
});

const form = z.strictObject({ seed: z.string().trim().min(1).max(60) });

export const action = guarded({ action: "plan.make" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) return { seedMissing: true, refused: null };
  try {
    const jobId = await startPlanning(context, month, value.seed);
    return redirect(`/jobs/${jobId}?${new URLSearchParams({ back: `/office/plan?month=${month}` }).toString()}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { seedMissing: false, refused: { code: thrown.code, facts: thrown.facts } };
  }
});

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function MakePanel({ shown }: { shown: Shown }) {
  const answer = useActionData<typeof action>();
  const words = useWords(monthPlanWords);
  const runs = useWords(planRunWords);
  const locale = useLocale();
  const refused = answer?.refused ?? null;
  const problem = answer?.seedMissing === true ? words.seed : undefined;
  const problems = [
    ...(problem === undefined ? [] : [{ fieldId: "seed", message: problem }]),
    ...(refused === null ? [] : [{ fieldId: null, message: refusalSentence(refused.code, refused.facts, locale) }]),
  ];
  return (
    <Panel title={shown.plan ? runs.again : words.make} note={shown.plan ? runs.again_note : runs.make_note}>
      <ErrorSummary problems={problems} />
      <Form method="post" action={`/office/plan?month=${shown.month}`}>
        <Field
          kind="text"
          name="seed"
          label={words.seed}
          help={words.seed_help}
          defaultValue={shown.runs[0]?.seed ?? shown.month}
          maxLength={60}
          width="short"
          error={problem}
        />
        <SubmitButton icon="list-checks" kind={shown.plan ? "secondary" : "primary"}>
          {shown.plan ? runs.again : words.make}
        </SubmitButton>
      </Form>
    </Panel>
  );
}

export default function Plan() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(monthPlanWords);
  const locale = useLocale();
  const { month, plan, missingYear } = shown;
  return (
    <>
      <PageHeader
        title={words.title}
        status={plan ? words.status_planned(staffTimeText(instant(plan.createdAt), locale)) : words.status_open}
        actions={<LinkButton to={`/office/plan/forecast?month=${month}`}>{words.go_forecast}</LinkButton>}
      />
      <Stack>
        <MonthSwitch month={month} />
        {missingYear !== null && (
          <Notice tone="warning">
            {plan ? words.calendar_missing_planned(missingYear) : words.calendar_missing(missingYear)}
          </Notice>
        )}
        <PlanFigures month={month} facts={shown} />
        {shown.stats && <PlanQuality stats={shown.stats} />}
        {!plan && <PlanSteps month={month} facts={shown} />}
        <PlanDrafts drafts={shown.drafts} />
        {!plan && shown.mayMake && <MakePanel shown={shown} />}
        {plan && (
          <>
            <DebtReasons reasons={shown.debtReasons} />
            <DebtTable month={month} debts={shown.debts} />
            <PlanSteps month={month} facts={shown} />
            <Panel title={words.proof} note={words.proof_note}>
              <DefinitionList
                items={[
                  { term: words.seed, value: <code>{plan.seed}</code> },
                  { term: words.input_digest, value: <code>{plan.inputDigest}</code> },
                  { term: words.result_digest, value: <code>{plan.resultDigest}</code> },
                ]}
              />
            </Panel>
          </>
        )}
        <PlanRuns runs={shown.runs} />
        {plan && shown.mayMake && !shown.hasBegun && <MakePanel shown={shown} />}
      </Stack>
    </>
  );
}
