/** Alarms on top of every screen of the operations centre, also while somebody speaks: how many reds nobody has taken, and the oldest with its age. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { alertKindWord } from "#app/messages/alert-codes.ts";
import { centreWords } from "#app/messages/centre.ts";
import { AgeTimer } from "./age-timer.tsx";
import styles from "./alarm-strip.module.css";
import { Icon } from "./icon.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AlarmFacts = {
  readonly redWaiting: number;
  readonly orangeWaiting: number;
  readonly helpWaiting: number;
  readonly reds: readonly {
    readonly alertNo: number;
    readonly kind: string;
    readonly streetZh: string | null;
    readonly streetEn: string | null;
    readonly ageSeconds: number;
  }[];
};

function RedLine({ red }: { red: AlarmFacts["reds"][number] }) {
  const words = useWords(centreWords);
  const locale = useLocale();
  const place = (locale === "en" ? red.streetEn : red.streetZh) ?? "";
  return (
    <span>
      <Link to={`/office/alerts/${red.alertNo}`}>{words.alarm_line(alertKindWord(red.kind, locale), place)}</Link>{" "}
      <span className={styles.age}>
        <AgeTimer seconds={red.ageSeconds} />
      </span>
    </span>
  );
}

/** @param children at the end of the line, such as the way back to a call */
export function AlarmStrip({ alarms, children }: { alarms: AlarmFacts; children?: ReactNode }) {
  const words = useWords(centreWords);
  const { redWaiting, orangeWaiting, helpWaiting, reds } = alarms;
  return (
    <section
      className={styles.strip}
      aria-label={words.alarms}
      data-part="alarms"
      data-waits={redWaiting + helpWaiting > 0 ? "yes" : "no"}
    >
      <span className={styles.count} role="status">
        <Icon name="siren" />
        <Link to="/office/alerts">{redWaiting === 0 ? words.alarm_none : words.alarm_reds(redWaiting)}</Link>
      </span>
      {reds.map((red) => (
        <RedLine key={red.alertNo} red={red} />
      ))}
      {orangeWaiting > 0 && <Link to="/office/alerts">{words.alarm_orange(orangeWaiting)}</Link>}
      {children}
      {helpWaiting > 0 && <Link to="/office/help">{words.alarm_help(helpWaiting)}</Link>}
    </section>
  );
}
