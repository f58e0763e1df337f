import { useLoaderData } from "@remix-run/react";
import { BedTabs } from "#app/components/bed-tabs.tsx";
import { BedTasks } from "#app/components/bed-tasks.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { bedWords } from "#app/messages/beds.ts";
import { showBodyTasks } from "#app/usecases/family-beds/show-tasks.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(bedWords, ({ words }) => words.tasks);

export const loader = guarded({ action: "bed.read" }, async ({ request, context, actor }) => {
  const given = new URL(request.url).searchParams.get("organisation")?.slice(0, 18) ?? "";
  const asked = given === "" ? null : given;
  return {
    ...(await showBodyTasks(context, asked)),
    asked,
    mayAct: can(actor, "bed.act"),
    mayManage: can(actor, "bed.money"),
  };
});

export default function BedTasksPage() {
  const { tasks, organisations, asked, mayAct, mayManage } = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const chosen = organisations.find(({ creditCode }) => creditCode === asked);
  return (
    <>
      <PageHeader title={words.tasks} />
      <BedTabs mayManage={mayManage} />
      <Stack>
        <FilterBar
          active={chosen === undefined ? [] : [{ name: "organisation", label: chosen.name }]}
          hits={tasks.length}
        >
          <Field
            kind="select"
            name="organisation"
            label={words.organisation}
            emptyLabel={words.all_beds}
            defaultValue={asked ?? ""}
            options={organisations.map(({ creditCode, name }) => ({ value: creditCode, label: name }))}
          />
        </FilterBar>
        <BedTasks tasks={tasks} mayAct={mayAct} />
      </Stack>
    </>
  );
}
