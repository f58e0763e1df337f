/** Fields that several files share: identity numbers, phones, credit codes, places, dates held against a birth date. */
import { checkIdNumber } from "../elders/id-number.ts";
import { normalisePhone } from "../elders/phone-number.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { Point } from "../verification/datum.ts";
import { distanceM } from "../verification/location.ts";
import { checkCreditCode } from "../workforce/credit-code.ts";
import { DATUM_NAMES, SEX_NAMES } from "./cells/codes.ts";
import type { Place } from "./cells/coordinates.ts";
import { approximatePlace, FAR_FROM_STREET_M, givenPlace, isInChina } from "./cells/coordinates.ts";
import { parseDecimal, parseWholeNumber } from "./cells/numbers.ts";
import type { RowReader } from "./row-reader.ts";

export type Person = { readonly idNumber: string; readonly birthOn: PlainDate; readonly sex: "female" | "male" };

/** Rows already read, by key; a second row with the same key is a problem that names the first. */
export class SeenRows {
  readonly #rows = new Map<string, number>();

  /** The row that had this key before, or null after noting this one. */
  earlierRow(key: string, rowNumber: number): number | null {
    const earlier = this.#rows.get(key);
    if (earlier === undefined) this.#rows.set(key, rowNumber);
    return earlier ?? null;
  }
}

/** An identity number with its check digit (GB 11643), once per file. Numeric cells are refused whatever the checksum says. */
export function readPerson<Key extends string>(
  reader: RowReader<Key>,
  key: Key,
  asOf: PlainDate,
  seen: SeenRows,
): Person | null {
  const text = reader.text(key);
  if (text === null) return null;
  const check = checkIdNumber(text, asOf);
  if (check.verdict === "invalid") return reader.report(key, "id-number-invalid", { reason: check.reason });
  for (const warning of check.warnings) reader.report(key, "id-number-unusual", { reason: warning });
  const earlier = seen.earlierRow(check.normalised, reader.rowNumber);
  if (earlier !== null) return reader.report(key, "id-number-duplicate", { first_row: earlier });
  return { idNumber: check.normalised, birthOn: check.birthOn, sex: check.sex };
}

/** A mobile or fixed-line number in its stored form (8 digits get the area code). */
export function readPhone<Key extends string>(reader: RowReader<Key>, key: Key): string | null {
  const text = reader.isRequired(key) ? reader.text(key) : reader.optionalText(key);
  if (text === null) return null;
  return normalisePhone(text)?.normalised ?? reader.report(key, "phone-invalid");
}

/** A unified social credit code (GB 32100). */
export function readCreditCode<Key extends string>(reader: RowReader<Key>, key: Key): string | null {
  const text = reader.text(key);
  if (text === null) return null;
  const check = checkCreditCode(text);
  return check.verdict === "valid"
    ? check.normalised
    : reader.report(key, "credit-code-invalid", { reason: check.reason });
}

/** A whole number from `least` to `most`. */
export function readWhole<Key extends string>(
  reader: RowReader<Key>,
  key: Key,
  bounds: { readonly least: number; readonly most: number; readonly units?: readonly string[] },
): number | null {
  const cell = reader.filled(key);
  if (cell === null) return null;
  const value = parseWholeNumber(cell, bounds.units ?? []);
  if (value === null) return reader.report(key, "number-unreadable");
  if (value < bounds.least || value > bounds.most) {
    return reader.report(key, "number-out-of-range", { least: bounds.least, most: bounds.most });
  }
  return value;
}

/** A date that is questioned when it lies after `asOf` and refused when before the birth date. */
export function checkDate<Key extends string>(
  reader: RowReader<Key>,
  key: Key,
  on: PlainDate | null,
  bounds: { readonly birthOn: PlainDate | null; readonly asOf: PlainDate },
): void {
  if (on === null) return;
  if (bounds.birthOn !== null && on < bounds.birthOn)
    reader.report(key, "date-before-birth", { birth: bounds.birthOn.slice(0, 4) });
  else if (on > bounds.asOf) reader.report(key, "date-in-future", { today: bounds.asOf });
}

/** Questions a 性别 cell that contradicts the identity number; the number wins. */
export function checkSex<Key extends string>(reader: RowReader<Key>, key: Key, person: Person | null): void {
  const sex = reader.code(key, SEX_NAMES);
  if (sex !== null && person !== null && sex !== person.sex) {
    reader.report(key, "sex-mismatch", { expected: person.sex === "female" ? "女" : "男" });
  }
}

type PlaceKey = "longitude" | "latitude" | "datum";
/** What is needed of a row reader that knows more columns than these. */
type PlaceReader = Pick<RowReader<PlaceKey>, "cell" | "code" | "filled" | "report" | "problems">;

/**
 * The point of a row in WGS-84. Both coordinates or neither; a Chinese map datum is converted; without coordinates the
 * fallback is used and marked approximate. Null when something is wrong, or when there is no fallback.
 */
export function readPlace(reader: PlaceReader, fallback: Point | null): Place | null {
  const datum = reader.code("datum", DATUM_NAMES) ?? "WGS-84";
  const [longitude, latitude] = [readDegrees(reader, "longitude"), readDegrees(reader, "latitude")];
  if (longitude === "wrong" || latitude === "wrong") return null;
  if (longitude === null && latitude === null) return fallback === null ? null : approximatePlace(fallback);
  if (longitude === null || latitude === null)
    return reader.report(longitude === null ? "longitude" : "latitude", "coordinates-incomplete");
  const typed = { latitude, longitude };
  if (!isInChina(typed)) {
    if (isInChina({ latitude: longitude, longitude: latitude }))
      return reader.report("longitude", "coordinates-swapped");
    return reader.report("longitude", "number-out-of-range", { least: 73, most: 136 });
  }
  const place = givenPlace(typed, datum);
  const away = fallback === null ? 0 : distanceM(place, fallback);
  if (away > FAR_FROM_STREET_M) reader.report("longitude", "coordinates-far", { kilometres: Math.round(away / 1000) });
  return place;
}

function readDegrees(reader: PlaceReader, key: PlaceKey): number | null | "wrong" {
  const before = reader.problems.length;
  const cell = reader.filled(key);
  if (cell === null) return reader.problems.length > before ? "wrong" : null;
  const degrees = parseDecimal(cell);
  if (degrees !== null) return degrees;
  reader.report(key, "number-unreadable");
  return "wrong";
}
