/** The page of one ticket, the same for an office and for a provider: who may do what is the route's and the use case's. */
import { ticketWords } from "#app/messages/tickets.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { Stack } from "./layout.tsx";
import { PageHeader } from "./page-header.tsx";
import { useRefusalProblems } from "./refusal-problem.ts";
import { TicketFile, type TicketFileProps } from "./ticket-file.tsx";
import { TicketMarks, TicketStateTag } from "./ticket-list.tsx";
import { useWords } from "./words-context.tsx";

type TicketPageProps = Omit<TicketFileProps, "phone"> & {
  /** What the action said: a refusal, or the number that was asked for. */
  readonly answer: object | undefined;
  readonly listTo: string;
};

export function TicketPage({ answer, listTo, ...file }: TicketPageProps) {
  const words = useWords(ticketWords);
  const { ticket } = file;
  const phone = answer !== undefined && "phone" in answer && typeof answer.phone === "string" ? answer.phone : null;
  return (
    <>
      <PageHeader
        title={ticket.ticketNo}
        marks={
          <>
            <TicketStateTag state={ticket.state} /> <TicketMarks ticket={ticket} />
          </>
        }
        trail={[{ to: listTo, label: words.back }]}
      />
      <ErrorSummary problems={useRefusalProblems(answer)} />
      <Stack>
        <TicketFile {...file} phone={phone} />
      </Stack>
    </>
  );
}
