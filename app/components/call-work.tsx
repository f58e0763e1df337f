/** What is done in a call: booking on behalf, a ticket with the script beside the form, what was done, and the end of it. */
import { Form, Link, useLocation } from "@remix-run/react";
import { CALL_PURPOSES } from "#app/domain/centre/call.ts";
import { TICKET_DETAILS, TICKET_TOPICS } from "#app/domain/tickets/ticket-kind.ts";
import { callWords } from "#app/messages/calls.ts";
import { callerWord, callResultWord } from "#app/messages/centre-codes.ts";
import { complainDetailWord, complainTopicWord } from "#app/messages/kiosk-complain.ts";
import { ticketKindWord } from "#app/messages/tickets.ts";
import { CallScriptLines } from "./call-desk.tsx";
import styles from "./centre.module.css";
import { CheckboxField, ChoiceField } from "./choice-field.tsx";
import { Field } from "./field.tsx";
import { LinkButton } from "./link-button.tsx";
import { listAddress } from "./list-address.ts";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type BookFacts = {
  readonly callNo: number;
  readonly check: { readonly state: string } | null;
  readonly number: { readonly givers: readonly string[] } | null;
  readonly file: { readonly plan: { readonly allowed: number; readonly left: number } } | null;
};

/** Booking needs a caller who has passed and a number that is on file; what is missing is said instead. */
export function BookPanel({ call }: { call: BookFacts }) {
  const words = useWords(callWords);
  const passed = call.check?.state === "passed";
  const isRegistered = (call.number?.givers.length ?? 0) > 0;
  return (
    <Panel title={words.book}>
      <div className={styles.form}>
        {!passed && <p className={styles.soft}>{words.book_covered}</p>}
        {passed && isRegistered && (
          <div>
            <LinkButton to={`/office/centre/calls/${call.callNo}/book`} kind="primary" icon="calendar-check">
              {words.book}
            </LinkButton>
          </div>
        )}
        {call.file !== null && !isRegistered && (
          <>
            <Notice tone="warning">{words.book_unregistered}</Notice>
            <Form method="post">
              <SubmitButton name="intent" value="call_back" kind="secondary" icon="phone-call">
                {words.call_back_file}
              </SubmitButton>
            </Form>
          </>
        )}
      </div>
    </Panel>
  );
}

type TicketPanelProps = {
  readonly kind: string;
  readonly requestKey: string;
  readonly hasFile: boolean;
  readonly streets: readonly { readonly id: number; readonly nameZh: string; readonly nameEn: string }[];
  readonly visits: readonly { readonly visitNo: string; readonly start: string }[];
};

function ComplaintFields({ visits }: Pick<TicketPanelProps, "visits">) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <>
      <Field
        kind="select"
        name="topic"
        label={words.complaint_topic}
        defaultValue="visit"
        emptyLabel={null}
        options={TICKET_TOPICS.map((value) => ({ value, label: complainTopicWord(value, locale) }))}
      />
      {visits.length > 0 && (
        <Field
          kind="select"
          name="visitNo"
          label={words.about_visit}
          options={visits.map(({ visitNo, start }) => ({
            value: visitNo,
            label: `${visitNo} · ${start.slice(0, 10)}`,
          }))}
        />
      )}
      <ChoiceField
        kind="checkbox"
        name="details"
        label={words.complaint_details}
        choices={TICKET_DETAILS.map((value) => ({ value, label: complainDetailWord(value, locale) }))}
      />
    </>
  );
}

/** The kinds as links, so that script and form change without client JavaScript as well. */
function KindLinks({ kind }: { kind: string }) {
  const words = useWords(callWords);
  const locale = useLocale();
  const { pathname, search } = useLocation();
  return (
    <nav className={styles.kinds} aria-label={words.kind}>
      {CALL_PURPOSES.map((one) => (
        <Link
          key={one}
          to={`${listAddress(pathname, search, { kind: one })}#ticket`}
          aria-current={one === kind ? "true" : undefined}
          preventScrollReset
        >
          <Tag tone={one === kind ? "info" : "neutral"} {...(one === kind && { icon: "check" as const })}>
            {ticketKindWord(one, locale)}
          </Tag>
        </Link>
      ))}
    </nav>
  );
}

export function TicketPanel({ kind, requestKey, hasFile, streets, visits }: TicketPanelProps) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <Panel title={words.ticket_title} id="ticket">
      <div className={styles.form}>
        <KindLinks kind={kind} />
        <CallScriptLines kind={kind} />
        <Form method="post" className={styles.form} key={requestKey}>
          <input type="hidden" name="intent" value="ticket" />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="requestKey" value={requestKey} />
          {!hasFile && (
            <Field
              kind="select"
              name="streetId"
              label={words.street}
              required
              options={streets.map(({ id, nameZh, nameEn }) => ({
                value: String(id),
                label: locale === "en" ? nameEn : nameZh,
              }))}
            />
          )}
          {kind === "complaint" && <ComplaintFields visits={visits} />}
          <Field kind="textarea" name="summary" label={words.summary} rows={3} maxLength={400} required />
          <CheckboxField name="callBack" label={words.call_back} defaultChecked={kind === "call_back"} />
          <div>
            <SubmitButton kind="secondary">{words.create}</SubmitButton>
          </div>
        </Form>
      </div>
    </Panel>
  );
}

type Done = {
  readonly tickets: readonly { readonly ticketNo: string; readonly kind: string }[];
  readonly bookings: readonly {
    readonly visitNo: string | null;
    readonly consentedBy: string;
    readonly name: string;
    readonly words: string;
  }[];
};

export function DonePanel({ done }: { done: Done }) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <Panel title={words.done_title}>
      {done.tickets.length + done.bookings.length === 0 && <p className={styles.soft}>{words.done_none}</p>}
      <ul className={styles.list}>
        {done.bookings.map((one) => (
          <li key={one.visitNo} data-booked={one.visitNo}>
            <Link to={`/office/visits/${one.visitNo ?? ""}`}>{words.done_booked(one.visitNo ?? "")}</Link>
            <br />
            <span className={styles.soft}>
              {words.consent_line(callerWord(one.consentedBy, locale), one.name)} · {one.words}
            </span>
          </li>
        ))}
        {done.tickets.map((one) => (
          <li key={one.ticketNo}>
            <Link to={`/office/tickets/${one.ticketNo}`}>
              {words.done_ticket(ticketKindWord(one.kind, locale), one.ticketNo)}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type EndPanelProps = { readonly purpose: string | null; readonly results: readonly string[] };

export function EndPanel({ purpose, results }: EndPanelProps) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <Panel title={words.end_title} id="end">
      <Form method="post" className={styles.form}>
        <input type="hidden" name="intent" value="end" />
        <Field
          kind="select"
          name="purpose"
          label={words.purpose}
          key={purpose}
          defaultValue={purpose ?? ""}
          required
          options={CALL_PURPOSES.map((value) => ({ value, label: ticketKindWord(value, locale) }))}
        />
        <Field
          kind="select"
          name="result"
          label={words.result}
          required
          options={results.map((value) => ({ value, label: callResultWord(value, locale) }))}
        />
        <Field kind="text" name="note" label={words.note} maxLength={200} autoComplete="off" optional />
        <div>
          <SubmitButton>{words.end}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
