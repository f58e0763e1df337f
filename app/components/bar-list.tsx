/** Named amounts as bars, longest scale first. The number stands beside each bar, so the list is its own table. */
import { Link } from "@remix-run/react";
import styles from "./bars.module.css";
import { classNames } from "./class-names.ts";

export type Series = 1 | 2 | 3 | 4 | 5 | 6;

export type BarItem = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The value as people read it: 214 次. */
  readonly text: string;
  readonly to?: string;
};

type BarListProps = {
  readonly items: readonly BarItem[];
  /** End of the scale; the largest value unless given. */
  readonly max?: number;
  readonly series?: Series;
  /** A long list beside itself, as many columns as there is room for. */
  readonly columns?: boolean;
};

export function seriesClass(series: Series): string | undefined {
  return styles[`series${series}`];
}

export function BarList({ items, max, series = 1, columns = false }: BarListProps) {
  const end = Math.max(max ?? 0, ...items.map((item) => item.value), 1);
  return (
    <ul className={columns ? styles.columns : styles.list}>
      {items.map((item) => (
        <li key={item.key} className={styles.item}>
          <span className={styles.name}>
            {item.to === undefined ? item.label : <Link to={item.to}>{item.label}</Link>}
          </span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={classNames(styles.fill, seriesClass(series))}
              style={{ display: "block", width: `${(item.value / end) * 100}%` }}
            />
          </span>
          <span className={styles.value}>{item.text}</span>
        </li>
      ))}
    </ul>
  );
}
