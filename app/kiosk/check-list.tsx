/** What is about to happen, to be looked at before it is confirmed: name and value, one line each. */
import type { KioskIconName } from "./kiosk-icon.tsx";
import { KioskIcon } from "./kiosk-icon.tsx";
import styles from "./check-list.module.css";
import { Phrases } from "./phrases.tsx";

export type CheckItem = {
  readonly icon: KioskIconName;
  readonly term: string;
  readonly value: string;
  /** Read and not said aloud: where one lives, a code. */
  readonly isUnsaid?: boolean;
};

export function CheckList({ items }: { items: readonly CheckItem[] }) {
  return (
    <dl className={styles.list}>
      {items.map((item) => (
        <div key={item.term} className={styles.row} data-unsaid={item.isUnsaid === true ? "" : undefined}>
          <KioskIcon name={item.icon} />
          <dt className={styles.term}>{item.term}</dt>
          <dd className={styles.value}>
            <Phrases>{item.value}</Phrases>
          </dd>
        </div>
      ))}
    </dl>
  );
}
