import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AllocationQuality } from "#app/components/allocation-quality.tsx";
import { AllocationTable, LoadTable } from "#app/components/allocation-tables.tsx";
import { countText } from "#app/components/count-text.ts";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack, Tiles } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StatTile } from "#app/components/stat-tile.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { staffTimeText } from "#app/domain/time/date-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { allocationWords } from "#app/messages/allocation.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { showAllocation } from "#app/usecases/planning/show-allocation.server.ts";
import { allocationFilter } from "#app/web/month-lists.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(allocationWords, ({ words }) => words.title);

export const loader = guarded({ action: "plan.read" }, async ({ request, actor, context }) => {
  const filter = allocationFilter(request, context.now);
  const page = chosenPage(request);
  return { filter, page, mayMake: can(actor, "plan.make"), ...(await showAllocation(context, filter, page)) };
});

const form = z.strictObject({ seed: z.string().trim().min(1).max(60) });

export const action = guarded({ action: "plan.make" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) return { seedMissing: true };
  const jobId = await startJob(context, { kind: "allocate-month", subject: month, input: { month, seed: value.seed } });
  return redirect(`/jobs/${jobId}?${new URLSearchParams({ back: `/office/allocation?month=${month}` }).toString()}`);
});

export default function Allocation() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(allocationWords);
  const locale = useLocale();
  const { run, stats, filter } = found;
  const problem = answer?.seedMissing === true ? words.seed : undefined;
  const list = `/office/allocation?month=${filter.month}`;
  return (
    <>
      <PageHeader
        title={words.title}
        {...(run && { status: words.status(staffTimeText(instant(run.madeAt), locale), run.seed) })}
      />
      <Stack>
        <MonthSwitch month={filter.month} />
        {found.mayMake && (
          <Panel>
            <ErrorSummary problems={problem === undefined ? [] : [{ fieldId: "seed", message: problem }]} />
            <Form method="post" action={list}>
              <Field
                kind="text"
                name="seed"
                label={words.seed}
                help={words.seed_help}
                defaultValue={run?.seed ?? filter.month}
                maxLength={60}
                width="short"
                error={problem}
              />
              <SubmitButton icon="list-checks">{run ? words.make_again : words.make}</SubmitButton>
            </Form>
          </Panel>
        )}
        {!run || !stats ? (
          <Panel>
            <EmptyState title={words.none}>{words.none_text}</EmptyState>
          </Panel>
        ) : (
          <>
            <Tiles>
              <StatTile question={words.elders} value={countText(stats.elders)} to={list} />
              <StatTile question={words.allocated} value={countText(stats.allocated)} />
              <StatTile
                question={words.unallocated}
                value={countText(stats.unallocated)}
                to={`${list}&unallocated=1`}
              />
              <StatTile
                question={words.choices}
                value={countText(stats.choicesKept)}
                note={words.of(stats.choices)}
                to={`${list}&why=elder_choice`}
              />
            </Tiles>
            <LoadTable loads={found.loads} />
            <AllocationQuality stats={stats} />
            <Panel title={words.list}>
              <FilterBar hits={found.total} kept={{ month: filter.month }}>
                <Field
                  kind="select"
                  name="provider"
                  label={words.provider}
                  emptyLabel={words.all_providers}
                  defaultValue={filter.providerId}
                  options={found.providers.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <Field
                  kind="select"
                  name="unallocated"
                  label={words.shown}
                  emptyLabel={words.everyone}
                  defaultValue={filter.unallocated ? "1" : ""}
                  options={[{ value: "1", label: words.only_unallocated }]}
                />
              </FilterBar>
              <AllocationTable rows={found.rows} />
              <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
            </Panel>
            <Panel title={words.seed} note={words.lottery}>
              <DefinitionList
                items={[
                  { term: words.input_digest, value: <code>{run.inputDigest}</code> },
                  { term: words.result_digest, value: <code>{run.resultDigest}</code> },
                ]}
              />
            </Panel>
          </>
        )}
      </Stack>
    </>
  );
}
