/** Rows of the providers' file: one row per contract, joined into providers. */
import type { Fen } from "../money/fen.ts";
import { fenAsNumber } from "../money/fen.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { Point } from "../verification/datum.ts";
import type { ProviderStateCode } from "./cells/codes.ts";
import { PROVIDER_STATE_NAMES } from "./cells/codes.ts";
import type { Place } from "./cells/coordinates.ts";
import type { StreetFinder, SubtypeReader } from "./cells/named-lists.ts";
import { parseStreetList, streetFinder, subtypeReader } from "./cells/named-lists.ts";
import { parseYuanCell } from "./cells/numbers.ts";
import { comparable, plainText } from "./cells/plain-text.ts";
import type { ImportContext } from "./import-context.ts";
import type { ProviderColumnKey } from "./columns/provider-columns.ts";
import { PROVIDER_FILE } from "./columns/provider-columns.ts";
import type { ImportedRow, RowRules } from "./read-import.ts";
import { readCreditCode, readPhone, readPlace, readWhole, SeenRows } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";

export type ContractRecord = {
  readonly contractNo: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Slugs; empty when `allStreets`. */
  readonly streets: readonly string[];
  readonly allStreets: boolean;
  readonly subtypes: readonly string[];
  readonly allSubtypes: boolean;
  readonly priceFen: Fen;
  readonly monthlyCapacity: number;
};

export type ProviderRecord = {
  readonly name: string;
  readonly creditCode: string;
  readonly kind: string | null;
  readonly address: string | null;
  readonly place: Place;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly bankName: string | null;
  readonly bankAccount: string | null;
  readonly state: ProviderStateCode;
  readonly contracts: readonly ContractRecord[];
};

/** One row: the provider's facts and one contract. */
export type ProviderRow = Omit<ProviderRecord, "contracts"> & { readonly contract: ContractRecord };

type Reader = RowReader<ProviderColumnKey>;
type Reading = {
  readonly context: ImportContext;
  readonly streets: StreetFinder;
  readonly subtypes: SubtypeReader;
  readonly contracts: SeenRows;
  readonly names: Map<string, { name: string; row: number }>;
};

/** A contract of more visits a month than this was mistyped: 100,000 is over twenty times the district's demand. */
const CAPACITY_MOST = 100_000;

/** Rules for one reading of the providers' file. */
export function providerRows(context: ImportContext): RowRules<ProviderColumnKey, ProviderRow> {
  const reading: Reading = {
    context,
    streets: streetFinder(context.streets, context.district.names),
    subtypes: subtypeReader(context.subtypes),
    contracts: new SeenRows(),
    names: new Map(),
  };
  return { file: PROVIDER_FILE, keyColumn: "creditCode", read: (reader) => readProvider(reader, reading) };
}

/** Joins rows of one credit code into a provider with its contracts, in the order of the file. */
export function joinProviders(rows: readonly ImportedRow<ProviderRow>[]): ProviderRecord[] {
  const providers = new Map<string, ProviderRecord & { contracts: ContractRecord[] }>();
  for (const { record } of rows) {
    const { contract, ...facts } = record;
    const known = providers.get(record.creditCode);
    if (known === undefined) providers.set(record.creditCode, { ...facts, contracts: [contract] });
    else known.contracts.push(contract);
  }
  return [...providers.values()];
}

function readProvider(reader: Reader, reading: Reading): ProviderRow | null {
  const name = reader.text("name");
  const creditCode = readCreditCode(reader, "creditCode");
  if (name !== null && creditCode !== null) checkSameProvider(reader, reading, { name, creditCode });
  const contract = readContract(reader, reading, creditCode);
  const fallback = placeFallback(contract, reading.context);
  const place = readPlace(reader, fallback);
  const facts = {
    kind: reader.optionalText("kind"),
    address: reader.optionalText("address"),
    contactName: reader.optionalText("contactName"),
    contactPhone: readPhone(reader, "contactPhone"),
    bankName: reader.optionalText("bankName"),
    bankAccount: readAccount(reader),
    state: reader.code("state", PROVIDER_STATE_NAMES) ?? "active",
  };
  if (name === null || creditCode === null || contract === null || place === null) return null;
  return { name, creditCode, place, ...facts, contract };
}

/** Two rows of one credit code must name the same provider, and one name must not have two codes. */
function checkSameProvider(reader: Reader, reading: Reading, row: { name: string; creditCode: string }): void {
  const byCode = reading.names.get(row.creditCode);
  const byName = reading.names.get(comparable(row.name));
  const onFile = reading.context.providers.find((known) => known.name === row.name);
  if (byCode !== undefined && comparable(byCode.name) !== comparable(row.name)) {
    reader.report("name", "provider-contradicts", { first_row: byCode.row, other: byCode.name });
  } else if (byName !== undefined && byName.name !== row.creditCode) {
    reader.report("creditCode", "provider-contradicts", { first_row: byName.row, other: byName.name });
  } else if (onFile !== undefined && onFile.creditCode !== row.creditCode) {
    reader.report("name", "provider-name-taken", { other: onFile.creditCode });
  }
  reading.names.set(row.creditCode, byCode ?? { name: row.name, row: reader.rowNumber });
  reading.names.set(comparable(row.name), byName ?? { name: row.creditCode, row: reader.rowNumber });
}

function readContract(reader: Reader, reading: Reading, creditCode: string | null): ContractRecord | null {
  const contractNo = reader.text("contractNo");
  const earlier = contractNo === null ? null : reading.contracts.earlierRow(comparable(contractNo), reader.rowNumber);
  if (earlier !== null) reader.report("contractNo", "contract-duplicate", { first_row: earlier });
  const holder = reading.context.contracts.find((known) => known.contractNo === contractNo)?.creditCode;
  if (holder !== undefined && creditCode !== null && holder !== creditCode)
    reader.report("contractNo", "contract-elsewhere", { other: holder });
  const period = reader.period("contractPeriod");
  if (period !== null && (period.from === null || period.to === null))
    reader.report("contractPeriod", "period-unreadable");
  const streets = readStreets(reader, reading);
  const subtypes = readSubtypes(reader, reading);
  const priceFen = readPrice(reader, reading.context);
  const monthlyCapacity = readWhole(reader, "monthlyCapacity", {
    least: 1,
    most: CAPACITY_MOST,
    units: ["次", "次/月", "人次"],
  });
  if (contractNo === null || streets === null || subtypes === null || priceFen === null || monthlyCapacity === null)
    return null;
  if (period === null || period.from === null || period.to === null) return null;
  return { contractNo, from: period.from, to: period.to, ...streets, ...subtypes, priceFen, monthlyCapacity };
}

function readStreets(reader: Reader, reading: Reading): Pick<ContractRecord, "streets" | "allStreets"> | null {
  const text = reader.text("streets");
  if (text === null) return null;
  const list = parseStreetList(text, reading.streets, reading.context.streets);
  if ("unknown" in list)
    return reader.report("streets", "street-unknown", {
      token: list.unknown,
      expected: reading.context.streets.map((street) => street.nameZh).join("、"),
    });
  return { streets: list.codes, allStreets: list.all };
}

function readSubtypes(reader: Reader, reading: Reading): Pick<ContractRecord, "subtypes" | "allSubtypes"> | null {
  const text = reader.text("subtypes");
  if (text === null) return null;
  const list = reading.subtypes(text);
  if ("unknown" in list) return reader.report("subtypes", "subtype-unknown", { token: list.unknown });
  return { subtypes: list.codes, allSubtypes: list.all };
}

/** The price of a visit in fen, between the floor and the district's cap; the cap must be set before the first contract. */
function readPrice(reader: Reader, context: ImportContext): Fen | null {
  const cell = reader.filled("price");
  if (cell === null) return null;
  const price = parseYuanCell(cell);
  if (price === null) return reader.report("price", "amount-unreadable");
  if (context.priceCapFen === null) return reader.report("price", "price-cap-missing");
  if (price < context.priceFloorFen || price > context.priceCapFen) {
    return reader.report("price", "price-out-of-bounds", {
      floor_fen: fenAsNumber(context.priceFloorFen),
      cap_fen: fenAsNumber(context.priceCapFen),
    });
  }
  return price;
}

/** A bank account as digits; spaces and hyphens between groups are dropped. */
function readAccount(reader: Reader): string | null {
  const text = reader.optionalText("bankAccount");
  if (text === null) return null;
  const digits = plainText(text).replace(/[\s-]/g, "");
  return /^\d{6,30}$/.test(digits) ? digits : reader.report("bankAccount", "number-unreadable");
}

/** The point used for a provider without coordinates: its first street, else the middle of the district. */
function placeFallback(contract: ContractRecord | null, context: ImportContext): Point | null {
  const first = context.streets.find((street) => street.slug === contract?.streets[0]);
  return first ?? districtMiddle(context);
}

/** Mean of the street centroids; null without streets. */
export function districtMiddle({ streets }: Pick<ImportContext, "streets">): Point | null {
  if (streets.length === 0) return null;
  const mean = (values: readonly number[]) =>
    Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e6) / 1e6;
  return {
    latitude: mean(streets.map((street) => street.latitude)),
    longitude: mean(streets.map((street) => street.longitude)),
  };
}
