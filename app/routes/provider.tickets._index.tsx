import { useLoaderData } from "@remix-run/react";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { TicketList } from "#app/components/ticket-list.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { ticketWords } from "#app/messages/tickets.ts";
import { showTickets } from "#app/usecases/tickets/show-tickets.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(ticketWords, ({ words }) => words.title);

/** What is about the provider and not kept from it: the scope of the unit knows no other. */
export const loader = guarded({ action: "ticket.answer" }, async ({ request, context }) => {
  const isEnded = new URL(request.url).searchParams.get("show") === "ended";
  return showTickets(context, { show: isEnded ? "ended" : "open", desk: null, kind: null });
});

export default function ProviderTickets() {
  const { rows, show } = useLoaderData<typeof loader>();
  const words = useWords(ticketWords);
  return (
    <>
      <PageHeader title={words.title} status={words.provider_lead} />
      <Stack>
        <Tabs
          tabs={[
            { to: "/provider/tickets", label: words.tab_open, current: show === "open" },
            { to: "/provider/tickets?show=ended", label: words.tab_ended, current: show === "ended" },
          ]}
        />
        <TicketList rows={rows} area="/provider/tickets" />
      </Stack>
    </>
  );
}
