/** One call at the seat: who it may be, the search for an unknown number, and the questions before anything personal is spoken. */
import { Form } from "@remix-run/react";
import { callScript } from "#app/messages/call-scripts.ts";
import { callWords } from "#app/messages/calls.ts";
import { callerWord, controlQuestionWord } from "#app/messages/centre-codes.ts";
import { relationWord } from "#app/messages/kiosk-family.ts";
import { AgeTimer } from "./age-timer.tsx";
import styles from "./centre.module.css";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type PossibleRow = {
  readonly elderNo: string;
  readonly name: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly as: string;
  readonly relation: string | null;
};

/** The sentences of a script in their order. */
export function CallScriptLines({ kind, facts = {} }: { kind: string; facts?: Readonly<Record<string, string>> }) {
  const locale = useLocale();
  return (
    <ol className={styles.script}>
      {callScript(kind, locale, facts).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  );
}

/** Elders whose file the number leads to; before the call has begun they are only shown. */
export function PossibleCallers({ rows, mayOpen }: { rows: readonly PossibleRow[]; mayOpen: boolean }) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <Panel title={words.who_title} note={words.who_note}>
      {rows.length === 0 && <p>{words.who_none}</p>}
      <ul className={styles.waiting}>
        {rows.map((row) => (
          <li key={row.elderNo} className={styles.line} data-possible={row.elderNo}>
            <span className={styles.ringWho}>
              <strong>
                {row.name} {row.elderNo}
              </strong>
              <span className={styles.soft}>
                {[locale === "en" ? row.streetEn : row.streetZh, row.community]
                  .filter((part) => part !== null)
                  .join(" · ")}
              </span>
            </span>
            <Tag tone="info">
              {words.who_as(
                callerWord(row.as, locale),
                row.relation === null ? null : relationWord(row.relation, locale),
              )}
            </Tag>
            {mayOpen && (
              <Form method="post">
                <input type="hidden" name="intent" value="file" />
                <input type="hidden" name="as" value={row.as} />
                <SubmitButton name="elderNo" value={row.elderNo} size="small">
                  {words.open_file}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** For a number that is not on file: the whole name and the year of birth, sent in the body of a POST. */
export function CallerSearch({ typed }: { typed: { readonly name: string; readonly birth: string } | null }) {
  const words = useWords(callWords);
  return (
    <Panel title={words.search}>
      <Form method="post" className={styles.sit} autoComplete="off">
        <input type="hidden" name="intent" value="search" />
        <Field
          kind="text"
          name="name"
          label={words.name}
          width="short"
          maxLength={40}
          autoComplete="off"
          defaultValue={typed?.name}
        />
        <Field
          kind="text"
          name="birth"
          label={words.birth}
          placeholder="1938-05-02"
          width="short"
          maxLength={10}
          autoComplete="off"
          defaultValue={typed?.birth}
        />
        <SubmitButton kind="secondary" icon="search">
          {words.search}
        </SubmitButton>
      </Form>
    </Panel>
  );
}

export type CheckFacts = {
  readonly state: string;
  readonly asked: readonly { readonly question: string; readonly answer: string; readonly isRight: boolean | null }[];
  readonly next: string | null;
};

/** The answer as the file has it, and whether the caller's was right. */
function AskedLine({ asked }: { asked: CheckFacts["asked"][number] }) {
  const words = useWords(callWords);
  const locale = useLocale();
  const { question, answer, isRight } = asked;
  return (
    <li className={isRight === null ? styles.question : styles.line} data-question={question}>
      <span>{controlQuestionWord(question, locale)}</span>
      <p className={isRight === null ? styles.answer : styles.soft}>
        {words.answer_on_file} {answer}
      </p>
      {isRight === null ? (
        <Form method="post" className={styles.mine}>
          <input type="hidden" name="intent" value="judge" />
          <SubmitButton name="right" value="yes" icon="check">
            {words.right}
          </SubmitButton>
          <SubmitButton name="right" value="no" icon="x" kind="secondary">
            {words.wrong}
          </SubmitButton>
        </Form>
      ) : (
        <Tag tone={isRight ? "success" : "danger"} icon={isRight ? "circle-check" : "circle-x"}>
          {isRight ? words.right : words.wrong}
        </Tag>
      )}
    </li>
  );
}

/** What is said before, after, or instead. */
const CHECK_SCRIPT: Readonly<Record<string, string>> = { open: "check", passed: "checked", failed: "not_passed" };

/** Two questions, one at a time: the file's answer stands there only once it was asked. */
export function CheckPanel({ check }: { check: CheckFacts }) {
  const words = useWords(callWords);
  const { state, asked, next } = check;
  return (
    <Panel title={words.check_title} {...(state === "open" && { note: words.check_note })} id="check">
      <div className={styles.form} data-check={state}>
        {state === "passed" && <Notice tone="success">{words.check_passed}</Notice>}
        {state === "failed" && <Notice tone="danger">{words.check_failed}</Notice>}
        {(state !== "open" || asked.length === 0) && <CallScriptLines kind={CHECK_SCRIPT[state] ?? "check"} />}
        {asked.length > 0 && (
          <ol className={styles.waiting}>
            {asked.map((one) => (
              <AskedLine key={one.question} asked={one} />
            ))}
          </ol>
        )}
        {next !== null && (
          <Form method="post">
            <SubmitButton name="intent" value="ask">
              {words.ask}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Panel>
  );
}

/** Number, caller and how long it goes on. */
export function CallHead({
  call,
}: {
  call: {
    readonly phone: string | null;
    readonly spokenSeconds: number;
    readonly isMine: boolean;
    readonly caller: string;
    readonly seatNo: number | null;
  };
}) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <div className={styles.mine}>
      <span className={styles.number}>{call.phone?.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3") ?? "—"}</span>
      <Tag tone="info">{callerWord(call.caller, locale)}</Tag>
      <span className={styles.soft}>
        {words.spoken} {call.isMine ? <AgeTimer seconds={call.spokenSeconds} /> : `${call.spokenSeconds} s`}
      </span>
    </div>
  );
}
