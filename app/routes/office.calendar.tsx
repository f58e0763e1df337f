import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { ElderMonth } from "#app/components/elder-month.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { WorkerMonth } from "#app/components/worker-month.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { calendarWords } from "#app/messages/calendar.ts";
import {
  findCalendarPeople,
  showElderCalendar,
  showWorkerCalendar,
  type CalendarChoice,
} from "#app/usecases/screens/show-calendar.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(calendarWords, ({ words }) => words.title);

export const loader = guarded({ action: "plan.read" }, async ({ request, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  const by: CalendarChoice = asked.get("by") === "worker" ? "worker" : "elder";
  const person = asked.get("person") ?? "";
  const text = (asked.get("q") ?? "").trim().slice(0, 40);
  const mayChange = can(actor, "visit.change");
  const shared = { month: chosenMonth(request, context.now), today: localDateOf(context.now), by, text, mayChange };
  const { month } = shared;
  if (person === "")
    return { ...shared, people: await findCalendarPeople(context, by, month, text), elder: null, worker: null };
  return {
    ...shared,
    people: null,
    elder: by === "elder" ? await showElderCalendar(context, month, person) : null,
    worker: by === "worker" ? await showWorkerCalendar(context, month, person) : null,
  };
});

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function People({ shown }: { shown: Shown }) {
  const words = useWords(calendarWords);
  const isElder = shown.by === "elder";
  return (
    <Stack>
      <FilterBar kept={{ by: shown.by, month: shown.month }}>
        <Field
          kind="text"
          name="q"
          label={isElder ? words.search_elder : words.search_worker}
          defaultValue={shown.text}
        />
      </FilterBar>
      <Panel title={isElder ? words.choose_elder : words.choose_worker} note={words.choose_note} flush>
        <DataTable
          caption={isElder ? words.choose_elder : words.choose_worker}
          captionHidden
          rows={shown.people ?? []}
          rowKey={(row) => row.no}
          empty={<p>{words.nobody}</p>}
          columns={[
            {
              key: "name",
              header: words.name,
              cell: (row) => (
                <Link to={`/office/calendar?by=${shown.by}&person=${row.no}&month=${shown.month}`}>{row.name}</Link>
              ),
            },
            { key: "no", header: words.number, kind: "mono", cell: (row) => row.no },
            { key: "detail", header: isElder ? words.detail : words.provider, cell: (row) => row.detail },
          ]}
        />
      </Panel>
    </Stack>
  );
}

function useStatus(shown: Shown): string {
  const words = useWords(calendarWords);
  const live = (visits: readonly { readonly deliveryState: string }[]) =>
    visits.filter((visit) => visit.deliveryState !== "cancelled").length;
  if (shown.elder) return words.visits_status(live(shown.elder.visits), shown.elder.debts.length);
  if (shown.worker) return `${shown.worker.person.provider} · ${words.visits_status(live(shown.worker.visits), 0)}`;
  return shown.month;
}

export default function Calendar() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(calendarWords);
  const { month, today, by, mayChange } = shown;
  const person = (shown.elder ?? shown.worker)?.person;
  const missingYear = (shown.elder ?? shown.worker)?.missingYear ?? null;
  const tab = (choice: CalendarChoice, label: string) => ({
    to: `/office/calendar?by=${choice}&month=${month}`,
    label,
    current: by === choice,
  });
  return (
    <>
      <PageHeader
        title={person === undefined ? words.title : words.title_of(person.name)}
        status={useStatus(shown)}
        actions={
          person !== undefined && (
            <LinkButton to={`/office/calendar?by=${by}&month=${month}`} icon="users">
              {words.choose_other}
            </LinkButton>
          )
        }
      />
      <Tabs
        label={words.by}
        tabs={[
          tab("elder", words.by_elder),
          tab("worker", words.by_worker),
          { to: "/office/calendar/day", label: words.by_day, current: false },
        ]}
      />
      <MonthSwitch month={month} />
      {missingYear !== null && <Notice tone="warning">{words.calendar_missing(missingYear)}</Notice>}
      {shown.elder && <ElderMonth month={month} today={today} facts={shown.elder} mayChange={mayChange} />}
      {shown.worker && <WorkerMonth month={month} today={today} facts={shown.worker} mayChange={mayChange} />}
      {shown.people && <People shown={shown} />}
    </>
  );
}
