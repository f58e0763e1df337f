/**
 * The 26 items of Table B of GB/T 42195-2022 老年人能力评估规范 with their options and points, as typed data. Points, maxima and grade
 * bounds are those of the standard; option texts are shortened paraphrases [待确认] and must be held against a purchased copy before
 * conformance is claimed. Not to be mixed with MZ/T 039-2013 (Barthel, 100 points, grades 0 to 3).
 */
import table from "./ability-items.json" with { type: "json" };

export type AbilityOption = { readonly points: number; readonly zh: string; readonly en: string };

export type AbilityItem = {
  /** "B.1.1" */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly max: number;
  readonly options: readonly AbilityOption[];
  /** Remark for the assessor, where the standard's text is read in more than one way. */
  readonly note?: string;
};

export type SectionCode = "B.1" | "B.2" | "B.3" | "B.4";

export type AbilitySection = {
  readonly code: SectionCode;
  readonly zh: string;
  readonly en: string;
  readonly max: number;
  readonly items: readonly AbilityItem[];
};

export type AbilityGrade = 0 | 1 | 2 | 3 | 4;

/** Grade with its Chinese and English name and the totals that belong to it, both ends included. */
export type GradeBand = {
  readonly grade: AbilityGrade;
  readonly zh: string;
  readonly en: string;
  readonly min: number;
  readonly max: number;
};

/** A coded word of the form: risk events of the last 30 days, reasons of the assessment, health problems of Table A.5. */
export type FormWord = { readonly code: string; readonly zh: string; readonly en: string };

export const ABILITY_SECTIONS: readonly AbilitySection[] = table.sections.map((section) => ({
  ...section,
  code: section.code as SectionCode,
}));

/** All items in the order of the form. */
export const ABILITY_ITEMS: readonly AbilityItem[] = ABILITY_SECTIONS.flatMap((section) => section.items);

export const GRADE_BANDS: readonly GradeBand[] = table.grades.map((band) => ({
  ...band,
  grade: band.grade as AbilityGrade,
}));

/** The item that asks for consciousness; 0 points are stupor or coma, so the form asks for coma apart. */
export const CONSCIOUSNESS_ITEM = "B.3.9";

/** Rules that change the preliminary grade (C.4), in the order in which they are named on the report. */
export const GRADE_CHANGE_RULES: readonly FormWord[] = table.gradeChangeRules;

export const RISK_EVENTS: readonly FormWord[] = table.riskEvents;

export const ASSESSMENT_REASONS: readonly FormWord[] = table.reasons;

/** A.5; `values` where the standard lists answers. */
export const HEALTH_PROBLEMS: readonly (FormWord & { readonly values?: readonly string[] })[] = table.healthProblems;
