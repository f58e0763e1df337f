/** One ticket: its facts, every step in order, and the forms of the steps that are possible now. */
import { Form, Link } from "@remix-run/react";
import { TICKET_DESKS } from "#app/domain/tickets/ticket-kind.ts";
import type { TicketStep } from "#app/domain/tickets/ticket-state.ts";
import {
  ticketChannelWord,
  ticketDeskWord,
  ticketKindWord,
  ticketStepWord,
  ticketWords,
} from "#app/messages/tickets.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Row, Split, Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { personOf, useAbout, type TicketView } from "./ticket-list.tsx";
import { TimeLine } from "./time-line.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type TicketEventView = {
  readonly place: number;
  readonly step: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
  readonly desk: string | null;
};

export type TicketFileProps = {
  readonly ticket: TicketView;
  readonly steps: readonly TicketStep[];
  readonly events: readonly TicketEventView[];
  /** Shown after it was asked for. */
  readonly phone?: string | null;
  /** A provider answers and does no more. */
  readonly answersOnly?: boolean;
};

function Facts({ ticket, phone }: Pick<TicketFileProps, "ticket" | "phone">) {
  const words = useWords(ticketWords);
  const locale = useLocale();
  const about = useAbout();
  const { elderNo, elderName, visitNo } = ticket;
  const who =
    elderNo !== null && elderName !== null ? (
      <Link to={`/office/elders/${elderNo}`}>{elderName}</Link>
    ) : ticket.anonymous ? (
      words.anonymous
    ) : (
      words.not_on_file
    );
  return (
    <DefinitionList
      columns={2}
      items={[
        { term: words.kind, value: ticketKindWord(ticket.kind, locale) },
        { term: words.about, value: about(ticket) },
        { term: words.who, value: who },
        { term: words.street, value: locale === "en" ? ticket.streetEn : ticket.streetZh },
        { term: words.provider, value: ticket.provider },
        {
          term: words.visit,
          value: visitNo === null ? null : <Link to={`/office/visits/${visitNo}`}>{visitNo}</Link>,
        },
        { term: words.channel, value: ticketChannelWord(ticket.channel, locale) },
        { term: words.opened, value: <TimeText at={ticket.openedAt} /> },
        { term: words.due, value: <TimeText at={ticket.dueAt} /> },
        { term: words.desk, value: ticketDeskWord(ticket.desk, locale) },
        { term: words.person, value: personOf(ticket.assignedTo) },
        ...(ticket.hasPhone ? [{ term: words.phone, value: <CallBackPhone phone={phone ?? null} /> }] : []),
        { term: words.answer, value: ticket.answer },
      ]}
    />
  );
}

function CallBackPhone({ phone }: { phone: string | null }) {
  const words = useWords(ticketWords);
  if (phone !== null) return <a href={`tel:${phone}`}>{phone}</a>;
  return (
    <Form method="post">
      <SubmitButton kind="secondary" size="small" name="step" value="phone">
        {words.show_phone}
      </SubmitButton>
    </Form>
  );
}

/** One step with the words that it asks for. */
function NotedStep({ step, label, button }: { step: TicketStep; label: string; button: string }) {
  return (
    <Form method="post">
      <Stack>
        <Field kind="textarea" name="note" id={`note-${step}`} label={label} rows={3} maxLength={400} required />
        <div>
          <SubmitButton kind={step === "answer" ? "primary" : "secondary"} name="step" value={step}>
            {button}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  );
}

function Assign({ ticket }: { ticket: TicketView }) {
  const words = useWords(ticketWords);
  const locale = useLocale();
  const desks = TICKET_DESKS.filter((desk) => desk !== "provider" || (ticket.provider !== null && !ticket.isProtected));
  return (
    <Form method="post">
      <Row>
        <Field
          kind="select"
          name="desk"
          label={words.assign_to}
          required
          emptyLabel={null}
          defaultValue={ticket.desk}
          options={desks.map((value) => ({ value, label: ticketDeskWord(value, locale) }))}
        />
        <SubmitButton kind="secondary" name="step" value="assign">
          {words.assign}
        </SubmitButton>
      </Row>
    </Form>
  );
}

function PlainStep({ step, button }: { step: TicketStep; button: string }) {
  return (
    <Form method="post">
      <SubmitButton kind="secondary" name="step" value={step}>
        {button}
      </SubmitButton>
    </Form>
  );
}

function Work({ ticket, steps, answersOnly = false }: Pick<TicketFileProps, "ticket" | "steps" | "answersOnly">) {
  const words = useWords(ticketWords);
  const may = (step: TicketStep) => steps.includes(step) && (!answersOnly || step === "answer" || step === "start");
  return (
    <Panel title={words.work}>
      <Stack>
        {may("start") && <PlainStep step="start" button={words.start} />}
        {may("answer") && <NotedStep step="answer" label={words.answer_label} button={words.answer_send} />}
        {may("close") && <PlainStep step="close" button={words.close} />}
        {may("assign") && <Assign ticket={ticket} />}
        {may("wait") && <NotedStep step="wait" label={words.reason} button={words.wait} />}
        {may("reopen") && <NotedStep step="reopen" label={words.reason} button={words.reopen} />}
      </Stack>
    </Panel>
  );
}

export function TicketFile({ ticket, steps, events, phone = null, answersOnly = false }: TicketFileProps) {
  const words = useWords(ticketWords);
  const locale = useLocale();
  return (
    <>
      {ticket.isProtected && <Notice tone="warning">{words.protected_note}</Notice>}
      <Split
        main={
          <>
            <Panel title={words.facts}>
              <Facts ticket={ticket} phone={phone} />
            </Panel>
            <Panel title={words.timeline}>
              <TimeLine
                events={events.map((event) => ({
                  key: String(event.place),
                  at: <TimeText at={event.at} />,
                  title: [
                    ticketStepWord(event.step, locale),
                    event.desk === null ? "" : ticketDeskWord(event.desk, locale),
                  ]
                    .filter((part) => part !== "")
                    .join(" · "),
                  by: event.by === "anonymous" ? words.anonymous : personOf(event.by),
                  detail: event.note,
                }))}
              />
            </Panel>
          </>
        }
        side={<Work ticket={ticket} steps={steps} answersOnly={answersOnly} />}
      />
    </>
  );
}
