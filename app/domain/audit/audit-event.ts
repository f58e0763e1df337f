/** One line of the audit log: who did what to what. Personal values never enter it; ids and business numbers do. */
import type { CanonicalValue } from "./canonical-bytes.ts";

export type AuditEvent = {
  /** "street:<id>" or "district" or "money": one chain per street and one for money, so that streets do not wait for each other. */
  readonly chain: string;
  /** verb-noun, such as "visit.check-in". */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, CanonicalValue>>;
};
