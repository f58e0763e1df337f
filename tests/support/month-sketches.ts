/** Arbitrary months for properties of the close and of the audit pack. */
import fc from "fast-check";
import { fen } from "#app/domain/money/fen.ts";
import type { Sketch } from "./closed-month.ts";

const by = "user:street";
const finding = fc.record({
  code: fc.constantFrom("R-LATE-START", "R-TOO-SHORT", "R-DISSATISFIED", "R-DECEASED"),
  level: fc.constantFrom("info" as const, "acknowledge" as const, "block" as const),
  effect: fc.constantFrom("none", "hold", "not_payable"),
  wouldHave: fc.boolean(),
  state: fc.constantFrom("open" as const, "acknowledged" as const, "upheld" as const),
  facts: fc.constantFrom({}, { minutes: 45 }, { visit_void: true, share: 0.25, note: "x" }),
});
const decision: fc.Arbitrary<Sketch["decision"]> = fc.oneof(
  fc.constant(null),
  fc.constant({ kind: "approve" as const, by }),
  fc.integer({ min: 0, max: 3000 }).map((amount) => ({
    ...{ kind: "cut" as const, by, adjustedFen: fen(amount), reason: "R-DISSATISFIED" },
  })),
  fc.constantFrom("hold" as const, "refuse" as const).map((kind) => ({ kind, by, reason: "R-COMPLAINT-OPEN" })),
);
/** Any month of some elders: asked, found and decided at random. */
export const monthSketches = fc.array(
  fc.record({
    elder: fc.integer({ min: 1, max: 6 }),
    day: fc.integer({ min: 0, max: 29 }),
    provider: fc.integer({ min: 0, max: 2 }),
    askedFen: fc.integer({ min: 0, max: 6000 }),
    finding: fc.option(finding),
    decision,
    isVerified: fc.boolean(),
    isWaived: fc.boolean(),
  }),
  { maxLength: 30 },
);
