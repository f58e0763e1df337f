/** Centre's name, date, weekday and time in words, network in words. Read only. */
import { useEffect, useState } from "react";
import { classNames } from "#app/components/class-names.ts";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { elderTimeText } from "#app/domain/time/date-text.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { kioskWords } from "#app/messages/kiosk.ts";
import styles from "./kiosk-frame.module.css";
import { useListening } from "./listening.tsx";
import { useKiosk } from "./surroundings.tsx";

const MINUTES_OF_DAY = 1440;

/** The server's time runs on: the machine's own clock only measures how long the screen has stood there. */
function useRunningTime(date: PlainDate, minute: number): { date: PlainDate; minute: number } {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    setPassed(0);
    const shownAt = performance.now();
    const timer = setInterval(() => setPassed(Math.floor((performance.now() - shownAt) / 60_000)), 5_000);
    return () => clearInterval(timer);
  }, [date, minute]);
  const now = minute + passed;
  return { date: addDays(date, Math.floor(now / MINUTES_OF_DAY)), minute: now % MINUTES_OF_DAY };
}

function Clock({ date, minute }: { date: PlainDate; minute: number }) {
  const locale = useLocale();
  const now = useRunningTime(date, minute);
  return <span className={styles.clock}>{elderTimeText(now.date, now.minute, locale)}</span>;
}

export function StatusLine() {
  const words = useWords(kioskWords);
  const { site, date, minute, network, isAssisted = false, layout } = useKiosk();
  // An upright screen has room for two of the three: where one stands gives way to what is out of the ordinary.
  const isCrowded = layout.orient === "portrait" && (isAssisted || network !== "online");
  // Who listens needs neither place nor time, and who stands beside sees what the keys do.
  const { legend } = useListening();
  return (
    <>
      {legend !== null && <span className={styles.legend}>{legend}</span>}
      {legend === null && !isCrowded && <span className={styles.site}>{site}</span>}
      {isAssisted && (
        <span className={styles.assisted}>
          <KioskIcon name="users" />
          {words.assisted}
        </span>
      )}
      {legend === null && date !== null && <Clock date={date} minute={minute} />}
      {network !== "online" && (
        <span className={classNames(styles.network, network === "offline" && styles.offline)}>
          <KioskIcon name={network === "offline" ? "wifi-off" : "hourglass"} />
          {network === "offline" ? words.network_offline : words.network_slow}
        </span>
      )}
    </>
  );
}
