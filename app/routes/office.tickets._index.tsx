import { useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { TicketList } from "#app/components/ticket-list.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { TICKET_DESKS, TICKET_KINDS } from "#app/domain/tickets/ticket-kind.ts";
import { ticketDeskWord, ticketKindWord, ticketWords } from "#app/messages/tickets.ts";
import { showTickets } from "#app/usecases/tickets/show-tickets.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(ticketWords, ({ words }) => words.title);

const oneOf = (known: readonly string[], value: string | null) =>
  value !== null && known.includes(value) ? value : null;

export const loader = guarded({ action: "ticket.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const show = asked.get("show");
  return showTickets(context, {
    show: show === "late" || show === "ended" ? show : "open",
    desk: oneOf(TICKET_DESKS, asked.get("desk")),
    kind: oneOf(TICKET_KINDS, asked.get("kind")),
  });
});

export default function OfficeTickets() {
  const { rows, counts, show, desk, kind } = useLoaderData<typeof loader>();
  const words = useWords(ticketWords);
  const locale = useLocale();
  const sum = (of: "open" | "late") => counts.reduce((total, one) => total + one[of], 0);
  const active = [
    ...(desk === null ? [] : [{ name: "desk", label: ticketDeskWord(desk, locale) }]),
    ...(kind === null ? [] : [{ name: "kind", label: ticketKindWord(kind, locale) }]),
  ];
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.status(sum("open"), sum("late"))}
        actions={<LinkButton to="/office/tickets/new">{words.open_new}</LinkButton>}
      />
      <Stack>
        <Tabs
          tabs={[
            { to: "/office/tickets", label: words.tab_open, current: show === "open", count: sum("open") },
            { to: "/office/tickets?show=late", label: words.tab_late, current: show === "late", count: sum("late") },
            { to: "/office/tickets?show=ended", label: words.tab_ended, current: show === "ended" },
          ]}
        />
        <FilterBar active={active} hits={rows.length} kept={show === "open" ? {} : { show }}>
          <Field
            kind="select"
            name="desk"
            label={words.filter_desk}
            defaultValue={desk ?? ""}
            options={TICKET_DESKS.map((value) => ({ value, label: ticketDeskWord(value, locale) }))}
          />
          <Field
            kind="select"
            name="kind"
            label={words.filter_kind}
            defaultValue={kind ?? ""}
            options={TICKET_KINDS.map((value) => ({ value, label: ticketKindWord(value, locale) }))}
          />
        </FilterBar>
        <TicketList rows={rows} area="/office/tickets" />
      </Stack>
    </>
  );
}
