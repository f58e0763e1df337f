import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { answerJournals, followUpJournal } from "#app/domain/reconciliation/payment-journals.ts";
import {
  answerTo,
  firstBatchNo,
  nextFollowUpNo,
  paymentState,
  type PaymentAnswer,
} from "#app/domain/reconciliation/payment-state.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const lines = fc.array(
  fc.record({ paidFen: fc.bigInt({ min: 0n, max: 20_000n }).map((amount) => fen(amount)), isReturn: fc.boolean() }),
  { maxLength: 6 },
);

/** The answers that lines of a bank give, one after the other. */
function answers(orderedFen: bigint, said: readonly { paidFen: ReturnType<typeof fen>; isReturn: boolean }[]) {
  const given: PaymentAnswer[] = [];
  for (const line of said) given.push(answerTo(paymentState(fen(orderedFen), given).openFen, line));
  return given;
}

describe("the state of a payment", () => {
  it("parts the order into confirmed, returned and in transit, whatever the bank says, and calls the rest suspense", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 30_000n }), lines, (ordered, said) => {
        const state = paymentState(fen(ordered), answers(ordered, said));
        expect(state.confirmedFen + state.returnedFen + state.openFen).toBe(ordered);
        expect(
          [state.confirmedFen, state.returnedFen, state.openFen, state.suspenseFen].every((one) => one >= 0n),
        ).toBe(true);
        expect(state.confirmedFen + state.suspenseFen).toBe(sumFen(said.map((line) => line.paidFen)));
      }),
    );
  });

  it("returns an order at most once, so that one follow-up pays all of it", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 30_000n }), lines, (ordered, said) => {
        expect(answers(ordered, said).filter((one) => one.returnedFen > 0n).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    ["nothing said", [], "not_paid"],
    ["all sent back", [{ paidFen: fen(0), isReturn: true }], "not_paid"],
    ["a part", [{ paidFen: fen(40), isReturn: false }], "partial"],
    [
      "in two parts",
      [
        { paidFen: fen(40), isReturn: false },
        { paidFen: fen(60), isReturn: false },
      ],
      "paid",
    ],
    ["too much", [{ paidFen: fen(101), isReturn: false }], "error"],
    [
      "paid after it came back",
      [
        { paidFen: fen(0), isReturn: true },
        { paidFen: fen(100), isReturn: false },
      ],
      "error",
    ],
  ] as const)("is named: %s", (_name, said, word) => {
    expect(paymentState(fen(100), answers(100n, [...said])).word).toBe(word);
  });
});

describe("batch numbers", () => {
  it("count the follow-ups of the first batch, also from a follow-up", () => {
    const known = ["BF2026-11-1", "BF2026-11-1-F1", "BF2026-11-2", "BF2026-11-1-F10"];
    expect(nextFollowUpNo("BF2026-11-1", ["BF2026-11-1", "BF2026-11-10-F4"])).toBe("BF2026-11-1-F1");
    expect(nextFollowUpNo("BF2026-11-1-F1", known)).toBe("BF2026-11-1-F11");
    expect(firstBatchNo("BF2026-11-1-F11")).toBe("BF2026-11-1");
  });
});

describe("the journals after the close", () => {
  const month = plainMonth("2026-11");
  const step = {
    run: { month, runNo: "2026-11#1" },
    openMonth: plainMonth("2026-12"),
    fund: "district_purchase",
    providerCode: "A",
  };

  it("post each part of a bank's line once, under the bank's number, and name the closed month", () => {
    const line = { reference: "B1", amountFen: fen(70), suspenseFen: fen(10), returnedFen: fen(40) };
    const journals = answerJournals(step, line);
    expect(journals.map((one) => [one.kind, one.postings[0]?.amountFen])).toEqual([
      ["payment_confirmed", 60n],
      ["payment_returned", 40n],
      ["unmatched_bank_line", 10n],
    ]);
    expect(new Set(journals.map((one) => one.idempotencyKey)).size).toBe(3);
    for (const one of journals) expect(one).toMatchObject({ month: "2026-12", refersToMonth: month });
    expect(answerJournals(step, { ...line, suspenseFen: fen(0), amountFen: fen(0), returnedFen: fen(0) })).toEqual([]);
  });

  it("send a follow-up from what is owed again, under its own batch", () => {
    const sent = followUpJournal(step, { batchNo: "BF2026-11-1-F1", orderedFen: fen(40) });
    expect(sent.postings[0]).toMatchObject({
      debit: { code: "provider.payable" },
      credit: { code: "payment.in_transit" },
    });
    expect(sent.sourceId).toBe("2026-11#1:district_purchase:BF2026-11-1-F1:A");
    expect(
      followUpJournal({ ...step, openMonth: month }, { batchNo: "x", orderedFen: fen(1) }).refersToMonth,
    ).toBeNull();
  });
});
