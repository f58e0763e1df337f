/**
 * A real table: caption, column headers, first column as row header. Sorting and paging are links, so the list works without client JavaScript.
 * The row is not a button: link the first cell. Numbers go to the right with tabular figures and their unit in the header.
 */
import type { ReactNode } from "react";
import { useId } from "react";
import { shellWords } from "#app/messages/shell.ts";
import { classNames } from "./class-names.ts";
import styles from "./data-table.module.css";
import { EmptyState } from "./empty-state.tsx";
import { EmptyValue } from "./empty-value.tsx";
import type { SortOrder } from "./sort-header.tsx";
import { SortHeader } from "./sort-header.tsx";
import { useWords } from "./words-context.tsx";

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  /** Unit of every value of the column: 分钟, 元. */
  readonly unit?: string;
  /** number: right, tabular. mono: ids and codes. nowrap: dates, states. */
  readonly kind?: "text" | "number" | "mono" | "nowrap";
  /** Value of the sort parameter; leave out when the column cannot be sorted. */
  readonly sort?: string;
  readonly cell: (row: Row) => ReactNode;
  /** Cell of the totals row. */
  readonly total?: ReactNode;
};

type DataTableProps<Row> = {
  /** What the table lists; shown above it unless hidden. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: SortOrder | undefined;
  /** Shown instead of the table when there are no rows: a sentence, or an EmptyState with the next step. */
  readonly empty?: ReactNode;
  /** What the totals row covers: 本页, 全部 214 条. Without it there is no totals row. */
  readonly totalLabel?: string;
  /** Checkbox column: the boxes belong to the form with this id. */
  readonly selection?: { readonly name: string; readonly form?: string; readonly label: (row: Row) => string };
  readonly isMarked?: (row: Row) => boolean;
  /** The header stays in sight while the page scrolls; only for tables that are never wider than their panel. */
  readonly stickyHeader?: boolean;
  /** Below the table: how it is counted, what is left out. */
  readonly note?: ReactNode;
};

function cellClass(kind: Column<never>["kind"]): string {
  return classNames(
    styles.cell,
    kind === "number" && styles.end,
    kind === "mono" && styles.mono,
    kind === "nowrap" && styles.nowrap,
  );
}

function shown(value: ReactNode): ReactNode {
  return value === null || value === undefined || value === "" ? <EmptyValue /> : value;
}

function HeaderRow<Row>({ columns, sort, selection }: Pick<DataTableProps<Row>, "columns" | "sort" | "selection">) {
  const words = useWords(shellWords);
  return (
    <tr>
      {selection && (
        <th scope="col" className={classNames(styles.head, styles.check)}>
          <span className="visually-hidden">{words.select}</span>
        </th>
      )}
      {columns.map((column) => (
        <SortHeader key={column.key} column={column} sort={sort} />
      ))}
    </tr>
  );
}

type BodyRowProps<Row> = { readonly row: Row } & Pick<
  DataTableProps<Row>,
  "columns" | "rowKey" | "selection" | "isMarked"
>;

function BodyRow<Row>({ row, columns, rowKey, selection, isMarked }: BodyRowProps<Row>) {
  const words = useWords(shellWords);
  return (
    <tr className={isMarked?.(row) === true ? styles.marked : undefined}>
      {selection && (
        <td className={classNames(styles.cell, styles.check)}>
          <input
            type="checkbox"
            name={selection.name}
            value={rowKey(row)}
            form={selection.form}
            aria-label={words.select_row(selection.label(row))}
          />
        </td>
      )}
      {columns.map((column, index) => {
        const content = shown(column.cell(row));
        return index === 0 ? (
          <th key={column.key} scope="row" className={cellClass(column.kind)}>
            {content}
          </th>
        ) : (
          <td key={column.key} className={cellClass(column.kind)}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

function TotalRow<Row>({
  columns,
  label,
  selectable,
}: {
  columns: readonly Column<Row>[];
  label: string;
  selectable: boolean;
}) {
  return (
    <tr className={styles.total}>
      {selectable && <td className={styles.cell} />}
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.key} scope="row" className={styles.cell}>
            {label}
          </th>
        ) : (
          <td key={column.key} className={cellClass(column.kind)}>
            {column.total ?? ""}
          </td>
        ),
      )}
    </tr>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    captionHidden = false,
    columns,
    rows,
    rowKey,
    sort,
    empty,
    totalLabel,
    selection,
    isMarked,
    note,
  } = props;
  const words = useWords(shellWords);
  const captionId = useId();
  if (rows.length === 0) {
    const isPlain = empty === undefined || typeof empty === "string";
    return isPlain ? (
      <EmptyState title={empty ?? words.nothing_found} icon={empty === undefined ? "search" : "inbox"} />
    ) : (
      <div className={styles.nothing}>{empty}</div>
    );
  }
  return (
    <>
      <div className={styles.box} data-list-part="table" tabIndex={0} role="group" aria-labelledby={captionId}>
        <table className={styles.table}>
          <caption id={captionId} className={captionHidden ? "visually-hidden" : styles.caption}>
            {caption}
          </caption>
          <thead>
            <HeaderRow columns={columns} sort={sort} {...(selection && { selection })} />
          </thead>
          <tbody className={styles.body}>
            {rows.map((row) => (
              <BodyRow
                key={rowKey(row)}
                row={row}
                columns={columns}
                rowKey={rowKey}
                {...(selection && { selection })}
                {...(isMarked && { isMarked })}
              />
            ))}
          </tbody>
          {totalLabel !== undefined && (
            <tfoot>
              <TotalRow columns={columns} label={totalLabel} selectable={selection !== undefined} />
            </tfoot>
          )}
        </table>
      </div>
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </>
  );
}
