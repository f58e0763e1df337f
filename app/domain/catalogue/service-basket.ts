/** A visit is a basket of subtypes: at least one hour together, one price. */
import type { QualificationCode } from "../workforce/qualification.ts";
import type { Catalogue } from "./service-subtype.ts";

export type BasketNeeds = {
  readonly typicalMinutes: number;
  /** Every group must be held; inside a group any one code is enough. */
  readonly qualificationGroups: readonly (readonly QualificationCode[])[];
  readonly workersNeeded: 1 | 2;
  /** Codes that the catalogue does not know. */
  readonly unknown: readonly string[];
};

/** What a basket asks for at an ability grade. Groups are in the order of the codes, without repeats. */
export function basketNeeds(codes: readonly string[], grade: number, catalogue: Catalogue): BasketNeeds {
  const groups = new Map<string, readonly QualificationCode[]>();
  const unknown: string[] = [];
  let typicalMinutes = 0;
  let workersNeeded: 1 | 2 = 1;
  for (const code of codes) {
    const subtype = catalogue.get(code);
    if (!subtype) {
      unknown.push(code);
      continue;
    }
    typicalMinutes += subtype.typicalMinutes;
    groups.set([...subtype.qualifications].sort().join("/"), subtype.qualifications);
    if (subtype.twoWorkersFromGrade !== null && grade >= subtype.twoWorkersFromGrade) workersNeeded = 2;
  }
  return { typicalMinutes, qualificationGroups: [...groups.values()], workersNeeded, unknown };
}
