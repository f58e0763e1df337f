/** Sorts the records of a file into new, changed and the same ones, by the digest of their canonical text. */
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { StoredCounts } from "./import-outcome.ts";

/** What storing needs to know beside the records. */
export type StoreKeys = {
  readonly crypto: CryptoProvider;
  readonly streetIds: ReadonlyMap<string, number>;
  /** Audit name of who imports. */
  readonly actor: string;
  /** The file's batch; null for one that is read without. */
  readonly batchId: string | null;
};

export type ComparedRow<Entry, Known> = {
  readonly record: Entry;
  readonly digest: string;
  /** The row on file that changed; undefined for a new one. */
  readonly before: Known | undefined;
};

/** Rows to write, in the order of the file, and how many were of which sort. */
export type ComparedRows<Entry, Known> = {
  readonly counts: StoredCounts;
  readonly rows: readonly ComparedRow<Entry, Known>[];
};

/** @param known the row on file for a record, or undefined */
export function compareRows<Entry, Known extends { readonly rowDigest: string }>(
  rows: readonly { readonly record: Entry; readonly text: string }[],
  known: (record: Entry) => Known | undefined,
): ComparedRows<Entry, Known> {
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  const written: ComparedRow<Entry, Known>[] = [];
  for (const { record, text } of rows) {
    const digest = sha256Hex(text);
    const before = known(record);
    if (before?.rowDigest === digest) {
      counts.unchanged += 1;
      continue;
    }
    counts[before === undefined ? "inserted" : "updated"] += 1;
    written.push({ record, digest, before });
  }
  return { counts, rows: written };
}

/** The id of a street that reading has found. */
export function streetIdOf(keys: StoreKeys, slug: string): number {
  const id = keys.streetIds.get(slug);
  if (id === undefined) throw new Error(`street without a row: ${slug}`);
  return id;
}
