/** Parts of one whole on one bar, with a legend that names every part and its number; parts of nothing are left out of the bar, not of the legend. */
import type { Series } from "./bar-list.tsx";
import { seriesClass } from "./bar-list.tsx";
import styles from "./bars.module.css";
import { classNames } from "./class-names.ts";

export type StackPart = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly series: Series;
};

export function StackedBar({ parts, label }: { parts: readonly StackPart[]; label: string }) {
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <figure aria-label={label}>
      <div className={styles.stack} aria-hidden="true">
        {parts
          .filter((part) => part.value > 0)
          .map((part) => (
            <span
              key={part.key}
              className={classNames(styles.part, seriesClass(part.series))}
              style={{ flexGrow: part.value / whole, flexBasis: 0 }}
            />
          ))}
      </div>
      <ul className={styles.legend}>
        {parts.map((part) => (
          <li key={part.key} className={styles.legendItem}>
            <span className={classNames(styles.swatch, seriesClass(part.series))} aria-hidden="true" />
            <span>{part.label}</span>
            <span className={styles.legendValue}>{part.text}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
