/** Names and values of one thing: an elder's file, a visit, a claim. Null is shown as a dash. */
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./definition-list.module.css";
import { EmptyValue } from "./empty-value.tsx";

export type Definition = { readonly term: string; readonly value: ReactNode; readonly note?: ReactNode };

type DefinitionListProps = {
  readonly items: readonly Definition[];
  readonly columns?: 1 | 2;
  /** Every name has a few characters only. */
  readonly shortTerms?: boolean;
};

export function DefinitionList({ items, columns = 1, shortTerms = false }: DefinitionListProps) {
  return (
    <dl className={classNames(styles.list, columns === 2 && styles.twoColumns, shortTerms && styles.shortTerms)}>
      {items.map((item) => (
        <div key={item.term} className={styles.pair}>
          <dt className={styles.term}>{item.term}</dt>
          <dd className={styles.value}>
            {item.value === null || item.value === undefined || item.value === "" ? <EmptyValue /> : item.value}
            {item.note !== undefined && item.note !== null && <span className={styles.note}>{item.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
