/** The dated facts of an elder that eligibility is judged by. Facts have periods, so any past date can be judged again. */
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import type { AssistanceKind } from "./assistance-status.ts";

export type AbsenceKind = "hospital" | "institution" | "away";

export type Absence = DatePeriod & { readonly kind: AbsenceKind };

export type AssessmentFact = {
  readonly assessedOn: PlainDate;
  /** Last valid day as stated on the report; null means the policy's validity counts from the day of assessment. */
  readonly validUntil: PlainDate | null;
  /** Final grade (C.5) of GB/T 42195-2022, 0 to 4. */
  readonly grade: number;
};

/** Another benefit the elder draws; `exclusive` when it may not be drawn beside the visits (see entitlement/benefit-overlap.ts). */
export type BenefitFact = DatePeriod & { readonly benefit: string; readonly exclusive: boolean };

export type ElderFacts = {
  readonly birthOn: PlainDate;
  readonly sex: "female" | "male";
  readonly idNumberValid: boolean;
  /** Elder number of another file of the same person, or null. */
  readonly duplicateOf: string | null;
  /** Division code of the household registration; never derived from the identity number. */
  readonly hukouDistrict: string | null;
  /** Days on which that registration holds; absent means at all times. */
  readonly hukouPeriod?: DatePeriod;
  /** True when the address lies in a street of the district. */
  readonly livesInDistrict: boolean;
  /** First day of living in the district without a break, by the proof shown. */
  readonly residenceSince: PlainDate | null;
  readonly assistance: readonly (DatePeriod & { readonly kind: AssistanceKind })[];
  readonly assessments: readonly AssessmentFact[];
  readonly absences: readonly Absence[];
  readonly benefits: readonly BenefitFact[];
  readonly deathOn: PlainDate | null;
  /** Day of the consent of the elder or the guardian. */
  readonly consentOn: PlainDate | null;
  readonly consentWithdrawnOn?: PlainDate | null;
  /** Names of papers that are still to be brought. */
  readonly missingPapers?: readonly string[];
  /** Day on which the elder said no (本人放弃); a later application clears it. */
  readonly declinedOn: PlainDate | null;
  /** Day of approval, from which the waiting period counts; null before approval. */
  readonly approvedOn: PlainDate | null;
  /** True while the elder has a family bed; whether visits come on top of it is policy (bed_holders_get_visits). */
  readonly holdsFamilyBed?: boolean;
};
