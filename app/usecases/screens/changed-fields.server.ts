/** Which fields of an elder's file a change touched. Values are compared here and stay here: the history names fields only. */
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";

type Row = Readonly<Record<string, unknown>>;

const PLAIN = [
  "name",
  "sex",
  "birthOn",
  "hukouDistrict",
  "streetId",
  "community",
  "residenceSince",
  "livingSituation",
  "serviceMode",
  "subtypes",
  "windows",
  "preferredProvider",
  "workerSex",
  "refusedWorkers",
  "deathOn",
  "consentOn",
  "declinedOn",
  "approvedOn",
  "note",
];

/** Sealed again at every change, so that only the opened values can be compared. */
const SEALED: Readonly<Record<string, string>> = {
  idNumberCipher: "id_number",
  phoneCipher: "phone",
  hukouAddressCipher: "hukou_address",
  addressCipher: "address",
};

/** Text that is equal for equal values, whatever the order in which the database hands out the keys of an object. */
function comparable(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

/**
 * @param before the row before the change
 * @param after the row after it
 * @returns names of fields; "facts" alone when no field of the row differs, because then a dated fact about the elder did
 */
export function changedFields(before: unknown, after: unknown, crypto: CryptoProvider): string[] {
  const [old, fresh] = [before as Row, after as Row];
  const opened = (row: Row, field: string, column: string) => {
    const cipher = row[field];
    return typeof cipher === "string" ? crypto.decrypt(cipher, { table: "elder", column, row: String(row["id"]) }) : "";
  };
  const plain = PLAIN.filter((field) => comparable(old[field]) !== comparable(fresh[field]));
  const sealed = Object.entries(SEALED)
    .filter(([field, column]) => opened(old, field, column) !== opened(fresh, field, column))
    .map(([field]) => field);
  const changed = [...plain, ...sealed];
  return changed.length === 0 ? ["facts"] : changed;
}
