/** Why some candidates of the demonstration roster are not eligible, in the numbers a district sees: 390 of 1,500. */
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays, addMonthsToDate } from "#app/domain/time/plain-date.ts";
import { drawBetween } from "#app/domain/seeded-draws.ts";
import { drawDaysBefore } from "./draws.ts";
import names from "./names.json" with { type: "json" };

/** Reason codes of eligibility; the same code may have two causes. */
export type DemoExclusion = {
  readonly code: string;
  readonly count: number;
  readonly change: (
    elder: ElderRecord,
    at: { readonly random: Random; readonly first: PlainDate; readonly today: PlainDate },
  ) => ElderRecord;
};

/** Ages of those under 60 are drawn with the identity number, so the birth date is changed there. */
export const UNDER_AGE_CODE = "EL-AGE";

const OTHER_DISTRICTS = ["海门区", "通州区", "如皋市", "如东县", "启东市", "海安市"];

export const DEMO_EXCLUSIONS: readonly DemoExclusion[] = [
  { code: UNDER_AGE_CODE, count: 40, change: (elder) => elder },
  {
    code: "EL-HUKOU",
    count: 40,
    change: (elder, { random }) => {
      const district = random.pick(OTHER_DISTRICTS);
      return {
        ...elder,
        registeredDistrict: district,
        registeredAddress: `江苏省南通市${district}${random.pick(names.roads)}路${drawBetween(random, 1, 199)}号`,
      };
    },
  },
  {
    code: "EL-RESIDENCE",
    count: 20,
    change: (elder, { random, today }) => ({ ...elder, residentSince: drawDaysBefore(random, today, [3, 90]) }),
  },
  {
    code: "EL-HARDSHIP",
    count: 50,
    change: (elder) => ({ ...elder, assistance: { kind: "none", from: null, to: null } }),
  },
  {
    code: "EL-HARDSHIP",
    count: 28,
    change: (elder, { random, first }) => {
      const to = drawDaysBefore(random, first, [40, 200]);
      return {
        ...elder,
        assistance: { ...elder.assistance, kind: elder.assistance.kind, from: addMonthsToDate(to, -12), to },
      };
    },
  },
  {
    code: "EL-CENTRALISED",
    count: 28,
    change: (elder, { random, first }) => ({
      ...elder,
      assistance: { kind: "tekun_centralised", from: drawDaysBefore(random, first, [400, 2000]), to: null },
      absences: [
        {
          kind: "institution",
          from: drawDaysBefore(random, first, [200, 399]),
          to: null,
          place: random.pick(names.institutions),
        },
      ],
    }),
  },
  {
    code: "EL-INSTITUTION",
    count: 26,
    change: (elder, { random, first }) => ({
      ...elder,
      absences: [
        {
          kind: "institution",
          from: drawDaysBefore(random, first, [45, 400]),
          to: null,
          place: random.pick(names.institutions),
        },
      ],
    }),
  },
  {
    code: "EL-GRADE",
    count: 40,
    change: (elder) => ({ ...elder, assessment: elder.assessment === null ? null : { ...elder.assessment, grade: 0 } }),
  },
  { code: "EL-NO-ASSESSMENT", count: 22, change: (elder) => ({ ...elder, assessment: null }) },
  {
    code: "EL-ASSESSMENT-EXPIRED",
    count: 30,
    change: (elder, { random, first }) => {
      const assessedOn = drawDaysBefore(random, first, [410, 700]);
      return {
        ...elder,
        assessment: {
          grade: elder.assessment?.grade ?? 2,
          assessedOn,
          expiresOn: addDays(addMonthsToDate(assessedOn, 12), -1),
        },
      };
    },
  },
  {
    code: "EL-DECEASED",
    count: 20,
    change: (elder, { random, today }) => ({ ...elder, diedOn: drawDaysBefore(random, today, [1, 120]) }),
  },
  {
    code: "EL-INPATIENT",
    count: 14,
    change: (elder, { random, today }) => ({
      ...elder,
      absences: [{ kind: "hospital", from: drawDaysBefore(random, today, [1, 40]), to: null, place: null }],
    }),
  },
  {
    code: "EL-EXCLUSIVE-BENEFIT",
    count: 14,
    change: (elder, { random, first }) => ({
      ...elder,
      benefits: [
        { name: "重度残疾人护理补贴·与上门服务互斥", from: drawDaysBefore(random, first, [60, 500]), to: null },
      ],
    }),
  },
  { code: "EL-CONSENT", count: 18, change: (elder) => ({ ...elder, consentOn: null }) },
];

/** Candidates that are excluded in the month. */
export const EXCLUDED_COUNT = DEMO_EXCLUSIONS.reduce((sum, exclusion) => sum + exclusion.count, 0);
