import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { countText } from "#app/components/count-text.ts";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { Stack, Tiles } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { DifferenceFilter, PLAN_DIFFERENCES, PlanChanges } from "#app/components/plan-changes.tsx";
import { usePlanName } from "#app/components/plan-comparison.tsx";
import { PlanQuality } from "#app/components/plan-quality.tsx";
import { PlanTold } from "#app/components/plan-told.tsx";
import { StatTile } from "#app/components/stat-tile.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { monthPlanWords } from "#app/messages/month-plan.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { publishDraft } from "#app/usecases/planning/publish-plan.server.ts";
import { showDraft } from "#app/usecases/planning/show-draft.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(planRunWords, ({ words }) => words.run_page);

const PAGE_SIZE = 50;

export const loader = guarded({ action: "plan.read" }, async ({ request, params, actor, context }) => {
  const { lines, ...draft } = await showDraft(context, params["runId"] ?? "");
  const asked = new URL(request.url).searchParams.get("only");
  const only = PLAN_DIFFERENCES.find((one) => one === asked) ?? null;
  const page = chosenPage(request);
  const chosen = only === null ? lines : lines.filter(({ differs }) => differs.includes(only));
  const list = { only, page, total: chosen.length, rows: chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
  const { runs } = await showPlan(context, draft.month);
  const others = runs.filter(({ kind, isKept, id }) => kind === "plan" && isKept && id !== draft.runId);
  return { draft, others, list: lines.length === 0 ? null : list, mayMake: can(actor, "plan.make") };
});

export const action = guarded({ action: "plan.make" }, async ({ params, context }) => {
  try {
    return redirect(`/office/plan?month=${await publishDraft(context, params["runId"] ?? "")}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { refused: { code: thrown.code, facts: thrown.facts } };
  }
});

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function WhatChanges({ draft, mayMake }: Pick<Shown, "draft" | "mayMake">) {
  const refused = useActionData<typeof action>()?.refused;
  const words = useWords(planRunWords);
  const locale = useLocale();
  const { bar, counts, told, isFirst } = draft;
  if (bar !== null) return <Notice tone={bar === "published" ? "success" : "warning"}>{words[`bar_${bar}`]}</Notice>;
  const changed = counts.added + counts.moved + counts.gone;
  return (
    <>
      <Tiles>
        <StatTile question={words.added} value={countText(counts.added)} />
        <StatTile question={words.moved} value={countText(counts.moved)} />
        <StatTile question={words.gone} value={countText(counts.gone)} />
        <StatTile question={words.kept} value={countText(counts.kept)} note={words.kept_note} />
      </Tiles>
      <Panel title={words.changes} note={words.publish_note}>
        <ErrorSummary
          problems={refused ? [{ fieldId: null, message: refusalSentence(refused.code, refused.facts, locale) }] : []}
        />
        <p>
          {isFirst && words.first_plan} {changed === 0 && words.nothing_changes}{" "}
          {changed > 0 &&
            afterColon(words.told, words.told_count(told.elders, told.workers.length, told.providers.length), locale)}
        </p>
        {mayMake && (
          <Form method="post">
            <SubmitButton icon="calendar-check">{words.publish}</SubmitButton>
          </Form>
        )}
      </Panel>
    </>
  );
}

function CompareForm({ draft, others }: Pick<Shown, "draft" | "others">) {
  const words = useWords(planRunWords);
  const nameOf = usePlanName();
  return (
    <Panel title={words.compare}>
      {others.length === 0 ? (
        <p>{words.compare_none}</p>
      ) : (
        <Form method="get" action="/office/plan/compare">
          <input type="hidden" name="right" value={draft.runId} />
          <Field
            kind="select"
            name="left"
            label={words.compare_with}
            options={others.map((run) => ({ value: run.id, label: nameOf(run) }))}
            emptyLabel={null}
          />
          <SubmitButton kind="secondary">{words.compare_go}</SubmitButton>
        </Form>
      )}
    </Panel>
  );
}

export default function PlanRun() {
  const { draft, others, list, mayMake } = useLoaderData<typeof loader>();
  const words = useWords(planRunWords);
  const plan = useWords(monthPlanWords);
  const nameOf = usePlanName();
  return (
    <>
      <PageHeader
        title={words.run_title(draft.month)}
        status={nameOf(draft)}
        trail={[{ to: `/office/plan?month=${draft.month}`, label: plan.title }]}
      />
      <Stack>
        <WhatChanges draft={draft} mayMake={mayMake} />
        <PlanQuality stats={draft.stats} />
        <PlanTold month={draft.month} told={draft.told} />
        {list && (
          <PlanChanges
            month={draft.month}
            rows={list.rows}
            filter={<DifferenceFilter only={list.only} hits={list.total} />}
            pages={<Pagination page={list.page} pageSize={PAGE_SIZE} total={list.total} />}
          />
        )}
        <CompareForm draft={draft} others={others} />
      </Stack>
    </>
  );
}
