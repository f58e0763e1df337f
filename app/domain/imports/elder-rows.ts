/** One row of the roster becomes one elder with the dated facts that eligibility and planning need. */
import type { PlainDate } from "../time/plain-date.ts";
import type { WeeklyWindow } from "../time/time-window.ts";
import type { AssistanceCode, GradeCode, LivingCode, ServiceModeCode, SexCode } from "./cells/codes.ts";
import { ASSISTANCE_NAMES, GRADE_NAMES, LIVING_NAMES, SERVICE_MODE_NAMES, SEX_NAMES } from "./cells/codes.ts";
import type { Place } from "./cells/coordinates.ts";
import { parseDateCell, parsePeriod } from "./cells/dates.ts";
import type { ProviderFinder, StreetFinder, SubtypeReader } from "./cells/named-lists.ts";
import { providerFinder, streetFinder, subtypeReader } from "./cells/named-lists.ts";
import { parseYesNo, saysNone } from "./cells/numbers.ts";
import { comparable, listParts } from "./cells/plain-text.ts";
import { parseWeeklyWindows } from "./cells/windows.ts";
import type { ElderColumnKey } from "./columns/elder-columns.ts";
import { ELDER_FILE } from "./columns/elder-columns.ts";
import type { ImportContext, ImportStreet } from "./import-context.ts";
import type { RowRules } from "./read-import.ts";
import type { Person } from "./row-fields.ts";
import { checkDate, readPerson, readPhone, readPlace, SeenRows } from "./row-fields.ts";
import type { RowReader } from "./row-reader.ts";

/** A stay away from home; `from` null means that the file gives no date. */
export type ImportedAbsence = {
  readonly kind: "hospital" | "institution";
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly place: string | null;
};

export type ImportedBenefit = { readonly name: string; readonly from: PlainDate | null; readonly to: PlainDate | null };

export type ElderRecord = {
  readonly fullName: string;
  readonly idNumber: string;
  readonly birthOn: PlainDate;
  readonly sex: SexCode;
  readonly phone: string | null;
  readonly registeredAddress: string;
  /** Division code or name of the household registration; the district's own code when it is the district; null when unclear. */
  readonly registeredDistrict: string | null;
  /** Slug of the street. */
  readonly street: string;
  readonly community: string | null;
  readonly address: string;
  readonly residentSince: PlainDate;
  readonly place: Place;
  readonly assistance: {
    readonly kind: AssistanceCode;
    readonly from: PlainDate | null;
    readonly to: PlainDate | null;
  };
  /** Null when the roster says 未评估. */
  readonly assessment: {
    readonly grade: GradeCode;
    readonly assessedOn: PlainDate;
    readonly expiresOn: PlainDate | null;
  } | null;
  readonly living: LivingCode | null;
  readonly serviceMode: ServiceModeCode;
  readonly subtypes: readonly string[];
  /** Credit code of the provider the elder asked for. */
  readonly wishedProvider: string | null;
  /** Empty means: any time. */
  readonly windows: readonly WeeklyWindow[];
  readonly workerSex: SexCode | null;
  readonly refusedWorkers: readonly string[];
  readonly absences: readonly ImportedAbsence[];
  readonly diedOn: PlainDate | null;
  readonly benefits: readonly ImportedBenefit[];
  readonly contact: { readonly name: string; readonly phone: string | null } | null;
  /** Null when the roster says 未签. */
  readonly consentOn: PlainDate | null;
  readonly remark: string | null;
};

type Reader = RowReader<ElderColumnKey>;
type Finders = { readonly street: StreetFinder; readonly provider: ProviderFinder; readonly subtypes: SubtypeReader };

const NOT_ASSESSED = new Set(["未评估", "待评估", "尚未评估", "无", "-", "—", "/"]);
const NOT_SIGNED = new Set(["未签", "未签署", "待签", "待签署", "未同意", "无"]);
const ANY_SEX = new Set(["不限", "无", "无要求", "都可以", "均可", "-", "/"]);

/** Rules for one reading of the roster. */
export function elderRows(context: ImportContext): RowRules<ElderColumnKey, ElderRecord> {
  const seen = new SeenRows();
  const finders: Finders = {
    street: streetFinder(context.streets, context.district.names),
    provider: providerFinder(context.providers),
    subtypes: subtypeReader(context.subtypes),
  };
  return { file: ELDER_FILE, keyColumn: "idNumber", read: (reader) => readElder(reader, { context, seen, finders }) };
}

type Reading = { readonly context: ImportContext; readonly seen: SeenRows; readonly finders: Finders };

/** Every field is read before any is missed, so that all problems of a row are named at once. */
function readElder(reader: Reader, { context, seen, finders }: Reading): ElderRecord | null {
  const fullName = reader.text("fullName");
  const person = readPerson(reader, "idNumber", context.asOf, seen);
  const home = readHome(reader, context, finders.street);
  const needs = readNeeds(reader, finders);
  const assessment = readAssessment(reader, person, context.asOf);
  const consent = readConsent(reader, person, context.asOf);
  const kind = reader.code("assistance", ASSISTANCE_NAMES);
  const period = reader.period("assistancePeriod");
  const diedOn = reader.date("diedOn");
  checkDate(reader, "diedOn", diedOn, { birthOn: person?.birthOn ?? null, asOf: context.asOf });
  const rest = readRest(reader);
  if (fullName === null || person === null || home === null || needs === null || kind === null) return null;
  if (assessment === undefined || consent === undefined) return null;
  return {
    fullName,
    ...person,
    ...home,
    ...needs,
    assistance: { kind, from: period?.from ?? null, to: period?.to ?? null },
    assessment,
    diedOn,
    consentOn: consent,
    ...rest,
  };
}

type Home = Pick<
  ElderRecord,
  "phone" | "registeredAddress" | "registeredDistrict" | "street" | "community" | "address" | "residentSince" | "place"
>;

function readHome(reader: Reader, context: ImportContext, find: StreetFinder): Home | null {
  const phone = readPhone(reader, "phone");
  const registeredAddress = reader.text("registeredAddress");
  const registeredDistrict = readDistrict(reader, registeredAddress, context.district);
  const streetText = reader.text("street");
  const street = streetText === null ? null : ownStreet(reader, context, find(streetText));
  const community = reader.optionalText("community");
  const address = reader.text("address");
  const residentSince = reader.date("residentSince");
  checkDate(reader, "residentSince", residentSince, { birthOn: null, asOf: context.asOf });
  const known = context.communities.find(
    (other) => other.street === street?.slug && community !== null && comparable(other.name) === comparable(community),
  );
  const place = readPlace(reader, known ?? street);
  if (registeredAddress === null || street === null || address === null || residentSince === null || place === null)
    return null;
  return {
    phone,
    registeredAddress,
    registeredDistrict,
    street: street.slug,
    community,
    address,
    residentSince,
    place,
  };
}

/** The street when it is known and the importing office's own: a street's roster never writes elders of another street. */
function ownStreet(reader: Reader, { streets, ownStreets }: ImportContext, found: ImportStreet | null) {
  const names = (known: readonly ImportStreet[]) => known.map((street) => street.nameZh).join("、");
  if (found === null) return reader.report("street", "street-unknown", { expected: names(streets) });
  if (ownStreets === "all" || ownStreets.includes(found.slug)) return found;
  const own = streets.filter((street) => ownStreets.includes(street.slug));
  return reader.report("street", "street-not-yours", { expected: names(own) });
}

/** The registration's district: as given, else from the registered address. Never from the identity number's area digits. */
function readDistrict(reader: Reader, address: string | null, district: ImportContext["district"]): string | null {
  const given = reader.optionalText("registeredDistrict");
  const names = district.names.map(comparable);
  if (given !== null) {
    const plain = comparable(given);
    return plain === district.code || plain.startsWith(district.code) || names.includes(plain) ? district.code : given;
  }
  if (address === null) return null;
  if (names.some((name) => comparable(address).includes(name))) return district.code;
  reader.report("registeredDistrict", "registered-district-unclear");
  return null;
}

type Needs = Pick<
  ElderRecord,
  "living" | "serviceMode" | "subtypes" | "wishedProvider" | "windows" | "workerSex" | "refusedWorkers"
>;

function readNeeds(reader: Reader, finders: Finders): Needs | null {
  const living = reader.code("living", LIVING_NAMES);
  const serviceMode = reader.code("serviceMode", SERVICE_MODE_NAMES) ?? "visits";
  const subtypeText = reader.text("subtypes");
  const subtypes = subtypeText === null ? null : finders.subtypes(subtypeText);
  const wish = reader.optionalText("wishedProvider");
  const wishedProvider = wish === null ? null : finders.provider(wish);
  if (wish !== null && wishedProvider === null) reader.report("wishedProvider", "provider-unknown");
  const windowsText = reader.optionalText("windows");
  const windows = windowsText === null ? null : parseWeeklyWindows(windowsText);
  if (windows?.verdict === "unreadable") reader.report("windows", "windows-unreadable", { token: windows.token });
  const sexText = reader.optionalText("workerSex");
  const workerSex = sexText === null || ANY_SEX.has(sexText) ? null : reader.code("workerSex", SEX_NAMES);
  const refusedWorkers = listParts(reader.optionalText("refusedWorkers") ?? "");
  if (subtypes === null) return null;
  if ("unknown" in subtypes) return reader.report("subtypes", "subtype-unknown", { token: subtypes.unknown });
  if (subtypes.all) return reader.report("subtypes", "subtype-unknown", { token: subtypeText });
  return {
    living,
    serviceMode,
    subtypes: subtypes.codes,
    wishedProvider,
    windows: windows?.verdict === "windows" ? windows.windows : [],
    workerSex,
    refusedWorkers,
  };
}

/** Grade and dates; null for 未评估, undefined after a problem. */
function readAssessment(reader: Reader, person: Person | null, asOf: PlainDate): ElderRecord["assessment"] | undefined {
  if (NOT_ASSESSED.has(comparable(reader.cell("grade").text))) return null;
  const grade = reader.code("grade", GRADE_NAMES);
  const assessedOn = reader.date("assessedOn");
  const expiresOn = reader.date("assessmentExpiresOn");
  checkDate(reader, "assessedOn", assessedOn, { birthOn: person?.birthOn ?? null, asOf });
  if (assessedOn !== null && expiresOn !== null && expiresOn < assessedOn) {
    reader.report("assessmentExpiresOn", "assessed-after-expiry", { assessed: assessedOn });
    return undefined;
  }
  return grade === null || assessedOn === null ? undefined : { grade, assessedOn, expiresOn };
}

/** The date of consent; null for 未签, undefined after a problem. */
function readConsent(reader: Reader, person: Person | null, asOf: PlainDate): PlainDate | null | undefined {
  const cell = reader.filled("consentOn");
  if (cell === null) return undefined;
  if (NOT_SIGNED.has(comparable(cell.text))) return null;
  const on = reader.date("consentOn");
  checkDate(reader, "consentOn", on, { birthOn: person?.birthOn ?? null, asOf });
  return on ?? undefined;
}

type Rest = Pick<ElderRecord, "absences" | "benefits" | "contact" | "remark">;

function readRest(reader: Reader): Rest {
  const contactName = reader.optionalText("contactName");
  const contactPhone = readPhone(reader, "contactPhone");
  if (contactName !== null && contactPhone === null) reader.report("contactPhone", "contact-incomplete");
  return {
    absences: [...readHospital(reader), ...readInstitution(reader)],
    benefits: readBenefits(reader),
    contact: contactName === null ? null : { name: contactName, phone: contactPhone },
    remark: reader.optionalText("remark"),
  };
}

/** 是否住院: yes, no, or the dates of the stay. */
function readHospital(reader: Reader): ImportedAbsence[] {
  const cell = reader.filled("inHospital");
  if (cell === null || saysNone(cell.text)) return [];
  const answer = parseYesNo(cell);
  if (answer === false) return [];
  if (answer === true || ["住院", "住院中", "在院"].includes(comparable(cell.text))) {
    reader.report("inHospital", "hospital-date-missing");
    return [{ kind: "hospital", from: null, to: null, place: null }];
  }
  const date = parseDateCell(cell);
  const period =
    date.verdict === "date"
      ? { from: date.on, to: null }
      : reader.periodOf("inHospital", parsePeriod(cell.text.replace(/^是[\s,，、]*/, ""), false));
  return period === null ? [] : [{ kind: "hospital", ...period, place: null }];
}

/** 入住机构: the name, with or without "2026-03-01起" in brackets or behind a space. */
function readInstitution(reader: Reader): ImportedAbsence[] {
  const text = reader.optionalText("institution");
  if (text === null) return [];
  const { name, period } = splitPeriod(text);
  const read = period === null ? { from: null, to: null } : reader.periodOf("institution", parsePeriod(period, false));
  return read === null ? [] : [{ kind: "institution", ...read, place: name }];
}

function readBenefits(reader: Reader): ImportedBenefit[] {
  const text = reader.optionalText("benefits");
  if (text === null) return [];
  return text
    .split(/[，,、;；|]+/)
    .filter((part) => !saysNone(part))
    .flatMap((part) => {
      const { name, period } = splitPeriod(part.trim());
      const read = period === null ? { from: null, to: null } : reader.periodOf("benefits", parsePeriod(period, false));
      return read === null ? [] : [{ name, ...read }];
    });
}

/** Splits "养老院（2026-03-01起）" into the name and the period's text. */
function splitPeriod(text: string): { name: string; period: string | null } {
  const match = /^(.*?)[\s（(]*((?:至)?\d{4}[-/.年]\d.*?)[)）]?$/.exec(text);
  return match === null ? { name: text, period: null } : { name: (match[1] ?? "").trim(), period: match[2] ?? null };
}
