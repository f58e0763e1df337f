import { useLoaderData, useLocation } from "@remix-run/react";
import { WorkerDayBoard } from "#app/components/worker-day-board.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { listAddress } from "#app/components/list-address.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { elderDateText } from "#app/domain/time/date-text.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { addDays, isPlainDate, plainDate } from "#app/domain/time/plain-date.ts";
import { calendarWords } from "#app/messages/calendar.ts";
import { showDayBoard } from "#app/usecases/screens/show-day-board.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(calendarWords, ({ words }) => words.day_title);

/** The day asked for, else tomorrow: the first that can still be changed whole. */
export const loader = guarded({ action: "plan.read" }, async ({ request, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  const date = asked.get("date") ?? "";
  const day = isPlainDate(date) ? plainDate(date) : addDays(localDateOf(context.now), 1);
  const shown = await showDayBoard(context, day, asked.get("provider") ?? "");
  return { ...shown, mayChange: can(actor, "visit.change") };
});

function DaySwitch({ date }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "date">) {
  const words = useWords(calendarWords);
  const { pathname, search } = useLocation();
  const address = (days: number) => listAddress(pathname, search, { date: addDays(date, days) });
  return (
    <nav aria-label={words.day}>
      <LinkButton to={address(-1)} size="small" icon="chevron-left">
        {words.day_before}
      </LinkButton>{" "}
      <LinkButton to={address(1)} size="small" icon="chevron-right">
        {words.day_after}
      </LinkButton>
    </nav>
  );
}

export default function CalendarDay() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(calendarWords);
  const locale = useLocale();
  const { date, provider, providers, visits } = shown;
  return (
    <>
      <PageHeader
        title={words.day_title}
        status={`${provider?.name ?? ""} · ${elderDateText(date, locale)} · ${words.day_visits(visits.length)}`}
        trail={[{ to: "/office/calendar", label: words.title }]}
      />
      <Tabs
        label={words.by}
        tabs={[
          { to: "/office/calendar?by=elder", label: words.by_elder, current: false },
          { to: "/office/calendar?by=worker", label: words.by_worker, current: false },
          { to: "/office/calendar/day", label: words.by_day, current: true },
        ]}
      />
      <Stack>
        <Panel flush>
          <FilterBar>
            <Field
              kind="select"
              name="provider"
              label={words.provider}
              emptyLabel={null}
              defaultValue={provider?.id}
              options={providers.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Field kind="date" name="date" label={words.date} defaultValue={date} />
          </FilterBar>
        </Panel>
        <DaySwitch date={date} />
        <WorkerDayBoard key={`${provider?.id ?? ""} ${date}`} facts={shown} mayChange={shown.mayChange} />
      </Stack>
    </>
  );
}
