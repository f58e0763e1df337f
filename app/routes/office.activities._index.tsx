import { useLoaderData } from "@remix-run/react";
import { ActivityList } from "#app/components/activity-lists.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { activityWords } from "#app/messages/activities.ts";
import { can } from "#app/domain/access/permission.ts";
import { showActivities } from "#app/usecases/activities/show-activities.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(activityWords, ({ words }) => words.title);

export const loader = guarded({ action: "activity.read" }, async ({ request, context, actor }) => ({
  ...(await showActivities(context, new URL(request.url).searchParams.has("past") ? "past" : "coming")),
  mayManage: can(actor, "activity.manage"),
}));

export default function Activities() {
  const { rows, show, mayManage } = useLoaderData<typeof loader>();
  const words = useWords(activityWords);
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.lead}
        {...(mayManage && { actions: <LinkButton to="/office/activities/new">{words.create}</LinkButton> })}
      />
      <Stack>
        <Tabs
          tabs={[
            { to: "/office/activities", label: words.tab_coming, current: show === "coming" },
            { to: "/office/activities?past", label: words.tab_past, current: show === "past" },
          ]}
        />
        <ActivityList rows={rows} />
      </Stack>
    </>
  );
}
