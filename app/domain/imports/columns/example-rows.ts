/**
 * One row per import file in the forms that are read, for the empty template. Persons, numbers and providers are invented
 * (identity numbers of the unassigned division 320699); the row is marked 示例 and never imported.
 */
import type { BankColumnKey } from "./bank-columns.ts";
import type { ClaimColumnKey } from "./claim-columns.ts";
import type { ElderColumnKey } from "./elder-columns.ts";
import type { FacilityColumnKey } from "./facility-columns.ts";
import type { ProviderColumnKey } from "./provider-columns.ts";
import type { StopColumnKey } from "./stop-columns.ts";
import type { WorkerColumnKey } from "./worker-columns.ts";

type Example<Key extends string> = Readonly<Record<Key, string>>;

const ELDER: Example<ElderColumnKey> = {
  fullName: "张桂英",
  idNumber: "32069919400229002X",
  phone: "13900000001",
  registeredAddress: "江苏省南通市崇川区城东街道濠东路1号",
  registeredDistrict: "崇川区",
  street: "城东街道",
  community: "北濠社区",
  address: "濠东路1号2幢301室",
  residentSince: "1998-05-01",
  longitude: "",
  latitude: "",
  datum: "",
  assistance: "低保",
  assistancePeriod: "2026-01-01至2026-12-31",
  grade: "中度失能",
  assessedOn: "2026-03-05",
  assessmentExpiresOn: "2027-03-04",
  living: "独居",
  serviceMode: "上门",
  subtypes: "RN01、LC06、LC09",
  wishedProvider: "",
  windows: "周一至周五 9:00-11:00；周六 14:00-16:00",
  workerSex: "不限",
  refusedWorkers: "",
  inHospital: "否",
  institution: "",
  diedOn: "",
  benefits: "无",
  contactName: "张建国",
  contactPhone: "13900000003",
  consentOn: "2026-03-05",
  remark: "",
};

const PROVIDER: Example<ProviderColumnKey> = {
  name: "濠滨居家养老服务中心",
  creditCode: "52320699MJ0000018T",
  kind: "民办非企业单位",
  address: "濠东路12号",
  longitude: "",
  latitude: "",
  datum: "",
  contactName: "李建",
  contactPhone: "0513-85000001",
  contractNo: "CC-2026-01",
  contractPeriod: "2026-01-01至2026-12-31",
  streets: "城东、文峰街道",
  subtypes: "全部",
  price: "35.00",
  monthlyCapacity: "200",
  bankName: "示例银行崇川支行",
  bankAccount: "6200000000000000000",
  state: "正常",
};

const WORKER: Example<WorkerColumnKey> = {
  fullName: "王秀兰",
  idNumber: "320699193512311236",
  phone: "13900000002",
  provider: "濠滨居家养老服务中心",
  employedFrom: "2021-05-01",
  employedTo: "",
  sex: "男",
  qualifications: "Q1:3206990001:2027-03-01",
  homeStreet: "城东街道",
  longitude: "",
  latitude: "",
  datum: "",
  availability: "周一至周五 8:00-17:00",
  weeklyHoursMax: "40",
  leave: "2026-12-01至2026-12-05",
  dialects: "南通话、普通话",
};

const FACILITY: Example<FacilityColumnKey> = {
  name: "城东街道居家养老服务中心",
  kind: "街道中心",
  street: "城东街道",
  community: "北濠社区",
  address: "濠东路20号",
  longitude: "120.874000",
  latitude: "32.010000",
  datum: "WGS-84",
  phone: "0513-85000002",
  openingHours: "周一至周日 8:30-17:00",
  capacity: "60",
};

const STOP: Pick<Example<StopColumnKey>, "idNumber" | "days" | "matter"> = {
  idNumber: "32069919400229002X",
  days: "2026-11-09至2026-11-14",
  matter: "住院：示例医院",
};

const BANK: Example<BankColumnKey> = {
  batchNo: "BF2026-11-1",
  creditCode: "52320699MJ0000018T",
  paid: "0.00",
  bookedOn: "2026-12-08",
  reference: "",
  reason: "账号户名不符",
  treatment: "",
};

const CLAIM: Example<ClaimColumnKey> = {
  visitNo: "V-2026-11-000001",
  elderNo: "E000001",
  serviceOn: "2026-11-03",
  quantity: "1",
  unitPrice: "45.00",
  asked: "45.00",
  creditCode: "52320699MJ0000018T",
  fund: "区级",
};

/** Cells by column key; empty where the example leaves an optional cell empty. */
export const EXAMPLE_ROWS = {
  elders: ELDER,
  providers: PROVIDER,
  workers: WORKER,
  facilities: FACILITY,
  stops: STOP,
  bank: BANK,
  claims: CLAIM,
} as const;
