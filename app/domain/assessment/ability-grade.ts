/**
 * From a filled form to the five values of the report (GB/T 42195-2022, Table C): section scores, total, preliminary grade, grounds of
 * change, final grade. Eligibility uses the final grade. A form with a gap, an answer that is no option or a contradiction is refused
 * and never graded: a guessed grade would decide over a person's care.
 */
import { Refusal } from "../refusal.ts";
import type { AbilityGrade, AbilityItem, SectionCode } from "./ability-items.ts";
import { ABILITY_ITEMS, ABILITY_SECTIONS, CONSCIOUSNESS_ITEM, GRADE_BANDS, RISK_EVENTS } from "./ability-items.ts";

/** What the form asks besides the items, because it can change the grade. */
export type GradeCircumstances = {
  readonly coma: boolean;
  /** Diagnosed dementia, ICD-10 F00 to F03. */
  readonly dementia: boolean;
  /** Another mental or behavioural disorder diagnosed by a psychiatrist, F04 to F99. */
  readonly mentalDisorder: boolean;
  /** Care-risk events of the last 30 days, all kinds together. */
  readonly riskEvents30d: number;
};

export type AbilityForm = Omit<GradeCircumstances, "coma" | "riskEvents30d"> & {
  /** Points by item code; all 26 must be there. */
  readonly scores: Readonly<Record<string, number>>;
  /** Null when the question was left open, which is only possible while the elder is not at 0 points of consciousness. */
  readonly coma: boolean | null;
  /** Events by kind (RISK_EVENTS); a kind that is not named did not happen, and the answer 3+ counts as 3. */
  readonly riskEvents: Readonly<Record<string, number>>;
  /** Two qualified persons who assessed at the same time, by name or id. */
  readonly assessors: readonly string[];
};

export type GradeGround = "GC-COMA" | "GC-DEMENTIA" | "GC-MENTAL" | "GC-RISK";

export type AbilityReport = {
  readonly sectionScores: Readonly<Record<SectionCode, number>>;
  readonly total: number;
  readonly preliminaryGrade: AbilityGrade;
  /** Every rule that applies, also where another one decided. */
  readonly grounds: readonly GradeGround[];
  readonly finalGrade: AbilityGrade;
};

/** One fall is not enough; events of different kinds add up. */
const RISK_EVENTS_TO_RAISE = 2;
const WORST_GRADE = 4;

/** The grade of a total from 0 to 90. Refuses "assessment-total-impossible". */
export function preliminaryGradeOf(total: number): AbilityGrade {
  const band = GRADE_BANDS.find(({ min, max }) => min <= total && total <= max);
  if (!band || !Number.isInteger(total)) throw new Refusal("assessment-total-impossible", { total });
  return band.grade;
}

/** The grounds that apply, in the order of the report. */
export function groundsOf(circumstances: GradeCircumstances): GradeGround[] {
  const { coma, dementia, mentalDisorder, riskEvents30d } = circumstances;
  const grounds: GradeGround[] = [];
  if (coma) grounds.push("GC-COMA");
  if (dementia) grounds.push("GC-DEMENTIA");
  if (mentalDisorder) grounds.push("GC-MENTAL");
  if (riskEvents30d >= RISK_EVENTS_TO_RAISE) grounds.push("GC-RISK");
  return grounds;
}

/** Coma gives grade 4 at once; any of the other grounds, one or several, makes the grade one worse; grade 4 is the ceiling. */
export function finalGradeOf(preliminary: AbilityGrade, grounds: readonly GradeGround[]): AbilityGrade {
  if (grounds.includes("GC-COMA")) return WORST_GRADE;
  return (grounds.length > 0 ? Math.min(preliminary + 1, WORST_GRADE) : preliminary) as AbilityGrade;
}

/** Points of one item. Refuses what gradeAbility names for items. */
function pointsOf(item: AbilityItem, scores: AbilityForm["scores"]): number {
  const points = Object.hasOwn(scores, item.code) ? scores[item.code] : undefined;
  if (points === undefined || points === null) throw new Refusal("assessment-missing-item", { item: item.code });
  if (points < 0 || points > item.max)
    throw new Refusal("assessment-out-of-range", { item: item.code, points, max: item.max });
  if (!item.options.some((option) => option.points === points))
    throw new Refusal("assessment-not-an-option", { item: item.code, points });
  return points;
}

function refuseUnknownItems(scores: AbilityForm["scores"]): void {
  const known = new Set(ABILITY_ITEMS.map((item) => item.code));
  const unknown = Object.keys(scores).find((code) => !known.has(code));
  if (unknown !== undefined) throw new Refusal("assessment-unknown-item", { item: unknown });
}

function comaOf({ coma, scores }: AbilityForm): boolean {
  const points = scores[CONSCIOUSNESS_ITEM] ?? 0;
  if (points === 0 && coma === null) throw new Refusal("assessment-coma-not-answered", { item: CONSCIOUSNESS_ITEM });
  if (points > 0 && coma === true) throw new Refusal("assessment-contradiction", { item: CONSCIOUSNESS_ITEM, points });
  return coma === true;
}

function riskEventsOf(riskEvents: AbilityForm["riskEvents"]): number {
  const known = new Set(RISK_EVENTS.map((event) => event.code));
  let sum = 0;
  for (const [kind, count] of Object.entries(riskEvents)) {
    if (!known.has(kind) || !Number.isInteger(count) || count < 0)
      throw new Refusal("assessment-risk-events-invalid", { kind, count });
    sum += count;
  }
  return sum;
}

/** The standard asks for two assessors at the same time; the same person named twice is one. */
function refuseFewAssessors(assessors: readonly string[]): void {
  const persons = new Set(assessors.map((name) => name.trim()).filter((name) => name !== ""));
  if (persons.size < 2) throw new Refusal("assessment-two-assessors", { assessors: persons.size });
}

/**
 * Grades a form. Refuses "assessment-missing-item", "assessment-out-of-range", "assessment-not-an-option", "assessment-unknown-item",
 * "assessment-coma-not-answered", "assessment-contradiction" (coma beside any answer but stupor or coma),
 * "assessment-risk-events-invalid" and "assessment-two-assessors".
 */
export function gradeAbility(form: AbilityForm): AbilityReport {
  refuseUnknownItems(form.scores);
  const sectionScores = Object.fromEntries(
    ABILITY_SECTIONS.map(({ code, items }) => [
      code,
      items.reduce((sum, item) => sum + pointsOf(item, form.scores), 0),
    ]),
  ) as Record<SectionCode, number>;
  const grounds = groundsOf({ ...form, coma: comaOf(form), riskEvents30d: riskEventsOf(form.riskEvents) });
  refuseFewAssessors(form.assessors);
  const total = Object.values(sectionScores).reduce((sum, score) => sum + score, 0);
  const preliminaryGrade = preliminaryGradeOf(total);
  return { sectionScores, total, preliminaryGrade, grounds, finalGrade: finalGradeOf(preliminaryGrade, grounds) };
}
