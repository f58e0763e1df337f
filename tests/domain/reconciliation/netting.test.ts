import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import { nettedSums, nettingJournals, netClawbacks, type OpenClawback } from "#app/domain/reconciliation/netting.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const open = (findingNo: string, amount: bigint, providerCode = "A"): OpenClawback => ({
  findingNo,
  providerCode,
  fund: "district",
  openFen: fen(amount),
});
const payable = (amount: bigint): ReadonlyMap<string, Fen> => new Map([["A|district", fen(amount)]]);

describe("setting off clawbacks", () => {
  it("takes the oldest finding first and carries the rest on", () => {
    expect(netClawbacks(payable(5000n), [open("CB-2", 3500n), open("CB-1", 3500n)], 100)).toEqual([
      { findingNo: "CB-1", providerCode: "A", fund: "district", amountFen: 3500n, restFen: 0n },
      { findingNo: "CB-2", providerCode: "A", fund: "district", amountFen: 1500n, restFen: 2000n },
    ]);
  });

  it("leaves a payment its share of the policy, and another provider's alone", () => {
    expect(netClawbacks(payable(5000n), [open("CB-1", 3500n)], 50)[0]?.amountFen).toBe(2500n);
    expect(netClawbacks(payable(5000n), [open("CB-1", 3500n, "B")], 100)).toEqual([]);
  });

  it("never takes more than is owed or open, month after month, until nothing is left", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 9000n }), { maxLength: 6 }),
        fc.array(fc.bigInt({ min: 0n, max: 9000n }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 100 }),
        (found, months, share) => {
          const left = new Map(found.map((amount, index) => [`CB-${index}`, amount]));
          for (const owed of months) {
            const clawbacks = [...left].filter(([, amount]) => amount > 0n).map(([no, amount]) => open(no, amount));
            const nettings = netClawbacks(payable(owed), clawbacks, share);
            expect((nettedSums(nettings).get("A|district") ?? 0n) <= owed).toBe(true);
            for (const { findingNo, amountFen, restFen } of nettings) {
              expect(amountFen > 0n && restFen >= 0n).toBe(true);
              expect((left.get(findingNo) ?? 0n) - amountFen).toBe(restFen);
              left.set(findingNo, restFen);
            }
          }
          const recovered = sumFen(found.map(fen)) - [...left.values()].reduce((sum, one) => sum + one, 0n);
          expect(recovered <= months.reduce((sum, one) => sum + one, 0n)).toBe(true);
        },
      ),
    );
  });

  it("posts one journal for each finding, under the key of the run and the finding", () => {
    const [journal] = nettingJournals(
      { month: plainMonth("2026-12"), runNo: "2026-12#1" },
      netClawbacks(payable(5000n), [open("CB-1", 3500n)], 100),
    );
    expect(journal).toMatchObject({ idempotencyKey: "netting:2026-12#1:CB-1", kind: "clawback_netted" });
    expect(journal?.postings[0]).toMatchObject({
      debit: { code: "provider.payable" },
      credit: { code: "provider.clawback" },
      amountFen: 3500n,
    });
  });
});
