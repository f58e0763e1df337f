/** One row of the care workers' file becomes one care worker with qualifications, weekly hours and leave. */
import type { PlainDate } from "../time/plain-date.ts";
import type { WeeklyWindow } from "../time/time-window.ts";
import type { Qualification } from "../workforce/qualification.ts";
import type { SexCode } from "./cells/codes.ts";
import type { Place } from "./cells/coordinates.ts";
import type { DayPeriod } from "./cells/dates.ts";
import { parseDateCell, parseDayPeriods } from "./cells/dates.ts";
import type { ProviderFinder, StreetFinder } from "./cells/named-lists.ts";
import { providerFinder, streetFinder } from "./cells/named-lists.ts";
import { saysNone } from "./cells/numbers.ts";
import { listParts } from "./cells/plain-text.ts";
import { parseQualifications } from "./cells/qualifications.ts";
import { parseWeeklyWindows } from "./cells/windows.ts";
import type { ImportContext } from "./import-context.ts";
import { districtMiddle } from "./provider-rows.ts";
import type { RowRules } from "./read-import.ts";
import { checkDate, checkSex, readPerson, readPhone, readPlace, readWhole, SeenRows } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";
import type { WorkerColumnKey } from "./columns/worker-columns.ts";
import { WORKER_FILE } from "./columns/worker-columns.ts";

export type WorkerRecord = {
  readonly fullName: string;
  readonly idNumber: string;
  readonly birthOn: PlainDate;
  readonly sex: SexCode;
  readonly phone: string;
  /** Credit code of the employer. */
  readonly provider: string;
  readonly employedFrom: PlainDate;
  /** Last day of employment. */
  readonly employedTo: PlainDate | null;
  readonly qualifications: readonly Qualification[];
  /** Slug of the street the worker starts from. */
  readonly homeStreet: string | null;
  readonly place: Place;
  readonly availability: readonly WeeklyWindow[];
  readonly weeklyHoursMax: number | null;
  readonly leave: readonly DayPeriod[];
  readonly dialects: readonly string[];
};

type Reader = RowReader<WorkerColumnKey>;
type Reading = {
  readonly context: ImportContext;
  readonly seen: SeenRows;
  readonly street: StreetFinder;
  readonly provider: ProviderFinder;
};

const HOURS_OF_WEEK = 168;

/** Rules for one reading of the care workers' file. */
export function workerRows(context: ImportContext): RowRules<WorkerColumnKey, WorkerRecord> {
  const reading: Reading = {
    context,
    seen: new SeenRows(),
    street: streetFinder(context.streets, context.district.names),
    provider: providerFinder(context.providers),
  };
  return { file: WORKER_FILE, keyColumn: "idNumber", read: (reader) => readWorker(reader, reading) };
}

function readWorker(reader: Reader, reading: Reading): WorkerRecord | null {
  const fullName = reader.text("fullName");
  const person = readPerson(reader, "idNumber", reading.context.asOf, reading.seen);
  checkSex(reader, "sex", person);
  const phone = readPhone(reader, "phone");
  const provider = readProvider(reader, reading.provider);
  const employment = readEmployment(reader, person?.birthOn ?? null, reading.context.asOf);
  const qualifications = readQualifications(reader);
  const home = readHome(reader, reading);
  const availability = readAvailability(reader);
  const weeklyHoursMax = readWhole(reader, "weeklyHoursMax", {
    least: 1,
    most: HOURS_OF_WEEK,
    units: ["小时", "时", "小时/周"],
  });
  const leave = readLeave(reader);
  const dialects = listParts(reader.optionalText("dialects") ?? "");
  if (fullName === null || person === null || phone === null || provider === null || employment === null) return null;
  if (qualifications === null || home === null || availability === null || leave === null) return null;
  return {
    fullName,
    ...person,
    phone,
    provider,
    ...employment,
    qualifications,
    ...home,
    availability,
    weeklyHoursMax,
    leave,
    dialects,
  };
}

function readProvider(reader: Reader, find: ProviderFinder): string | null {
  const text = reader.text("provider");
  return text === null ? null : (find(text) ?? reader.report("provider", "provider-unknown"));
}

function readEmployment(
  reader: Reader,
  birthOn: PlainDate | null,
  asOf: PlainDate,
): Pick<WorkerRecord, "employedFrom" | "employedTo"> | null {
  const employedFrom = reader.date("employedFrom");
  const employedTo = reader.date("employedTo");
  checkDate(reader, "employedFrom", employedFrom, { birthOn, asOf });
  if (employedFrom === null) return null;
  if (employedTo !== null && employedTo < employedFrom)
    return reader.report("employedTo", "period-reversed", { from: employedFrom });
  return { employedFrom, employedTo };
}

function readQualifications(reader: Reader): Qualification[] | null {
  const text = reader.text("qualifications");
  if (text === null) return null;
  const reading = parseQualifications(text);
  if (reading.verdict === "qualifications" && reading.qualifications.length > 0) return reading.qualifications;
  if (reading.verdict === "impossible")
    return reader.report("qualifications", "date-impossible", { token: reading.token });
  return reader.report("qualifications", "qualification-unreadable", {
    token: reading.verdict === "qualifications" ? text : reading.token,
  });
}

function readHome(reader: Reader, { street, context }: Reading): Pick<WorkerRecord, "homeStreet" | "place"> | null {
  const text = reader.optionalText("homeStreet");
  const home = text === null ? null : street(text);
  const unknown = text !== null && home === null;
  if (unknown)
    reader.report("homeStreet", "street-unknown", {
      expected: context.streets.map((known) => known.nameZh).join("、"),
    });
  const place = readPlace(reader, home ?? districtMiddle(context));
  return unknown || place === null ? null : { homeStreet: home?.slug ?? null, place };
}

function readAvailability(reader: Reader): WeeklyWindow[] | null {
  const text = reader.text("availability");
  if (text === null) return null;
  const reading = parseWeeklyWindows(text);
  if (reading.verdict === "unreadable")
    return reader.report("availability", "windows-unreadable", { token: reading.token });
  return reading.windows.length > 0
    ? reading.windows
    : reader.report("availability", "windows-unreadable", { token: text });
}

function readLeave(reader: Reader): DayPeriod[] | null {
  const cell = reader.filled("leave");
  if (cell === null) return reader.cell("leave").kind === "error" ? null : [];
  if (saysNone(cell.text)) return [];
  const date = parseDateCell(cell);
  if (date.verdict === "date") return [{ from: date.on, to: date.on }];
  const reading = parseDayPeriods(cell.text);
  if ("periods" in reading) return reading.periods;
  switch (reading.verdict) {
    case "impossible":
      return reader.report("leave", "date-impossible", { token: reading.unreadable });
    case "reversed":
      return reader.report("leave", "period-reversed", { token: reading.unreadable });
    case "unreadable":
      return reader.report("leave", "period-unreadable", { token: reading.unreadable });
  }
}
