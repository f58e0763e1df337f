/** Past imports: when, who, what came of it. */
import { Link } from "@remix-run/react";
import { importKindWord, importStateWord, importWords } from "#app/messages/import-screens.ts";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ImportListRow = {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly state: string;
  readonly rowCount: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errorCount: number;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly streetZh: string | null;
  readonly streetEn: string | null;
};

const TONES = {
  received: "info",
  checked: "info",
  refused: "danger",
  applied: "success",
  checked_part: "warning",
  applied_part: "warning",
} as const;

/** @param isPart some rows of the file were left out: a bank's answer is written without its wrong lines */
export function ImportStateTag({ state: reached, isPart = false }: { state: string; isPart?: boolean }) {
  const locale = useLocale();
  const state = isPart && (reached === "applied" || reached === "checked") ? `${reached}_part` : reached;
  const tone = state in TONES ? TONES[state as keyof typeof TONES] : "neutral";
  return <Tag tone={tone}>{importStateWord(state, locale)}</Tag>;
}

/** @param base address below which each batch has its page */
export function ImportList({ rows, base = "/office/import" }: { rows: readonly ImportListRow[]; base?: string }) {
  const words = useWords(importWords);
  const locale = useLocale();
  const street = (row: ImportListRow) => (locale === "en" ? row.streetEn : row.streetZh) ?? words.district_office;
  const count = (row: ImportListRow, value: number) => (row.state === "withdrawn" ? null : countText(value));
  return (
    <Panel title={words.past} flush>
      <DataTable
        caption={words.past}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={words.none}
        columns={[
          {
            key: "file",
            header: words.file_name,
            cell: (row) => <Link to={`${base}/${row.id}`}>{row.fileName}</Link>,
          },
          { key: "kind", header: words.kind, kind: "nowrap", cell: (row) => importKindWord(row.kind, locale) },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <ImportStateTag state={row.state} isPart={row.kind === "bank" && row.errorCount > 0} />,
          },
          { key: "rows", header: words.rows, kind: "number", cell: (row) => count(row, row.rowCount) },
          { key: "inserted", header: words.inserted, kind: "number", cell: (row) => count(row, row.inserted) },
          { key: "updated", header: words.updated, kind: "number", cell: (row) => count(row, row.updated) },
          { key: "unchanged", header: words.unchanged, kind: "number", cell: (row) => count(row, row.unchanged) },
          { key: "errors", header: words.errors, kind: "number", cell: (row) => count(row, row.errorCount) },
          { key: "office", header: words.office, kind: "nowrap", cell: street },
          { key: "who", header: words.who, kind: "nowrap", cell: (row) => row.createdBy },
          { key: "when", header: words.when, kind: "nowrap", cell: (row) => <TimeText at={row.createdAt} /> },
        ]}
      />
    </Panel>
  );
}
