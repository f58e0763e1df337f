import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AUDIT_ORDER,
  auditPriority,
  compareAuditLines,
  isAuditException,
  isHighRisk,
  riskOf,
  type AuditedLine,
} from "#app/domain/claims/audit-order.ts";

const clean: AuditedLine = { visitNo: "V1", outcome: "accepted", findings: [], askedFen: 3600n, ageDays: 0 };

const anyLine: fc.Arbitrary<AuditedLine> = fc.record({
  visitNo: fc.integer({ min: 1, max: 50 }).map((one) => `V${one}`),
  outcome: fc.constantFrom("accepted", "cut_back", "pended", "rejected"),
  findings: fc.array(fc.record({ level: fc.constantFrom("block", "fix", "acknowledge", "info") }), { maxLength: 3 }),
  askedFen: fc.bigInt({ min: 0n, max: 10_000n }),
  ageDays: fc.integer({ min: 0, max: 60 }),
});

describe("the order of the audit queue", () => {
  it.each([
    [{}, 1],
    [{ findings: [{ level: "info" }] }, 2],
    [{ findings: [{ level: "acknowledge" }], outcome: "pended" }, 9],
    [{ findings: [{ level: "block" }, { level: "fix" }] }, 14],
    [{ outcome: "rejected" }, 9],
  ] as const)("counts the points of %j as %i", (changes, points) => {
    expect(riskOf({ ...clean, ...changes })).toBe(points);
  });

  it("multiplies points, fen and days, the first day counting as one", () => {
    expect(auditPriority(clean)).toBe(3600n);
    expect(auditPriority({ ...clean, ageDays: 2, outcome: "cut_back" })).toBe(4n * 3600n * 3n);
    expect(auditPriority({ ...clean, ageDays: -3 })).toBe(3600n);
  });

  it("calls a line an exception when a check failed or a finding asks for a person, not for a mere count", () => {
    expect(isAuditException(clean)).toBe(false);
    expect(isAuditException({ ...clean, findings: [{ level: "info" }] })).toBe(false);
    expect(isAuditException({ ...clean, findings: [{ level: "fix" }] })).toBe(true);
    expect(isAuditException({ ...clean, outcome: "cut_back" })).toBe(true);
  });

  it("calls a line high risk from the published points on", () => {
    expect(isHighRisk({ ...clean, findings: [{ level: "fix" }] })).toBe(false);
    expect(isHighRisk({ ...clean, outcome: "rejected" })).toBe(true);
    expect(AUDIT_ORDER.highRiskPoints).toBe(8);
  });

  it("puts every exception before every clean line, and a higher priority before a lower one of its kind", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
        const sorted = [...lines].sort(compareAuditLines);
        sorted.slice(1).forEach((line, at) => {
          const before = sorted[at] ?? line;
          expect(Number(isAuditException(before))).toBeGreaterThanOrEqual(Number(isAuditException(line)));
          if (isAuditException(before) === isAuditException(line))
            expect(auditPriority(before) >= auditPriority(line)).toBe(true);
        });
      }),
    );
  });

  it("gives one order whatever order the lines come in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyLine, { selector: (line) => line.visitNo, maxLength: 12 }), (lines) => {
        expect([...lines].reverse().sort(compareAuditLines)).toEqual([...lines].sort(compareAuditLines));
      }),
    );
  });
});
