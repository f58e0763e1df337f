/** Events in the order in which they happened: when, what, who; a corrected value stands beside the value as it was recorded. */
import type { ReactNode } from "react";
import { figureWords } from "#app/messages/figures.ts";
import type { Tone } from "#app/messages/state-words.ts";
import { classNames } from "./class-names.ts";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./time-line.module.css";
import { useWords } from "./words-context.tsx";

export type TimeLineEvent = {
  readonly key: string;
  /** TimeText or text. */
  readonly at: ReactNode;
  readonly title: ReactNode;
  readonly by?: ReactNode;
  readonly detail?: ReactNode;
  readonly tone?: Tone;
  readonly icon?: IconName;
  /** A correction never replaces what was recorded. */
  readonly change?: { readonly raw: ReactNode; readonly corrected: ReactNode };
};

export function TimeLine({ events }: { events: readonly TimeLineEvent[] }) {
  const words = useWords(figureWords);
  return (
    <ol className={styles.line}>
      {events.map((event) => (
        <li key={event.key} className={styles.event}>
          <span className={classNames(styles.dot, styles[event.tone ?? "neutral"])}>
            <Icon name={event.icon ?? "circle"} size="small" />
          </span>
          <div>
            <p className={styles.head}>
              <span className={styles.title}>{event.title}</span>
              <span className={styles.meta}>{event.at}</span>
              {event.by !== undefined && event.by !== null && <span className={styles.meta}>{event.by}</span>}
            </p>
            {event.detail !== undefined && event.detail !== null && <div className={styles.detail}>{event.detail}</div>}
            {event.change && (
              <p className={styles.change}>
                <span className={styles.raw}>
                  {words.raw_value} {event.change.raw}
                </span>
                <span>
                  {words.corrected_value} {event.change.corrected}
                </span>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
