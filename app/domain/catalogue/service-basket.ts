/** A visit is a basket of subtypes: at least one hour together, one price. */
import type { QualificationCode } from "../workforce/qualification.ts";
import type { Catalogue } from "./service-subtype.ts";

export type BasketNeeds = {
  readonly typicalMinutes: number;
  /** Every group must be held; inside a group any one code is enough. */
  readonly qualificationGroups: readonly (readonly QualificationCode[])[];
  readonly workersNeeded: 1 | 2;
  /**
   * Further conditions as the catalogue words them, such as Q3 for a diabetic foot. They depend on what is done at the bedside, so no
   * rule decides them: the planner shows them and the person who assigns the worker answers for them.
   */
  readonly conditions: readonly { readonly code: string; readonly condition: string }[];
  /** Codes that the catalogue does not know. */
  readonly unknown: readonly string[];
};

/**
 * What a basket asks for at an ability grade. A code named twice is done once. Groups are in the order of the codes, without repeats;
 * one subtype that needs two workers from this grade makes it two for the whole visit.
 */
export function basketNeeds(codes: readonly string[], grade: number, catalogue: Catalogue): BasketNeeds {
  const groups = new Map<string, readonly QualificationCode[]>();
  const conditions: { code: string; condition: string }[] = [];
  const unknown: string[] = [];
  let typicalMinutes = 0;
  let workersNeeded: 1 | 2 = 1;
  for (const code of new Set(codes)) {
    const subtype = catalogue.get(code);
    if (!subtype) {
      unknown.push(code);
      continue;
    }
    typicalMinutes += subtype.typicalMinutes;
    groups.set([...subtype.qualifications].sort().join("/"), subtype.qualifications);
    if (subtype.qualificationCondition !== null) conditions.push({ code, condition: subtype.qualificationCondition });
    if (subtype.twoWorkersFromGrade !== null && grade >= subtype.twoWorkersFromGrade) workersNeeded = 2;
  }
  return { typicalMinutes, qualificationGroups: [...groups.values()], workersNeeded, conditions, unknown };
}
