/** One call on the screen: whom to ring and what to say at the left, how it went and the answers at the right. Works without script. */
import { Form } from "@remix-run/react";
import { useRef } from "react";
import { CONNECTIONS } from "#app/domain/call-backs/connection.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import { connectionWord } from "#app/messages/call-answers.ts";
import { AnswerFields, type AnswerError, type SaidBefore, type SubtypeChoice } from "./answer-fields.tsx";
import { useCallKeys } from "./call-keys.ts";
import styles from "./call-screen.module.css";
import { classNames } from "./class-names.ts";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Split, Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CallView = {
  readonly elder: { readonly name: string };
  readonly dial: {
    readonly number: string;
    readonly contact: { readonly name: string; readonly relation: string | null } | null;
  } | null;
  readonly until: string | null;
  readonly attemptsMost: number;
  readonly attempts: readonly {
    readonly attemptNo: number;
    readonly connection: string;
    readonly at: string;
    readonly appointmentAt: string | null;
    readonly note: string | null;
  }[];
  readonly visits: readonly {
    readonly visitNo: string;
    readonly start: string;
    readonly end: string;
    readonly minutes: number | null;
    readonly provider: string;
    readonly workers: string;
    readonly subtypes: readonly SubtypeChoice[];
  }[];
};

function NumberPanel({ call }: { call: CallView }) {
  const words = useWords(callBackWords);
  return (
    <Panel title={words.number} note={words.number_note}>
      {/* Figures in groups are read and dialled with fewer mistakes. */}
      <p className={styles.number} data-number>
        {call.dial?.number.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3") ?? words.none_yet}
      </p>
      {call.dial?.contact != null && <p>{words.number_of(call.dial.contact.name, call.dial.contact.relation)}</p>}
      {call.until !== null && (
        <p>
          {words.leased} <TimeText at={call.until} />
        </p>
      )}
    </Panel>
  );
}

function Attempts({ call }: { call: CallView }) {
  const words = useWords(callBackWords);
  const locale = useLocale();
  const places = Math.max(call.attemptsMost, call.attempts.length);
  return (
    <Panel title={words.tries_title}>
      <ol className={styles.tries}>
        {Array.from({ length: places }, (_, place) => {
          const made = call.attempts[place];
          return (
            <li key={place} className={classNames(styles.try, made && styles.made)}>
              <strong>{words.try_of(place + 1)}</strong>
              <br />
              {made === undefined ? words.try_open : connectionWord(made.connection, locale)}
              {made !== undefined && (
                <>
                  <br />
                  <TimeText at={made.at} />
                  {made.note !== null && <p>{made.note}</p>}
                </>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function Script({ name }: { name: string }) {
  const words = useWords(callBackWords);
  return (
    <Panel title={words.script_title}>
      <p className={styles.say}>{words.script_hello(name)}</p>
      <p>{words.script_later}</p>
      <p>{words.script_bye}</p>
    </Panel>
  );
}

function Visits({ visits }: Pick<CallView, "visits">) {
  const words = useWords(callBackWords);
  const locale = useLocale();
  return (
    <Panel title={words.visits_title}>
      <Stack>
        {visits.map((visit) => (
          <p key={visit.visitNo}>
            <strong>
              <TimeText at={visit.start} />
            </strong>{" "}
            {words.visit_line(visit.minutes)}
            <br />
            {visit.provider} · {visit.workers}
            <br />
            {visit.subtypes.map(({ zh, en }) => (locale === "en" ? en : zh)).join(locale === "en" ? ", " : "、")}
          </p>
        ))}
      </Stack>
    </Panel>
  );
}

function Results({ isAnswered }: { isAnswered: boolean }) {
  const words = useWords(callBackWords);
  const locale = useLocale();
  return (
    <Panel title={words.how_title} note={words.how_note} id="result">
      <fieldset className={styles.results}>
        <legend className="visually-hidden">{words.how_title}</legend>
        {CONNECTIONS.map((connection, place) => (
          <label key={connection} className={styles.result}>
            <input
              type="radio"
              name="connection"
              value={connection}
              defaultChecked={isAnswered && connection === "answered"}
              required
            />
            <span>{connectionWord(connection, locale)}</span>
            <kbd className={styles.key} aria-hidden="true">
              {place + 1}
            </kbd>
          </label>
        ))}
      </fieldset>
      <Field kind="text" name="note" label={words.note} maxLength={200} autoComplete="off" optional />
    </Panel>
  );
}

type CallScreenProps = {
  readonly call: CallView;
  readonly problems: readonly AnswerError[];
  /** Of an answered call whose answers were not whole. */
  readonly before: SaidBefore | null;
};

export function CallScreen({ call, problems, before }: CallScreenProps) {
  const words = useWords(callBackWords);
  const form = useRef<HTMLFormElement>(null);
  useCallKeys(form);
  const subtypes = [...new Map(call.visits.flatMap((one) => one.subtypes).map((one) => [one.code, one])).values()];
  return (
    <Split
      main={
        <Form method="post" ref={form} className={styles.form}>
          <Stack>
            <Results isAnswered={before !== null} />
            <div className={styles.answers}>
              <Panel title={words.answers_title} note={words.answers_note}>
                <AnswerFields subtypes={subtypes} problems={problems} {...(before && { before })} />
                <div className={styles.question}>
                  <Field
                    kind="text"
                    name="appointment"
                    label={words.appointment}
                    help={words.appointment_note}
                    placeholder="2026-11-27 15:00"
                    autoComplete="off"
                    optional
                  />
                </div>
              </Panel>
            </div>
            <FormActions>
              <SubmitButton kind="secondary" name="intent" value="list">
                {words.save_list}
              </SubmitButton>
              <SubmitButton name="intent" value="next">
                {words.save}
              </SubmitButton>
            </FormActions>
          </Stack>
        </Form>
      }
      side={
        <>
          <NumberPanel call={call} />
          <Attempts call={call} />
          <Script name={call.elder.name} />
          <Visits visits={call.visits} />
          <Form method="post">
            <SubmitButton kind="secondary" name="intent" value="release">
              {words.give_back}
            </SubmitButton>
          </Form>
        </>
      }
    />
  );
}
