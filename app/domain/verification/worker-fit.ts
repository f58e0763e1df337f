/** Whether those who came held what the performed subtypes need. Two workers on one visit complete each other. */
import type { PlainDate } from "../time/plain-date.ts";
import type { Qualification, QualificationCode } from "../workforce/qualification.ts";
import { holdsQualification, qualificationIncludes } from "../workforce/qualification.ts";
import type { VerificationContext } from "./context.ts";

export type LackingSubtype = {
  readonly code: string;
  /** "Q3" or "Q2/Q4" where any of them would do. */
  readonly needed: string;
  /** Somebody held it once, and it had expired by the date. */
  readonly heldBefore: boolean;
  readonly expiredOn: PlainDate | null;
};

/** Performed subtypes of the catalogue that nobody who came may do on the date. */
export function lackingSubtypes(context: VerificationContext): LackingSubtype[] {
  const held = context.workers.flatMap((worker) => worker.qualifications);
  if (context.workers.length === 0) return [];
  return context.evidence.subtypesDone.flatMap((code) => {
    const needed = context.catalogue.get(code)?.qualifications ?? [];
    if (needed.length === 0 || needed.some((one) => holdsQualification(held, one, context.visitOn))) return [];
    const expiredOn = latestExpiry(held, needed);
    return [{ code, needed: needed.join("/"), heldBefore: expiredOn !== null, expiredOn }];
  });
}

function latestExpiry(held: readonly Qualification[], needed: readonly QualificationCode[]): PlainDate | null {
  const ends = held
    .filter((one) => needed.some((code) => qualificationIncludes(one.code, code)))
    .flatMap((one) => (one.expiresOn === null ? [] : [one.expiresOn]));
  return ends.sort().at(-1) ?? null;
}
