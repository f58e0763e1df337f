/**
 * One row of a list that stops money: whose, when, and what happened. The third cell begins with the matter and may name the hospital,
 * the institution, the benefit or the fund with its hours behind it ("住院：通大附院", "其他资金列支：护理保险 09:00-10:00"); 撤销 before it takes back what an earlier list said.
 */
import type { StopFact, StopKind } from "../elders/stop-fact.ts";
import { checkIdNumber } from "../elders/id-number.ts";
import type { ServiceHours } from "../elders/service-charge.ts";
import { instantAt } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { STOP_NAMES } from "./cells/codes.ts";
import { keptText } from "./cells/plain-text.ts";
import type { StopColumnKey } from "./columns/stop-columns.ts";
import { STOP_FILE } from "./columns/stop-columns.ts";
import type { ImportContext } from "./import-context.ts";
import type { RowRules } from "./read-import.ts";
import { checkDate, SeenRows } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";

export type StopRecord = {
  readonly idNumber: string;
  readonly kind: StopKind;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly note: string | null;
  /** Of a charge: the hour that another fund paid for. */
  readonly hours?: ServiceHours;
  /** An earlier list was wrong: the fact with this first day does not hold. */
  readonly isRevoked: boolean;
};

const REVOKED = /^(?:撤销|更正)\s*[:：]?\s*/;
const BEHIND = /^[\s:：,，;；、]+/;
const IN_BRACKETS = /^[(（](.*)[)）]$/;

type Matter = Pick<StopRecord, "kind" | "note" | "isRevoked">;

/** Reads "住院：通大附院", "撤销去世", "其他补贴（残疾人护理补贴）"; null when no known word begins it. */
export function readMatter(text: string): Matter | null {
  const kept = keptText(text);
  const isRevoked = REVOKED.test(kept);
  const said = kept.replace(REVOKED, "");
  for (const [kind, ...names] of STOP_NAMES) {
    const name = names.find((one) => said.startsWith(one));
    if (name === undefined) continue;
    const rest = said.slice(name.length).replace(BEHIND, "").trim();
    const note = IN_BRACKETS.exec(rest)?.[1]?.trim() ?? rest;
    return { kind, note: note === "" ? null : note, isRevoked };
  }
  return null;
}

/** Fund and hours of a charge, such as "护理保险 09:00-10:00"; minutes of the day. */
const CHARGED =
  /^(.+?)[\s,，;；]*(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)\s*(?:-|–|—|~|～|至|到)\s*([01]?\d|2[0-3])[:：]([0-5]\d)$/;

/** What a charge's list says behind the word; null when a fund or an hour is missing, or the hour ends before it begins. */
export function readCharge(note: string | null, on: PlainDate): { fund: string; hours: ServiceHours } | null {
  const found = CHARGED.exec(note ?? "");
  if (found === null) return null;
  const [, name = "", ...clock] = found;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = clock.map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const fund = (IN_BRACKETS.exec(name)?.[1] ?? name).trim();
  if (fund === "" || from >= to) return null;
  return { fund, hours: { startAt: instantAt(on, from), endAt: instantAt(on, to) } };
}

type Reader = RowReader<StopColumnKey>;

type Days = { readonly from: PlainDate | null; readonly to: PlainDate | null };

/** Date columns that say what happened, and where the end of it stands. */
const TELLING = [
  { key: "deathOn", kind: "death", end: null },
  { key: "admittedOn", kind: "hospital", end: "dischargedOn" },
  { key: "enteredOn", kind: "institution", end: "leftOn" },
  { key: "movedOn", kind: "moved", end: null },
] as const satisfies readonly { key: StopColumnKey; kind: StopKind; end: StopColumnKey | null }[];
type Telling = (typeof TELLING)[number];

const isFilled = (reader: Reader, key: StopColumnKey) => keptText(reader.cell(key).text) !== "";

/** The date column of the row's matter: of the matter that the row names, else the only one that is filled. */
function tellingOf(reader: Reader, kind: StopKind | null): Telling | null {
  const filled = TELLING.filter(({ key }) => isFilled(reader, key));
  return filled.find((one) => one.kind === kind) ?? (kind !== null || filled.length === 1 ? (filled[0] ?? null) : null);
}

/** Days of the row's own date column, the end in a column of its own where there is one. */
function readTold(reader: Reader, { key, end }: Telling): Days | null {
  const span = reader.period(key);
  const to = end === null || !isFilled(reader, end) ? null : reader.date(end);
  if (span === null || end === null || to === null) return span;
  return span.from !== null && to < span.from ? reader.report(end, "period-reversed") : { from: span.from, to };
}

/** A death and a move happen on one day and last, a charge is of one day; the others may have an end. */
function readDays(
  reader: Reader,
  kind: StopKind | null,
): { readonly from: PlainDate; readonly to: PlainDate | null; readonly key: StopColumnKey } | null {
  const telling = isFilled(reader, "days") ? null : tellingOf(reader, kind);
  const key = telling?.key ?? "days";
  const span = telling === null ? reader.period("days") : readTold(reader, telling);
  if (span === null) return null;
  if (span.from === null) return reader.report(key, "period-unreadable");
  const isOneDay = kind === "death" || kind === "moved" || kind === "charge";
  if (isOneDay && span.to !== null && span.to !== span.from) return reader.report(key, "date-unreadable");
  return { key, from: span.from, to: kind === "charge" ? span.from : isOneDay ? null : span.to };
}

function readKind(reader: Reader): Matter | null {
  const before = reader.problems.length;
  const text = reader.text("matter");
  if (reader.problems.length > before) return null;
  if (text === null) {
    const told = tellingOf(reader, null);
    return told === null
      ? reader.report("matter", "required-empty")
      : { kind: told.kind, note: null, isRevoked: false };
  }
  const matter = readMatter(text);
  if (matter === null)
    return reader.report("matter", "code-unknown", { expected: STOP_NAMES.map(([, name]) => name).join("、") });
  return matter.kind === "benefit" && matter.note === null ? reader.report("matter", "benefit-unnamed") : matter;
}

function readStop(reader: Reader, context: ImportContext, seen: SeenRows): StopRecord | null {
  const text = reader.text("idNumber");
  const check = text === null ? null : checkIdNumber(text, context.asOf);
  if (check?.verdict === "invalid") reader.report("idNumber", "id-number-invalid", { reason: check.reason });
  const matter = readKind(reader);
  const found = readDays(reader, matter?.kind ?? null);
  if (check?.verdict !== "valid" || matter === null || found === null) return null;
  const { key, ...days } = found;
  checkDate(reader, key, days.from, {
    birthOn: check.birthOn,
    asOf: matter.kind === "death" ? days.from : context.asOf,
  });
  if (matter.kind === "death" && days.from > context.asOf)
    return reader.report(key, "death-in-future", { today: context.asOf });
  const charge = matter.kind === "charge" ? readCharge(matter.note, days.from) : null;
  if (matter.kind === "charge" && charge === null) return reader.report("matter", "charge-unreadable");
  const charged = charge === null ? {} : { note: charge.fund, hours: charge.hours };
  const record = { idNumber: check.normalised, ...matter, ...days, ...charged };
  const earlier = seen.earlierRow(keyOf(record), reader.rowNumber);
  return earlier === null ? record : reader.report("idNumber", "stop-duplicate", { first_row: earlier });
}

function keyOf({ idNumber, kind, from, note, hours }: StopRecord): string {
  if (kind === "charge") return `${idNumber} ${kind} ${note ?? ""} ${hours?.startAt ?? ""}`;
  if (kind === "death" || kind === "moved") return `${idNumber} ${kind}`;
  return `${idNumber} ${kind} ${from} ${kind === "benefit" ? (note ?? "") : ""}`;
}

/** The fact that a row tells of. */
export function stopFactOf({ kind, from, to, note, hours }: StopRecord): StopFact {
  return { kind, from, to, note, ...(hours !== undefined && { hours }) };
}

/** Rules for one reading of a list. */
export function stopRows(context: ImportContext): RowRules<StopColumnKey, StopRecord> {
  const seen = new SeenRows();
  return { file: STOP_FILE, keyColumn: "idNumber", read: (reader) => readStop(reader, context, seen) };
}
