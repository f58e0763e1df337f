import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldBalances, netFen } from "#app/domain/ledger/balance.ts";
import { reverseJournal } from "#app/domain/ledger/reversal.ts";
import { DECEMBER, NOVEMBER, OWNER, aJournal, anyJournals } from "./ledger-builders.ts";
import { batchSent } from "#app/domain/ledger/flows.ts";
import { fen } from "#app/domain/money/fen.ts";

const sent = aJournal(batchSent(OWNER, fen(14000)), "payment_sent", "sent-1");

describe("reversal", () => {
  it("cancels its journal on every account (I8)", () => {
    fc.assert(
      fc.property(anyJournals, (journals) => {
        const both = journals.flatMap((journal) => [journal, reverseJournal(journal, NOVEMBER)]);
        expect(foldBalances(both).every((balance) => netFen(balance) === 0n)).toBe(true);
      }),
    );
  });

  it("names the month it speaks of when it comes late", () => {
    expect(reverseJournal(sent, DECEMBER)).toMatchObject({
      idempotencyKey: "reversal:sent-1",
      kind: "reversal",
      month: "2026-12",
      refersToMonth: "2026-11",
      reverses: "sent-1",
    });
    expect(reverseJournal(sent, NOVEMBER).refersToMonth).toBeNull();
  });

  it("happens once, and is not itself reversed", () => {
    const reversal = reverseJournal(sent, NOVEMBER);
    expect(() => reverseJournal(sent, NOVEMBER, new Set(["sent-1"]))).toThrow("journal-already-reversed");
    expect(() => reverseJournal(reversal, NOVEMBER)).toThrow("journal-is-a-reversal");
  });
});
