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
};

/** A file of the office: its name, the columns, and headers that may stand there without being read. */
export type ImportFile<Key extends string = string> = {
  readonly kind: "elders" | "providers" | "workers" | "facilities" | "stops" | "bank" | "claims";
  readonly nameZh: string;
  readonly columns: readonly ImportColumn<Key>[];
  /** Headers such as 序号 that say nothing to read; ignored without notice. */
  readonly silent: readonly string[];
};

type ColumnOptions = Partial<Omit<ImportColumn, "key" | "header" | "required">>;

/** A column that must be filled. */
export function requiredColumn<Key extends string>(
  key: Key,
  header: string,
  options: ColumnOptions = {},
): ImportColumn<Key> {
  return { kind: "text", synonyms: [], units: [], personal: null, width: 14, ...options, key, header, required: true };
}

/** A column that may be missing or empty. */
export function optionalColumn<Key extends string>(
  key: Key,
  header: string,
  options: ColumnOptions = {},
): ImportColumn<Key> {
  return { ...requiredColumn(key, header, options), required: false };
}

/** The header with its unit and star as the template shows it: "单价(元/次)*". */
export function templateHeader(column: ImportColumn): string {
  const [unit] = column.units;
  return `${column.header}${unit === undefined ? "" : `(${unit})`}${column.required ? "*" : ""}`;
}
