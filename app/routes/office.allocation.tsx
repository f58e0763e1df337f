import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AllocationForm } from "#app/components/allocation-form.tsx";
import { AllocationQuality } from "#app/components/allocation-quality.tsx";
import { AllocationTable, LoadTable } from "#app/components/allocation-tables.tsx";
import { Newcomers } from "#app/components/newcomers.tsx";
import { countText } from "#app/components/count-text.ts";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack, Tiles } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StatTile } from "#app/components/stat-tile.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { allocationWords } from "#app/messages/allocation.ts";
import { allocateNewcomers, countNewcomers } from "#app/usecases/planning/allocate-newcomers.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { showAllocation } from "#app/usecases/planning/show-allocation.server.ts";
import { allocationFilter } from "#app/web/month-lists.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";

export const meta = pageTitle(allocationWords, ({ words }) => words.title);

export const loader = guarded({ action: "plan.read" }, async ({ request, actor, context }) => {
  const filter = allocationFilter(request, context.now);
  const page = chosenPage(request);
  const mayMake = can(actor, "plan.make");
  const newcomers = mayMake ? await countNewcomers(context, filter.month) : 0;
  const done = /^(\d+)-(\d+)$/.exec(new URL(request.url).searchParams.get("newcomers") ?? "");
  const joined = done ? { allocated: Number(done[1]), left: Number(done[2]) } : null;
  return { filter, page, mayMake, newcomers, joined, ...(await showAllocation(context, filter, page)) };
});

const form = z.union([
  z.strictObject({ step: z.literal("newcomers") }),
  z.strictObject({ seed: z.string().trim().min(1).max(60) }),
]);

export const action = guarded({ action: "plan.make" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) return { seedMissing: true };
  if ("step" in value) {
    const { allocated, left } = await allocateNewcomers(context, month);
    return redirect(`/office/allocation?month=${month}&newcomers=${String(allocated)}-${String(left)}`);
  }
  const jobId = await startJob(context, { kind: "allocate-month", subject: month, input: { month, seed: value.seed } });
  return redirect(`/jobs/${jobId}?${new URLSearchParams({ back: `/office/allocation?month=${month}` }).toString()}`);
});

export default function Allocation() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(allocationWords);
  const locale = useLocale();
  const { run, stats, filter } = found;
  const list = `/office/allocation?month=${filter.month}`;
  return (
    <>
      <PageHeader
        title={words.title}
        {...(run && { status: words.status(staffTimeText(instant(run.madeAt), locale), run.seed) })}
      />
      <Stack>
        <MonthSwitch month={filter.month} />
        <Newcomers month={filter.month} newcomers={found.newcomers} joined={found.joined} />
        {found.mayMake && (
          <AllocationForm month={filter.month} seed={run?.seed ?? null} seedMissing={answer?.seedMissing === true} />
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
