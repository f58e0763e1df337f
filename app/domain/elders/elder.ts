/** The dated facts of an elder that eligibility is judged by. Facts have periods, so any past date can be judged again. */
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import type { AssistanceKind } from "./assistance-status.ts";

export type AbsenceKind = "hospital" | "institution" | "away";

export type Absence = DatePeriod & { readonly kind: AbsenceKind };

export type AssessmentFact = {
  readonly assessedOn: PlainDate;
  /** As stated on the report; null means the policy's validity counts from the day of assessment. */
  readonly validUntil: PlainDate | null;
  readonly grade: number;
};

export type ElderFacts = {
  readonly birthOn: PlainDate;
  readonly sex: "female" | "male";
  readonly idNumberValid: boolean;
  readonly duplicateOf: string | null;
  /** Division code of the household registration; never derived from the identity number. */
  readonly hukouDistrict: string | null;
  /** True when the address lies in a street of the district. */
  readonly livesInDistrict: boolean;
  readonly residenceSince: PlainDate | null;
  readonly assistance: readonly (DatePeriod & { readonly kind: AssistanceKind })[];
  readonly assessments: readonly AssessmentFact[];
  readonly absences: readonly Absence[];
  readonly benefits: readonly (DatePeriod & { readonly benefit: string; readonly exclusive: boolean })[];
  readonly deathOn: PlainDate | null;
  readonly consentOn: PlainDate | null;
  readonly declinedOn: PlainDate | null;
  readonly approvedOn: PlainDate | null;
};
