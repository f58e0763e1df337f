/** One alert on the seat's screen: what happened, the script beside the form, the steps, who is sent, the outcome and the second person. */
import { Form, Link } from "@remix-run/react";
import { ALERT_OUTCOMES } from "#app/domain/alerts/alert.ts";
import {
  alertEventWord,
  alertFactWord,
  alertKindWord,
  alertOutcomeWord,
  alertScript,
  alertStepWord,
} from "#app/messages/alert-codes.ts";
import { alertWords } from "#app/messages/alerts.ts";
import styles from "./alert-desk.module.css";
import { ChoiceField } from "./choice-field.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AlertCase = {
  readonly alertNo: number;
  readonly kind: string;
  readonly state: string;
  readonly raisedAt: string;
  readonly receivedAt: string;
  readonly name: string | null;
  readonly elderNo: string | null;
  readonly community: string | null;
  readonly streetZh: string | null;
  readonly streetEn: string | null;
  readonly deviceNo: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly firstVoiceAt: string | null;
  readonly familyToldAt: string | null;
  readonly onSiteAt: string | null;
  readonly handedOverAt: string | null;
  readonly outcome: string | null;
  readonly maySecond: boolean;
  readonly limits: Readonly<Record<"voiceSeconds" | "dispatchSeconds" | "familySeconds" | "onSiteSeconds", number>>;
  readonly contacts: readonly {
    readonly name: string;
    readonly relation: string | null;
    readonly phone: string | null;
  }[];
  readonly responders: readonly { readonly workerId: string; readonly name: string; readonly distanceM: number }[];
  readonly steps: readonly {
    readonly step: string;
    readonly dueAt: string;
    readonly toldAt: string | null;
    readonly endedAt: string | null;
  }[];
  readonly sent: readonly {
    readonly name: string;
    readonly distanceM: number | null;
    readonly sentAt: string;
    readonly arrivedAt: string | null;
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly at: string;
    readonly by: string;
    readonly kind: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
};

export function AlertFacts({ alert }: { alert: AlertCase }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  const street = locale === "en" ? alert.streetEn : alert.streetZh;
  const values = Object.entries(alert.facts).map(([name, value]) => `${alertFactWord(name, locale)} ${String(value)}`);
  return (
    <Panel
      title={words.facts_title}
      action={
        alert.elderNo === null ? undefined : <Link to={`/office/elders/${alert.elderNo}`}>{words.elder_file}</Link>
      }
    >
      <DefinitionList
        columns={2}
        items={[
          { term: words.who, value: alert.name ?? words.nobody },
          { term: words.place, value: [street, alert.community].filter((part) => part !== null).join(" · ") },
          { term: words.raised_at, value: <TimeText at={alert.raisedAt} /> },
          { term: words.received_at, value: <TimeText at={alert.receivedAt} /> },
          { term: words.device, value: alert.deviceNo },
          { term: words.values, value: values.join(" · ") },
        ]}
      />
    </Panel>
  );
}

export function AlertContacts({ alert }: { alert: AlertCase }) {
  const words = useWords(alertWords);
  return (
    <Panel title={words.contacts_title}>
      {alert.contacts.length === 0 && <p>{words.no_contacts}</p>}
      <ul className={styles.list}>
        {alert.contacts.map((one, index) => (
          <li key={index} className={styles.line}>
            <span>{[one.name, one.relation].filter((part) => part !== null).join(" · ")}</span>
            <span>{one.phone}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function AlertScript({ kind }: { kind: string }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <Panel title={words.script_title}>
      <p className={styles.script}>{alertScript(kind, locale)}</p>
    </Panel>
  );
}

function StepLine({
  intent,
  done,
  aimSeconds,
}: {
  intent: "voice" | "family_told" | "on_site" | "handed_to_120";
  done: string | null;
  aimSeconds: number;
}) {
  const words = useWords(alertWords);
  return (
    <li className={styles.line}>
      <span>
        {words[intent]} · {words.aim(Math.round(aimSeconds / 60))}
      </span>
      {done === null ? (
        <Form method="post">
          <SubmitButton kind="secondary" size="small" name="intent" value={intent}>
            {words[intent]}
          </SubmitButton>
        </Form>
      ) : (
        <Tag tone="success" icon="circle-check">
          {words.done_at} <TimeText at={done} form="clock" />
        </Tag>
      )}
    </li>
  );
}

export function AlertSteps({ alert }: { alert: AlertCase }) {
  const words = useWords(alertWords);
  const { limits } = alert;
  return (
    <Panel title={words.steps_title}>
      <ul className={styles.list}>
        <StepLine intent="voice" done={alert.firstVoiceAt} aimSeconds={limits.voiceSeconds} />
        <StepLine intent="family_told" done={alert.familyToldAt} aimSeconds={limits.familySeconds} />
        <StepLine intent="handed_to_120" done={alert.handedOverAt} aimSeconds={limits.dispatchSeconds} />
        <StepLine intent="on_site" done={alert.onSiteAt} aimSeconds={limits.onSiteSeconds} />
      </ul>
    </Panel>
  );
}

export function AlertSend({ alert }: { alert: AlertCase }) {
  const words = useWords(alertWords);
  return (
    <Panel title={words.send_title} note={words.send_note}>
      <ul className={styles.list}>
        {alert.responders.length === 0 && <li>{words.nobody_free}</li>}
        {alert.responders.map((one) => (
          <li key={one.workerId} className={styles.line}>
            <span>
              {one.name} · {words.distance(one.distanceM)}
            </span>
            <Form method="post">
              <input type="hidden" name="intent" value="send" />
              <SubmitButton kind="secondary" size="small" name="workerId" value={one.workerId}>
                {words.send}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className={styles.form}>
        <input type="hidden" name="intent" value="send_grid" />
        <Field kind="text" name="gridWorker" label={words.grid_worker} width="short" maxLength={60} />
        <SubmitButton kind="secondary">{words.send_grid}</SubmitButton>
      </Form>
    </Panel>
  );
}

export function AlertClose() {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <Panel title={words.close_title}>
      <Form method="post" className={styles.form}>
        <input type="hidden" name="intent" value="close" />
        <ChoiceField
          kind="radio"
          name="outcome"
          label={words.outcome}
          required
          choices={ALERT_OUTCOMES.map((value) => ({ value, label: alertOutcomeWord(value, locale) }))}
        />
        <Field kind="textarea" name="note" label={words.note} rows={2} maxLength={600} optional />
        <SubmitButton>{words.close}</SubmitButton>
      </Form>
    </Panel>
  );
}

export function AlertSecond({ alert, maySecond }: { alert: AlertCase; maySecond: boolean }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <Panel title={words.second_title} note={words.second_note}>
      <p>{words.closed_with(alertOutcomeWord(alert.outcome ?? "", locale))}</p>
      {alert.maySecond && maySecond ? (
        <Form method="post" className={styles.line}>
          <SubmitButton name="intent" value="agree">
            {words.agree}
          </SubmitButton>
          <SubmitButton kind="secondary" name="intent" value="refuse">
            {words.refuse}
          </SubmitButton>
        </Form>
      ) : (
        <p>{words.own_outcome}</p>
      )}
    </Panel>
  );
}

export function AlertLadder({ alert }: { alert: AlertCase }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <Panel title={words.ladder_title}>
      <ul className={styles.list}>
        {alert.steps.map((one) => (
          <li key={one.step} className={styles.line}>
            <span>{alertStepWord(one.step, locale)}</span>
            <span>
              {one.toldAt !== null ? words.told_at : one.endedAt !== null ? words.not_needed : words.waits_until}{" "}
              <TimeText at={one.toldAt ?? one.endedAt ?? one.dueAt} form="clock" />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function said(event: AlertCase["events"][number], locale: "zh-CN" | "en"): string {
  const { step, name, note, outcome } = event.facts as Readonly<Record<string, string | undefined>>;
  const parts = [
    alertEventWord(event.kind, locale),
    step && alertStepWord(step, locale),
    name,
    outcome && alertOutcomeWord(outcome, locale),
    note,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

export function AlertHistory({ alert }: { alert: AlertCase }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <Panel title={words.history_title}>
      <ul className={styles.list}>
        {alert.events.map((event) => (
          <li key={event.id} className={styles.line}>
            <span>{said(event, locale)}</span>
            <span>
              {event.by.replace(/^user:/, "")} · <TimeText at={event.at} form="clock" />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Title of the case. */
export function useAlertTitle(alert: Pick<AlertCase, "alertNo" | "kind">): string {
  const words = useWords(alertWords);
  const locale = useLocale();
  return words.alert_title(alert.alertNo, alertKindWord(alert.kind, locale));
}
