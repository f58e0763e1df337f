/** An import file as a form: the same columns the import reads, so that what is written can be read back. */
import type { ImportFile } from "#app/domain/imports/columns/column.ts";
import { templateColumns, templateHeader } from "#app/domain/imports/columns/column.ts";
import type { FormColumn, FormKind, FormValue, SheetForm } from "./sheet-form.ts";

export type ImportFormRow<Key extends string> = Readonly<Partial<Record<Key, FormValue>>>;

/** Columns of a template or of a file in the office's own shape; `rows` may be empty. */
export function importForm<Key extends string>(
  file: ImportFile<Key>,
  rows: readonly ImportFormRow<Key>[],
  form: Omit<SheetForm<never>, "name" | "columns" | "rows">,
): SheetForm<ImportFormRow<Key>> {
  const columns = templateColumns(file).map((column): FormColumn<ImportFormRow<Key>> => ({
    key: column.key,
    header: templateHeader(column),
    kind: formKind(column.kind),
    width: column.width,
    value: (row) => row[column.key] ?? null,
  }));
  return { ...form, name: file.nameZh, columns, rows };
}

function formKind(kind: ImportFile["columns"][number]["kind"]): FormKind {
  switch (kind) {
    case "coordinate":
      return "decimal";
    case "text":
    case "identifier":
    case "yuan":
    case "whole":
      return kind;
    case "date":
      // As text: one roster mixes real dates with words such as 未签, and text survives every program.
      return "text";
  }
}
