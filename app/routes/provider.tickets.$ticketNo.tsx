import { useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { TicketFile } from "#app/components/ticket-file.tsx";
import { TicketMarks, TicketStateTag } from "#app/components/ticket-list.tsx";
import { useWords } from "#app/components/words-context.tsx";
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
  const { ticket, steps, events } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(ticketWords);
  const problems = useRefusalProblems(answer?.problem ? answer : undefined);
  return (
    <>
      <PageHeader
        title={ticket.ticketNo}
        marks={
          <>
            <TicketStateTag state={ticket.state} /> <TicketMarks ticket={ticket} />
          </>
        }
        trail={[{ to: "/provider/tickets", label: words.back }]}
      />
      <ErrorSummary problems={problems} />
      <Stack>
        <TicketFile
          ticket={ticket}
          steps={steps}
          events={events}
          phone={answer && "phone" in answer ? answer.phone : null}
          answersOnly
        />
      </Stack>
    </>
  );
}
