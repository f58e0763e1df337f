/** Calls for help from kiosks: the live ones as cards with a running age, the ended ones as a table. */
import { Form, Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { HELP_OUTCOMES } from "#app/domain/help/help-request.ts";
import { helpDeskWords, helpOutcomeWord, helpStateWord, helpStepWord } from "#app/messages/help-desk.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import styles from "./help-desk.module.css";
import { Icon } from "./icon.tsx";
import { Row, Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeLine } from "./time-line.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type HelpCallView = {
  readonly helpNo: string;
  readonly state: string;
  readonly want: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly device: string;
  readonly elderNo: string | null;
  readonly elderName: string | null;
  readonly touchedAt: string;
  readonly ageSeconds: number;
  readonly answeredAfterSeconds: number | null;
  readonly isKept: boolean;
  readonly takenBy: string | null;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly endedBy: string | null;
  readonly steps: readonly { readonly step: string; readonly at: string; readonly by: string }[];
  readonly moves: readonly string[];
};

/** audit name without its kind */
const nameOf = (actor: string | null) => (actor ?? "").replace(/^(user|system|elder):/, "");

function useAgeText(): (seconds: number) => string {
  const words = useWords(helpDeskWords);
  return (seconds) => words.age_text(Math.floor(seconds / 60), seconds % 60);
}

/** Counts on from the server's figure; the machine's own clock only measures how long the page has stood there. */
function Age({ seconds }: { seconds: number }) {
  const ageText = useAgeText();
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    setPassed(0);
    const shownAt = performance.now();
    const timer = setInterval(() => setPassed(Math.floor((performance.now() - shownAt) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <span className={styles.age} data-help="age" role="timer">
      {ageText(seconds + passed)}
    </span>
  );
}

function WhereAndWho({ call }: { call: HelpCallView }) {
  const words = useWords(helpDeskWords);
  const locale = useLocale();
  return (
    <>
      <p>
        <strong>{locale === "en" ? call.streetEn : call.streetZh}</strong> · {words.device(call.device.slice(0, 8))}
      </p>
      <p>
        {call.elderNo === null || call.elderName === null ? (
          words.nobody
        ) : (
          <Link to={`/office/elders/${call.elderNo}`}>{call.elderName}</Link>
        )}
      </p>
    </>
  );
}

function Moves({ call }: { call: HelpCallView }) {
  const words = useWords(helpDeskWords);
  const locale = useLocale();
  const name: Readonly<Record<string, string>> = { take: words.take, arrive: words.arrive };
  return (
    <>
      <Row>
        {call.moves
          .filter((move) => move !== "close")
          .map((move) => (
            <Form key={move} method="post">
              <input type="hidden" name="helpNo" value={call.helpNo} />
              <SubmitButton name="move" value={move} kind={move === "take" ? "primary" : "secondary"}>
                {name[move]}
              </SubmitButton>
            </Form>
          ))}
      </Row>
      {call.moves.includes("close") && (
        <Form method="post" className={styles.close} aria-label={`${words.close} ${call.helpNo}`}>
          <input type="hidden" name="helpNo" value={call.helpNo} />
          <Field
            kind="select"
            name="outcome"
            id={`outcome-${call.helpNo}`}
            label={words.outcome}
            required
            options={HELP_OUTCOMES.map((value) => ({ value, label: helpOutcomeWord(value, locale) }))}
          />
          <Field kind="text" name="note" id={`note-${call.helpNo}`} label={words.note} maxLength={200} optional />
          <SubmitButton kind="secondary" name="move" value="close">
            {words.close}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}

function LiveCall({ call }: { call: HelpCallView }) {
  const words = useWords(helpDeskWords);
  const locale = useLocale();
  const isOpen = call.state === "open";
  return (
    <li className={styles.call} data-state={call.state} data-help={call.helpNo}>
      <div className={styles.head}>
        <Tag tone={isOpen ? "danger" : "info"} icon={isOpen ? "phone-call" : "check"}>
          {helpStateWord(call.state, locale)}
        </Tag>
        {call.want === "unwell" && (
          <Tag tone="danger" icon="heart-pulse">
            {helpStepWord("unwell", locale)}
          </Tag>
        )}
        <span className={styles.number}>{call.helpNo}</span>
        <Age seconds={call.ageSeconds} />
      </div>
      <div className={styles.body}>
        <div>
          <WhereAndWho call={call} />
          {call.isKept && (
            <p>
              <Icon name="wifi-off" size="small" /> {words.kept}
            </p>
          )}
          <Moves call={call} />
        </div>
        <TimeLine
          events={call.steps.map((step) => ({
            key: step.step,
            at: <TimeText at={step.at} />,
            title: helpStepWord(step.step, locale),
            by: step.by.startsWith("user:") ? nameOf(step.by) : null,
            tone: step.step === "hotline" || step.step === "both" ? ("warning" as const) : ("neutral" as const),
          }))}
        />
      </div>
    </li>
  );
}

export function LiveHelpList({ calls }: { calls: readonly HelpCallView[] }) {
  const words = useWords(helpDeskWords);
  return (
    <Panel title={words.live_title} note={words.live_note}>
      {calls.length === 0 ? (
        <p>{words.live_none}</p>
      ) : (
        <ul className={styles.list}>
          {calls.map((call) => (
            <LiveCall key={call.helpNo} call={call} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function EndedHelpList({ calls }: { calls: readonly HelpCallView[] }) {
  const words = useWords(helpDeskWords);
  const locale = useLocale();
  const ageText = useAgeText();
  return (
    <Panel title={words.ended_title} flush>
      <DataTable
        caption={words.ended_title}
        captionHidden
        rows={calls}
        rowKey={(call) => call.helpNo}
        empty={<p>{words.ended_none}</p>}
        columns={[
          { key: "at", header: words.title, kind: "nowrap", cell: (call) => <TimeText at={call.touchedAt} /> },
          { key: "where", header: words.where, cell: (call) => <WhereAndWho call={call} /> },
          {
            key: "answered",
            header: words.age,
            kind: "nowrap",
            cell: (call) =>
              call.answeredAfterSeconds === null
                ? words.not_answered
                : words.answered_after(ageText(call.answeredAfterSeconds)),
          },
          {
            key: "outcome",
            header: words.outcome,
            cell: (call) => (
              <Stack>
                <span>
                  {call.outcome === null ? helpStateWord(call.state, locale) : helpOutcomeWord(call.outcome, locale)}
                </span>
                {call.note !== null && <small>{call.note}</small>}
              </Stack>
            ),
          },
          { key: "by", header: words.next, kind: "nowrap", cell: (call) => nameOf(call.takenBy ?? call.endedBy) },
        ]}
      />
    </Panel>
  );
}
