/** The operator's own seat, the calls that wait, and the lookup of a number that a telephone shows. Every step is a plain form. */
import { Form, Link } from "@remix-run/react";
import type { SeatState } from "#app/domain/centre/seat.ts";
import { callerWord, seatStateWord } from "#app/messages/centre-codes.ts";
import { centreWords } from "#app/messages/centre.ts";
import { AgeTimer } from "./age-timer.tsx";
import styles from "./centre.module.css";
import { Field } from "./field.tsx";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import type { IconName } from "./icon.tsx";
import type { Tone } from "#app/messages/state-words.ts";
import { useLocale, useWords } from "./words-context.tsx";

const SEAT_LOOK: Readonly<Record<SeatState | "off", { readonly tone: Tone; readonly icon: IconName }>> = {
  free: { tone: "success", icon: "circle-check" },
  in_call: { tone: "info", icon: "phone-call" },
  after_call: { tone: "warning", icon: "pencil" },
  break: { tone: "neutral", icon: "clock" },
  off: { tone: "neutral", icon: "circle-dashed" },
};

export function SeatStateTag({ state }: { state: SeatState | "off" }) {
  const locale = useLocale();
  const { tone, icon } = SEAT_LOOK[state];
  return (
    <Tag tone={tone} icon={icon}>
      {seatStateWord(state, locale)}
    </Tag>
  );
}

export type OwnSeat = {
  readonly seatNo: number;
  readonly state: SeatState;
  readonly sinceSeconds: number;
  readonly choices: readonly SeatState[];
  readonly callNo: number | null;
};

function SitDown({ empty }: { empty: readonly number[] }) {
  const words = useWords(centreWords);
  return (
    <Form method="post" className={styles.sit}>
      <input type="hidden" name="intent" value="sit" />
      <Field
        kind="select"
        name="seatNo"
        label={words.seat_no}
        width="short"
        defaultValue={String(empty[0] ?? "")}
        emptyLabel={null}
        options={empty.map((no) => ({ value: String(no), label: words.seat(no) }))}
      />
      <SubmitButton icon="armchair">{words.sit_short}</SubmitButton>
    </Form>
  );
}

/** Without client scripts the floor asks for itself this often: it shows who rings, and keeps the seat (domain/centre/seat, TIMEOUT_SECONDS). */
const UNSCRIPTED_SECONDS = 30;

export function MySeat({ mine, empty }: { mine: OwnSeat | null; empty: readonly number[] }) {
  const words = useWords(centreWords);
  if (mine === null)
    return (
      <Panel title={words.my_seat} note={words.my_seat_none}>
        <SitDown empty={empty} />
      </Panel>
    );
  return (
    <Panel title={words.my_seat}>
      <noscript>
        <meta httpEquiv="refresh" content={String(UNSCRIPTED_SECONDS)} />
      </noscript>
      <div className={styles.mine} data-part="my-seat" data-state={mine.state}>
        <span className={styles.seatState}>{words.seat(mine.seatNo)}</span>
        <SeatStateTag state={mine.state} />
        <span className={styles.soft}>
          {words.since} <AgeTimer seconds={mine.sinceSeconds} />
        </span>
        {mine.callNo !== null && (
          <LinkButton to={`/office/centre/calls/${mine.callNo}`}>{words.back_to_call}</LinkButton>
        )}
        <Form method="post" className={styles.mine}>
          {mine.choices.map((state) => (
            <SubmitButton
              key={state}
              name="intent"
              value={state}
              kind={state === "free" ? "primary" : "secondary"}
              size="small"
            >
              {state === "free" ? words.to_free : words.to_break}
            </SubmitButton>
          ))}
          {mine.state !== "in_call" && (
            <SubmitButton name="intent" value="leave" kind="secondary" size="small" icon="log-out">
              {words.leave}
            </SubmitButton>
          )}
        </Form>
      </div>
    </Panel>
  );
}

export type WaitingCall = {
  readonly callNo: number;
  readonly phone: string | null;
  readonly waitSeconds: number;
  readonly possible: readonly { readonly name: string; readonly as: string }[];
};

function RingLine({ call, mayAnswer }: { call: WaitingCall; mayAnswer: boolean }) {
  const words = useWords(centreWords);
  const locale = useLocale();
  const names = call.possible.map(({ name, as }) => `${name} (${callerWord(as, locale)})`).join(" / ");
  return (
    <li className={styles.ring} data-ring={call.callNo}>
      <AgeTimer seconds={call.waitSeconds} />
      <span className={styles.ringWho}>
        <span className={styles.number}>{call.phone ?? words.hidden_number}</span>
        <span className={styles.soft}>{names === "" ? words.not_on_file : words.may_be(names)}</span>
      </span>
      {mayAnswer && (
        <Form method="post">
          <input type="hidden" name="intent" value="answer" />
          <SubmitButton name="callNo" value={String(call.callNo)} icon="phone-call">
            {words.answer}
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}

export function WaitingCalls(props: { waiting: readonly WaitingCall[]; mayAnswer: boolean; isDemo: boolean }) {
  const { waiting, mayAnswer, isDemo } = props;
  const words = useWords(centreWords);
  return (
    <Panel
      title={words.waiting_title}
      action={
        isDemo ? (
          <Form method="post">
            <SubmitButton kind="secondary" size="small" name="intent" value="ring" icon="phone">
              {words.demo_ring}
            </SubmitButton>
          </Form>
        ) : undefined
      }
      {...(isDemo && { note: words.demo_note })}
    >
      {waiting.length === 0 && <p className={styles.soft}>{words.waiting_none}</p>}
      <ul className={styles.waiting}>
        {waiting.map((call) => (
          <RingLine key={call.callNo} call={call} mayAnswer={mayAnswer} />
        ))}
      </ul>
    </Panel>
  );
}

export function NumberLookup() {
  const words = useWords(centreWords);
  return (
    <Panel title={words.type_open} note={words.type_note}>
      <Form method="get" action="/office/centre/calls/new" className={styles.form} autoComplete="off">
        <Field kind="phone" name="number" label={words.type_number} maxLength={20} autoComplete="off" />
        <div>
          <SubmitButton kind="secondary" icon="search">
            {words.type_open}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

/** Ways from the floor to what belongs to it. */
export function CentreLinks() {
  const words = useWords(centreWords);
  return (
    <p className={styles.mine}>
      <Link to="/office/alerts">{words.to_alerts}</Link>
      <Link to="/office/centre/shifts">{words.to_shifts}</Link>
      <Link to="/office/centre/care">{words.to_care}</Link>
    </p>
  );
}
