/** The header of a column; where it can be sorted, the word is a link that turns the order round and aria-sort says what is in force. */
import { Link, useLocation } from "@remix-run/react";
import { shellWords } from "#app/messages/shell.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import { classNames } from "./class-names.ts";
import styles from "./data-table.module.css";
import type { IconName } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import { listAddress } from "./list-address.ts";
import { useLocale, useWords } from "./words-context.tsx";

/** The order in force: parameters `sort` and `order` of the address. */
export type SortOrder = { readonly by: string; readonly direction: "asc" | "desc" };

type HeaderColumn = {
  readonly header: string;
  readonly unit?: string;
  readonly kind?: "text" | "number" | "mono" | "nowrap";
  readonly sort?: string;
};

function HeaderText({ column }: { column: HeaderColumn }) {
  const locale = useLocale();
  const unit = inBrackets(column.unit ?? "", locale);
  return (
    <span>
      {column.header}
      {column.unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}

export function SortHeader({ column, sort }: { column: HeaderColumn; sort: SortOrder | undefined }) {
  const words = useWords(shellWords);
  const { pathname, search } = useLocation();
  const headClass = classNames(styles.head, column.kind === "number" && styles.end);
  if (column.sort === undefined) {
    return (
      <th scope="col" className={headClass}>
        <HeaderText column={column} />
      </th>
    );
  }
  const current = sort?.by === column.sort ? sort.direction : null;
  const next = current === "asc" ? "desc" : "asc";
  const icon: IconName = current === null ? "chevrons-up-down" : current === "asc" ? "chevron-up" : "chevron-down";
  return (
    <th
      scope="col"
      className={headClass}
      aria-sort={current === null ? "none" : current === "asc" ? "ascending" : "descending"}
    >
      <Link
        to={listAddress(pathname, search, { sort: column.sort, order: next })}
        className={classNames(styles.sort, current !== null && styles.sorted)}
        title={words.sort_by(column.header, next === "asc" ? words.ascending : words.descending)}
        preventScrollReset
      >
        <HeaderText column={column} />
        <Icon name={icon} size="small" />
      </Link>
    </th>
  );
}
