/** How the columns of an import file are described, for reading and for writing the same file. */
import type { PersonalKind } from "../problem.ts";

/**
 * `identifier` columns hold numbers that are names (identity numbers, phones, accounts): text cells only, whatever they show.
 */
export type ColumnKind = "text" | "identifier" | "date" | "yuan" | "whole" | "coordinate";

export type ImportColumn<Key extends string = string> = {
  readonly key: Key;
  /** The header as written by the district's own template. */
  readonly header: string;
  /** The column must exist and each row must fill it. */
  readonly required: boolean;
  readonly kind: ColumnKind;
  /** Other headers that offices use for it; compared without spaces, stars, brackets and width. */
  readonly synonyms: readonly string[];
  /** Units a header may name in brackets; another unit is refused, because a guess would be wrong by a factor. */
  readonly units: readonly string[];
  readonly personal: PersonalKind | null;
  /** Width in characters when written. */
  readonly width: number;
  /** Columns that say the same: where one of them is filled, this one need not be. */
  readonly instead: readonly Key[];
  /** Written by the district's own template; other columns are only understood where somebody else's list has them. */
  readonly inTemplate: boolean;
};

/** A file of the office: its name, the columns, and headers that may stand there without being read. */
export type ImportFile<Key extends string = string> = {
  readonly kind: "elders" | "providers" | "workers" | "facilities" | "stops" | "bank" | "claims";
  readonly nameZh: string;
  readonly columns: readonly ImportColumn<Key>[];
  /** Headers such as 序号 that say nothing to read; ignored without notice. */
  readonly silent: readonly string[];
};

type ColumnOptions<Key extends string> = Partial<Omit<ImportColumn<Key>, "key" | "header" | "required">>;

/** A column that must be filled. */
export function requiredColumn<Key extends string>(
  key: Key,
  header: string,
  options: ColumnOptions<NoInfer<Key>> = {},
): ImportColumn<Key> {
  const plain = {
    kind: "text",
    synonyms: [],
    units: [],
    personal: null,
    width: 14,
    instead: [],
    inTemplate: true,
  } as const;
  return { ...plain, ...options, key, header, required: true };
}

/** A column that may be missing or empty. */
export function optionalColumn<Key extends string>(
  key: Key,
  header: string,
  options: ColumnOptions<NoInfer<Key>> = {},
): ImportColumn<Key> {
  return { ...requiredColumn(key, header, options), required: false };
}

/** The columns that the district's own files have. */
export function templateColumns<Key extends string>(file: ImportFile<Key>): readonly ImportColumn<Key>[] {
  return file.columns.filter((column) => column.inTemplate);
}

/** The header with its unit and star as the template shows it: "单价(元/次)*". */
export function templateHeader(column: ImportColumn): string {
  const [unit] = column.units;
  return `${column.header}${unit === undefined ? "" : `(${unit})`}${column.required ? "*" : ""}`;
}
