/** Alerts of the elder's family bed, for whom the elder named to be told first: what, when, and whether somebody has it. */
import { elderTimeText } from "#app/domain/time/date-text.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { alertKindWord, alertOutcomeWord } from "#app/messages/alert-codes.ts";
import { familyHomeWords } from "#app/messages/family-home.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import styles from "./family-home.module.css";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FamilyAlert = {
  readonly alertNo: number;
  readonly kind: string;
  readonly level: string;
  readonly isDrill: boolean;
  readonly state: string;
  readonly raisedMs: number;
  readonly outcome: string | null;
};

function AlertLine({ alert }: { alert: FamilyAlert }) {
  const words = useWords(familyHomeWords);
  const locale = useLocale();
  const { date, minute } = localTimeOf(instant(alert.raisedMs));
  const isOver = alert.state === "closed";
  const tone = isOver ? "neutral" : alert.level === "red" ? "danger" : "warning";
  const waiting = alert.level === "red" ? words.alert_open : words.alert_noted;
  const stand = isOver ? words.alert_closed : alert.state === "open" ? waiting : words.alert_taken;
  const outcome = isOver && alert.outcome !== null ? inBrackets(alertOutcomeWord(alert.outcome, locale), locale) : "";
  return (
    <div className={styles.today}>
      <div className={styles.alert}>
        <p>
          <Tag tone={tone} icon="siren">
            {alertKindWord(alert.kind, locale)}
            {alert.isDrill && inBrackets(words.drill, locale)}
          </Tag>
        </p>
        <p>{elderTimeText(date, minute, locale)}</p>
        <p className={styles.soft}>
          {stand}
          {outcome}
        </p>
      </div>
    </div>
  );
}

export function FamilyAlerts({ alerts }: { alerts: readonly FamilyAlert[] }) {
  const words = useWords(familyHomeWords);
  return (
    <Panel title={words.alerts} id="alerts">
      {alerts.length === 0 && <p>{words.alerts_none}</p>}
      {alerts.map((alert) => (
        <AlertLine key={alert.alertNo} alert={alert} />
      ))}
    </Panel>
  );
}
