import { describe, expect, it } from "vitest";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { unmatchedBankLine } from "#app/domain/ledger/flows.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { CloseCheckFacts } from "#app/domain/reconciliation/close-checks.ts";
import { closeChecks, mayClose } from "#app/domain/reconciliation/close-checks.ts";
import { closeJournals, paymentOrders } from "#app/domain/reconciliation/month-close.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { FUND, monthFacts, onDay } from "../claims/claim-builders.ts";
import { aJournal } from "../ledger/ledger-builders.ts";

const lines = settleMonth(monthFacts([onDay(3), onDay(10), onDay(17, "R-TOO-SHORT")])).lines;
const closing = lines.map((line) => ({
  visitNo: line.visitNo ?? "",
  fund: line.line.fund,
  providerCode: line.line.providerCode,
  streetId: 3,
  approvedFen: line.approvedFen,
  reservedFen: fen(3500),
  ruleVersion: "r1",
  priceVersion: line.priceVersion,
}));
const good: CloseCheckFacts = {
  lines,
  journals: closeJournals({ month: plainMonth("2026-11"), runNo: "2026-11#1" }, closing),
  orders: paymentOrders(closing),
  nettedWithoutOrderFen: fen(0),
  lateFen: fen(0),
  uncoveredFen: fen(0),
};
const failing = (change: Partial<CloseCheckFacts>) =>
  closeChecks({ ...good, ...change })
    .filter((check) => !check.holds)
    .map((check) => check.code);
const changeFirst = (change: Partial<MatchedLine>) =>
  lines.map((line, index) => (index === 0 ? { ...line, ...change } : line));

describe("checks before a close", () => {
  it("all hold for a right month", () => {
    expect(failing({})).toEqual([]);
    expect(mayClose(closeChecks(good))).toBe(true);
  });

  it.each([
    ["a visit paid twice", { lines: [...lines, ...lines.slice(0, 1)] }, "one-line-per-visit"],
    ["more approved than verified", { lines: changeFirst({ verifiedFen: fen(3499) }) }, "approved-within-each-amount"],
    [
      "more approved than the reviewer left",
      { lines: changeFirst({ adjustedFen: fen(1) }) },
      "approved-within-each-amount",
    ],
    ["an unexplained difference", { lines: changeFirst({ askedFen: fen(3600) }) }, "differences-explain-all"],
    ["a paid line without a price version", { lines: changeFirst({ priceVersion: null }) }, "paid-lines-have-price"],
    ["a journal that is missing", { journals: [] }, "lines-equal-journals"],
    ["an order that is missing", { orders: [] }, "journals-equal-payments"],
    [
      "money in suspense",
      { journals: [...good.journals, aJournal(unmatchedBankLine(FUND, fen(1), "paid_out"))] },
      "suspense-is-empty",
    ],
  ] as const)("finds %s", (_, change, code) => {
    expect(failing(change)).toContain(code);
    expect(mayClose(closeChecks({ ...good, ...change }))).toBe(false);
  });

  it("show both amounts of a comparison", () => {
    const check = closeChecks({ ...good, orders: [] }).find((one) => one.code === "journals-equal-payments");
    expect(check).toMatchObject({ leftFen: 7000n, rightFen: 0n });
  });
});
