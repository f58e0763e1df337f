import { useActionData, useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/components/page-title.ts";
import { TicketPage } from "#app/components/ticket-page.tsx";
import { ticketWords } from "#app/messages/tickets.ts";
import { showTicket } from "#app/usecases/tickets/show-tickets.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { takeTicketForm } from "#app/web/ticket-forms.server.ts";

export const meta = pageTitle(ticketWords, ({ words }) => words.title);

export const loader = guarded({ action: "ticket.answer" }, async ({ params, context }) =>
  showTicket(context, params["ticketNo"] ?? ""),
);

export const action = guarded({ action: "ticket.answer" }, async (given) =>
  takeTicketForm(given, { area: "/provider/tickets", answersOnly: true }),
);

export default function ProviderTicket() {
  const file = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <TicketPage {...file} answer={answer} listTo="/provider/tickets" answersOnly />;
}
