/** One of the 33 subtypes of the service catalogue (示例目录，以区民政局发布为准). Data, versioned by date. */
import type { QualificationCode } from "../workforce/qualification.ts";

export type ServiceSubtype = {
  readonly code: string;
  readonly categoryCode: "LC" | "RN" | "ER" | "SC";
  readonly nameZh: string;
  readonly nameEn: string;
  /** 0 = decided by the event. */
  readonly typicalMinutes: number;
  /** Any one of these is enough. */
  readonly qualifications: readonly QualificationCode[];
  readonly grades: readonly number[];
  readonly nationalType: string | null;
  /** basket = inside the monthly four; event = paid by contract; medical = its own price and institution. */
  readonly funding: "basket" | "event" | "medical";
  readonly twoWorkersFromGrade: number | null;
  readonly longVisitExempt: boolean;
  readonly confirmed: boolean;
  readonly qualificationCondition: string | null;
};

export type Catalogue = ReadonlyMap<string, ServiceSubtype>;
