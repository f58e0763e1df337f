/** The steps of one visit on the care worker's phone. Every step is a plain form; none of them waits for another. */
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { buttonClass } from "./button-style.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { PositionForm } from "./position-form.tsx";
import styles from "./worker-visit.module.css";
import { useLocale, useWords } from "./words-context.tsx";

type Service = { readonly code: string; readonly zh: string; readonly en: string };
type Done = { readonly subtype: string; readonly refused: boolean };

function Hidden({ intent, eventId }: { intent: string; eventId: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="eventId" value={eventId} />
    </>
  );
}

export function ClockStep({ intent, eventId }: { intent: "check_in" | "check_out"; eventId: string }) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  return (
    <PositionForm waiting={more.locating}>
      <Hidden intent={intent} eventId={eventId} />
      <Button kind="primary" size="main" wide icon="map-pin">
        {words[intent]}
      </Button>
    </PositionForm>
  );
}

export function ServiceStep({
  eventId,
  services,
  done,
}: {
  eventId: string;
  services: readonly Service[];
  done: readonly Done[];
}) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  const chosen = (code: string, refused: boolean) =>
    done.some((one) => one.subtype === code && one.refused === refused);
  return (
    <Panel title={words.services}>
      <Form method="post">
        <Hidden intent="services" eventId={eventId} />
        {services.map((service) => (
          <fieldset key={service.code} className={styles.service}>
            <legend>{locale === "en" ? service.en : service.zh}</legend>
            <span className={styles.choices}>
              {(["done", "refused"] as const).map((value) => (
                <label key={value} className={styles.choice}>
                  <input
                    type="radio"
                    name={`service-${service.code}`}
                    value={value}
                    defaultChecked={chosen(service.code, value === "refused")}
                  />
                  {value === "done" ? more.service_done : more.service_refused}
                </label>
              ))}
            </span>
          </fieldset>
        ))}
        <Button kind="secondary" wide>
          {more.services_save}
        </Button>
      </Form>
    </Panel>
  );
}

const PROVES = ["pin_confirm", "family_confirm", "kiosk_confirm", "phone_confirm", "elder_rating"];

export function isConfirmed(kinds: readonly string[]): boolean {
  return kinds.some((kind) => PROVES.includes(kind));
}

type ConfirmProps = {
  readonly eventId: string;
  readonly confirmed: readonly string[];
  readonly hasPin: boolean;
  readonly problem: string | null;
};

export function ConfirmStep({ eventId, confirmed, hasPin, problem }: ConfirmProps) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  if (isConfirmed(confirmed)) return <Notice tone="success">{more.pin_confirmed}</Notice>;
  return (
    <Panel title={words.confirm_title} note={more.confirm_note}>
      {hasPin && (
        <Form method="post" autoComplete="off">
          <Hidden intent="pin" eventId={eventId} />
          <Field
            kind="password"
            name="pin"
            label={more.pin_label}
            inputMode="numeric"
            maxLength={6}
            width="full"
            error={problem ?? undefined}
          />
          <Button kind="secondary" wide>
            {more.pin_send}
          </Button>
        </Form>
      )}
      <Form method="post">
        <Hidden intent="elder_confirm" eventId={eventId} />
        <Button kind="secondary" wide>
          {more.tap}
        </Button>
      </Form>
      {confirmed.includes("elder_confirm") && <p>{more.tap_recorded}</p>}
      <p>{more.later}</p>
    </Panel>
  );
}

function Call({ phone, children }: { phone: string; children: ReactNode }) {
  return (
    <a href={`tel:${phone}`} className={buttonClass({ kind: "secondary" })}>
      <Icon name="phone-call" />
      <span>{children}</span>
    </a>
  );
}

type NoAnswerProps = {
  readonly eventId: string;
  readonly phone: string | null;
  readonly family: readonly { readonly name: string; readonly phone: string }[];
  readonly reported: boolean;
};

/** The order of the protocol: ring, call the elder, wait, call the family, report; danger goes straight to 120. */
export function NoAnswerStep({ eventId, phone, family, reported }: NoAnswerProps) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  if (reported) return <Notice tone="info">{more.no_answer_reported}</Notice>;
  return (
    <details>
      <summary className={buttonClass({ kind: "secondary", wide: true })}>{more.no_answer_title}</summary>
      <ol className={styles.steps}>
        <li>{words.ring}</li>
        <li>{phone === null ? words.call_elder : <Call phone={phone}>{words.call_elder}</Call>}</li>
        <li>{words.wait_ten}</li>
        <li>
          {family.length === 0 && words.call_family}
          {family.map((one) => (
            <Call key={one.phone} phone={one.phone}>
              {`${words.call_family} ${one.name}`}
            </Call>
          ))}
        </li>
        <li>
          {words.report} <Call phone="87112345">871-12345</Call>
        </li>
      </ol>
      <p>
        <Call phone="120">{words.emergency}</Call>
      </p>
      <Form method="post">
        <Hidden intent="no_answer" eventId={eventId} />
        <Button kind="secondary" wide>
          {more.no_answer_report}
        </Button>
      </Form>
    </details>
  );
}

export function NoteStep({ eventId, notes }: { eventId: string; notes: readonly string[] }) {
  const more = useWords(workerVisitWords);
  return (
    <Panel title={more.note_label}>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <Form method="post">
        <Hidden intent="note" eventId={eventId} />
        <Field kind="textarea" name="text" label={more.note_label} maxLength={500} rows={2} />
        <Button kind="secondary">{more.note_save}</Button>
      </Form>
    </Panel>
  );
}
