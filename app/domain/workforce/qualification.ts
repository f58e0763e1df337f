/** Qualification codes of care workers [示例/待确认]. Q2 includes Q1, Q1 includes Q0; Q3 to Q7 each include Q0. */
import type { PlainDate } from "../time/plain-date.ts";

export const QUALIFICATION_CODES = ["Q0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"] as const;
export type QualificationCode = (typeof QUALIFICATION_CODES)[number];

export type Qualification = {
  readonly code: QualificationCode;
  readonly certificateNo: string | null;
  /** Last valid day; null when the certificate has no end. */
  readonly expiresOn: PlainDate | null;
};

export function isQualificationCode(text: string): text is QualificationCode {
  return (QUALIFICATION_CODES as readonly string[]).includes(text);
}

/** Does a certificate of one code cover what another code asks for? */
export function qualificationIncludes(held: QualificationCode, needed: QualificationCode): boolean {
  return held === needed || needed === "Q0" || (held === "Q2" && needed === "Q1");
}

/** Holds a certificate for the code that is valid on the date. */
export function holdsQualification(held: readonly Qualification[], needed: QualificationCode, on: PlainDate): boolean {
  return held.some((one) => qualificationIncludes(one.code, needed) && (one.expiresOn === null || on <= one.expiresOn));
}
