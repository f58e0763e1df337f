/** Reference data of the first district as typed values: streets, catalogue, work calendar and verification rules. */
import type { ServiceSubtype } from "#app/domain/catalogue/service-subtype.ts";
import { isQualificationCode } from "#app/domain/workforce/qualification.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CalendarDay } from "#app/domain/time/work-calendar.ts";
import calendar from "./work-calendar.json" with { type: "json" };
import catalogue from "./service-catalogue.json" with { type: "json" };
import streets from "./streets.json" with { type: "json" };

export type StreetSeed = {
  id: number;
  slug: string;
  nameZh: string;
  nameEn: string;
  latitude: number;
  longitude: number;
};

/** Sixteen streets with approximate centroids (WGS-84, good to about 2 km: for maps and demo data, never for a fence). */
export const STREETS: readonly StreetSeed[] = streets;

/** Version of the sample catalogue: 33 subtypes, 示例目录，以区民政局发布为准. */
export const CATALOGUE_VERSION = "sample-2024";

export const SERVICE_CATALOGUE: readonly ServiceSubtype[] = catalogue.map((row) => ({
  ...row,
  categoryCode: row.categoryCode as ServiceSubtype["categoryCode"],
  funding: row.funding as ServiceSubtype["funding"],
  qualifications: row.qualifications.filter(isQualificationCode),
}));

/** Published days off and make-up workdays of 2024 to 2026; later years are imported when they are published. */
export const WORK_CALENDAR: readonly CalendarDay[] = calendar.map((row) => ({
  date: plainDate(row.date),
  kind: row.kind === "work" ? "work" : "off",
  name: row.name,
}));
