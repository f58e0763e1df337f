/** The steps of one visit on the care worker's phone. Every step stands alone; none of them waits for another. */
import type { ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { NOT_DONE_REASONS, notDoneOf, SERVICE_FIELD, type NotDone } from "#app/domain/visits/worker-form.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { Button } from "./button.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { StepForm } from "./step-form.tsx";
import styles from "./worker-visit.module.css";
import { useLocale, useWords } from "./words-context.tsx";

/** Which visit, and the id that the server made for the page's plain forms ("" on a page from the phone). */
type StepOf = { readonly visitNo: string; readonly eventId: string };

type ClockStepProps = StepOf & {
  readonly intent: "check_in" | "check_out";
  /** Minutes that are missing to the hour; the page asks and refuses nothing. */
  readonly shortBy?: number;
};

export function ClockStep({ intent, shortBy = 0, ...step }: ClockStepProps) {
  const words = useWords(workerWords);
  const phone = useWords(workerPhoneWords);
  return (
    <StepForm intent={intent} wantsPosition {...step}>
      {shortBy > 0 && (
        <div className={styles.early}>
          <p className={styles.question}>{phone.until_hour(shortBy)}</p>
          <ChoiceField
            kind="radio"
            name="reason"
            label={phone.early_reason}
            choices={phone.early_reasons.map((value) => ({ value, label: value }))}
            inColumn
          />
        </div>
      )}
      <Button kind="primary" size="main" wide icon={intent === "check_in" ? "map-pin" : "door-open"}>
        {words[intent]}
      </Button>
    </StepForm>
  );
}

const NOT_DONE = Object.keys(NOT_DONE_REASONS) as NotDone[];

type ServiceStepProps = StepOf & {
  readonly services: ShownVisit["services"];
  readonly done: ShownVisit["recorded"]["done"];
};

/** Each service with its chips: done, or why not. What was chosen before stands there again. */
export function ServiceStep({ services, done, ...step }: ServiceStepProps) {
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  const word = {
    done: more.service_done,
    refused: more.service_refused,
    no_time: more.service_no_time,
    no_material: more.service_no_material,
  };
  return (
    <StepForm intent="services" {...step}>
      {services.map((service) => {
        const said = done.find((one) => one.subtype === service.code);
        const chosen = said === undefined ? null : said.refused ? notDoneOf(said.reason) : "done";
        return (
          <fieldset key={`${service.code} ${chosen ?? ""}`} className={styles.service}>
            <legend>{locale === "en" ? service.en : service.zh}</legend>
            <span className={styles.choices}>
              {(["done", ...NOT_DONE] as const).map((value) => (
                <label key={value} className={styles.chip}>
                  <input
                    type="radio"
                    name={`${SERVICE_FIELD}${service.code}`}
                    value={value}
                    defaultChecked={chosen === value}
                  />
                  <span>{word[value]}</span>
                </label>
              ))}
            </span>
          </fieldset>
        );
      })}
      <Button kind="secondary" wide>
        {more.services_save}
      </Button>
    </StepForm>
  );
}

const PROVES = ["pin_confirm", "family_confirm", "kiosk_confirm", "phone_confirm", "elder_rating"];

export function isConfirmed(kinds: readonly string[]): boolean {
  return kinds.some((kind) => PROVES.includes(kind));
}

type ConfirmProps = StepOf & Pick<ShownVisit, "hasPin" | "pinWaits"> & { readonly confirmed: readonly string[] };

export function ConfirmStep({ confirmed, hasPin, pinWaits, ...step }: ConfirmProps) {
  const words = useWords(workerWords);
  const more = useWords(workerVisitWords);
  const phone = useWords(workerPhoneWords);
  if (isConfirmed(confirmed)) return <Notice tone="success">{more.pin_confirmed}</Notice>;
  return (
    <Panel title={words.confirm_title} note={more.confirm_note}>
      {pinWaits && <Notice tone="info">{phone.pin_waits}</Notice>}
      {hasPin && (
        <StepForm intent="pin" {...step}>
          <Field
            kind="password"
            name="pin"
            label={more.pin_label}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            pattern="[0-9]{6}"
            required
            width="full"
          />
          <Button kind="secondary" wide>
            {more.pin_send}
          </Button>
        </StepForm>
      )}
      {confirmed.includes("elder_confirm") ? (
        <p>{more.tap_recorded}</p>
      ) : (
        <StepForm intent="elder_confirm" {...step}>
          <Button kind="secondary" wide>
            {more.tap}
          </Button>
        </StepForm>
      )}
      <p>{more.later}</p>
    </Panel>
  );
}

export function NoteStep({ notes, ...step }: StepOf & { readonly notes: readonly string[] }) {
  const more = useWords(workerVisitWords);
  return (
    <Panel title={more.note_label}>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <StepForm intent="note" {...step}>
        <Field kind="textarea" name="text" label={more.note_label} maxLength={500} rows={2} />
        <Button kind="secondary">{more.note_save}</Button>
      </StepForm>
    </Panel>
  );
}
