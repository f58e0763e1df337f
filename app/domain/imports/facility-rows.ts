/** One row of the facilities' file: a street centre, a comprehensive station or a community station. */
import type { FacilityKindCode } from "./cells/codes.ts";
import { FACILITY_KIND_NAMES } from "./cells/codes.ts";
import type { Place } from "./cells/coordinates.ts";
import type { StreetFinder } from "./cells/named-lists.ts";
import { streetFinder } from "./cells/named-lists.ts";
import { comparable } from "./cells/plain-text.ts";
import type { FacilityColumnKey } from "./columns/facility-columns.ts";
import { FACILITY_FILE } from "./columns/facility-columns.ts";
import type { ImportContext } from "./import-context.ts";
import type { RowRules } from "./read-import.ts";
import { readPhone, readPlace, readWhole, SeenRows } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";

export type FacilityRecord = {
  readonly name: string;
  readonly kind: FacilityKindCode;
  /** Slug of the street. */
  readonly street: string;
  readonly community: string | null;
  readonly address: string | null;
  readonly place: Place;
  readonly phone: string | null;
  readonly openingHours: string | null;
  readonly capacity: number | null;
};

type Reader = RowReader<FacilityColumnKey>;

/** Rules for one reading of the facilities' file. */
export function facilityRows(context: ImportContext): RowRules<FacilityColumnKey, FacilityRecord> {
  const seen = new SeenRows();
  const find = streetFinder(context.streets, context.district.names);
  return { file: FACILITY_FILE, keyColumn: "kind", read: (reader) => readFacility(reader, { context, seen, find }) };
}

type Reading = { readonly context: ImportContext; readonly seen: SeenRows; readonly find: StreetFinder };

function readFacility(reader: Reader, { context, seen, find }: Reading): FacilityRecord | null {
  const name = reader.text("name");
  const earlier = name === null ? null : seen.earlierRow(comparable(name), reader.rowNumber);
  if (earlier !== null) reader.report("name", "facility-duplicate", { first_row: earlier });
  const kind = reader.code("kind", FACILITY_KIND_NAMES);
  const streetText = reader.text("street");
  const street = streetText === null ? null : find(streetText);
  if (streetText !== null && street === null) {
    reader.report("street", "street-unknown", { expected: context.streets.map((known) => known.nameZh).join("、") });
  }
  const place = readPlace(reader, street);
  const facts = {
    community: reader.optionalText("community"),
    address: reader.optionalText("address"),
    phone: readPhone(reader, "phone"),
    openingHours: reader.optionalText("openingHours"),
    capacity: readWhole(reader, "capacity", { least: 0, most: 10_000, units: ["人", "床", "张"] }),
  };
  if (name === null || kind === null || street === null || place === null) return null;
  return { name, kind, street: street.slug, place, ...facts };
}
