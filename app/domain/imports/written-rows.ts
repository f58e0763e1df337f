/** Records as the cells of the office's files; reading them again gives the same records. */
import type { Fen } from "../money/fen.ts";
import type { ElderColumnKey } from "./columns/elder-columns.ts";
import type { FacilityColumnKey } from "./columns/facility-columns.ts";
import type { ProviderColumnKey } from "./columns/provider-columns.ts";
import type { WorkerColumnKey } from "./columns/worker-columns.ts";
import {
  ASSISTANCE_NAMES,
  FACILITY_KIND_NAMES,
  GRADE_NAMES,
  LIVING_NAMES,
  nameOfCode,
  PROVIDER_STATE_NAMES,
  SERVICE_MODE_NAMES,
  SEX_NAMES,
} from "./cells/codes.ts";
import type { Place } from "./cells/coordinates.ts";
import { dayPeriodsText, periodText } from "./cells/dates.ts";
import { qualificationsText } from "./cells/qualifications.ts";
import { weeklyWindowsText } from "./cells/windows.ts";
import type { ElderRecord, ImportedAbsence } from "./elder-rows.ts";
import type { FacilityRecord } from "./facility-rows.ts";
import type { ProviderRow } from "./provider-rows.ts";
import type { WorkerRecord } from "./worker-rows.ts";

/** Text, a number, or an amount in fen. */
export type WrittenCell = string | number | Fen | null;
type Written<Key extends string> = Readonly<Record<Key, WrittenCell>>;

/** Names by slug and by credit code; a code without a name is written as itself. */
export type WrittenNames = {
  readonly streets: ReadonlyMap<string, string>;
  readonly providers: ReadonlyMap<string, string>;
};

const NONE = "无";
const named = (names: ReadonlyMap<string, string>, code: string | null) =>
  code === null ? null : (names.get(code) ?? code);
const listed = (parts: readonly string[]) => (parts.length === 0 ? null : parts.join("、"));

/** Points that only stand for a street are left out: reading fills them in again. */
function writtenPlace(
  place: Place,
): Pick<Record<"longitude" | "latitude" | "datum", WrittenCell>, "longitude" | "latitude" | "datum"> {
  return place.quality === "given"
    ? { longitude: place.longitude, latitude: place.latitude, datum: "WGS-84" }
    : { longitude: null, latitude: null, datum: null };
}

/** One elder as a row of the roster 服务对象花名册. */
export function writtenElder(elder: ElderRecord, names: WrittenNames): Written<ElderColumnKey> {
  const stay = (kind: ImportedAbsence["kind"]) => elder.absences.find((absence) => absence.kind === kind);
  const [hospital, institution] = [stay("hospital"), stay("institution")];
  return {
    fullName: elder.fullName,
    idNumber: elder.idNumber,
    phone: elder.phone,
    registeredAddress: elder.registeredAddress,
    registeredDistrict: elder.registeredDistrict,
    street: named(names.streets, elder.street),
    community: elder.community,
    address: elder.address,
    residentSince: elder.residentSince,
    ...writtenPlace(elder.place),
    assistance: nameOfCode(elder.assistance.kind, ASSISTANCE_NAMES),
    assistancePeriod: periodText(elder.assistance.from, elder.assistance.to),
    grade: elder.assessment === null ? "未评估" : nameOfCode(elder.assessment.grade, GRADE_NAMES),
    assessedOn: elder.assessment?.assessedOn ?? "未评估",
    assessmentExpiresOn: elder.assessment?.expiresOn ?? null,
    living: elder.living === null ? null : nameOfCode(elder.living, LIVING_NAMES),
    serviceMode: nameOfCode(elder.serviceMode, SERVICE_MODE_NAMES),
    subtypes: listed(elder.subtypes),
    wishedProvider: named(names.providers, elder.wishedProvider),
    windows: weeklyWindowsText(elder.windows),
    workerSex: elder.workerSex === null ? null : nameOfCode(elder.workerSex, SEX_NAMES),
    refusedWorkers: listed(elder.refusedWorkers),
    inHospital: hospital === undefined ? "否" : periodText(hospital.from, hospital.to) || "是",
    institution: institution === undefined ? null : withPeriod(institution.place ?? "养老机构", institution),
    diedOn: elder.diedOn,
    benefits: listed(elder.benefits.map((benefit) => withPeriod(benefit.name, benefit))) ?? NONE,
    contactName: elder.contact?.name ?? null,
    contactPhone: elder.contact?.phone ?? null,
    consentOn: elder.consentOn ?? "未签",
    remark: elder.remark,
  };
}

function withPeriod(name: string, period: Pick<ImportedAbsence, "from" | "to">): string {
  const text = periodText(period.from, period.to);
  return text === "" ? name : `${name}（${text}）`;
}

/** One contract with its provider's facts as a row of the providers' file. */
export function writtenProvider(row: ProviderRow, names: WrittenNames): Written<ProviderColumnKey> {
  const { contract } = row;
  return {
    name: row.name,
    creditCode: row.creditCode,
    kind: row.kind,
    address: row.address,
    ...writtenPlace(row.place),
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    contractNo: contract.contractNo,
    contractPeriod: periodText(contract.from, contract.to),
    streets: contract.allStreets ? "全区" : listed(contract.streets.map((slug) => named(names.streets, slug) ?? slug)),
    subtypes: contract.allSubtypes ? "全部" : listed(contract.subtypes),
    price: contract.priceFen,
    monthlyCapacity: contract.monthlyCapacity,
    bankName: row.bankName,
    bankAccount: row.bankAccount,
    state: nameOfCode(row.state, PROVIDER_STATE_NAMES),
  };
}

/** One care worker as a row of the care workers' file. */
export function writtenWorker(worker: WorkerRecord, names: WrittenNames): Written<WorkerColumnKey> {
  return {
    fullName: worker.fullName,
    idNumber: worker.idNumber,
    phone: worker.phone,
    provider: named(names.providers, worker.provider),
    employedFrom: worker.employedFrom,
    employedTo: worker.employedTo,
    sex: nameOfCode(worker.sex, SEX_NAMES),
    qualifications: qualificationsText(worker.qualifications),
    homeStreet: named(names.streets, worker.homeStreet),
    ...writtenPlace(worker.place),
    availability: weeklyWindowsText(worker.availability),
    weeklyHoursMax: worker.weeklyHoursMax,
    leave: dayPeriodsText(worker.leave),
    dialects: listed(worker.dialects),
  };
}

/** One facility as a row of the facilities' file. */
export function writtenFacility(facility: FacilityRecord, names: WrittenNames): Written<FacilityColumnKey> {
  return {
    name: facility.name,
    kind: nameOfCode(facility.kind, FACILITY_KIND_NAMES),
    street: named(names.streets, facility.street),
    community: facility.community,
    address: facility.address,
    ...writtenPlace(facility.place),
    phone: facility.phone,
    openingHours: facility.openingHours,
    capacity: facility.capacity,
  };
}
