import { describe, expect, it } from "vitest";
import { LINE_CHECKS, curableUntil, failuresOf, standingFindings, unitPayFen } from "#app/domain/claims/line-checks.ts";
import type { LineFacts } from "#app/domain/claims/line-facts.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { aPolicy } from "../verification/verification-builders.ts";
import { aFinding, aLine, aPrice, lineFacts, onDay } from "./claim-builders.ts";

const failing = (change: Partial<LineFacts>) =>
  failuresOf(lineFacts(change)).map((failure) => `${failure.check} ${failure.code}`);
const withFinding = (...findings: ReturnType<typeof aFinding>[]) => ({ visit: onDay(3, null, { findings }) });
const line = (change: Parameters<typeof aLine>[1]) => ({ line: aLine(onDay(3), change) });
const ack = { level: "acknowledge", effect: "none" } as const;

describe("the 16 checks of a line", () => {
  it("are sixteen, and a line in perfect order fails none", () => {
    expect(LINE_CHECKS).toHaveLength(16);
    expect(failuresOf(lineFacts())).toEqual([]);
  });

  const cases: readonly (readonly [string, Partial<LineFacts>])[] = [
    ["1 R-PROVIDER-NOT-CONTRACTED", withFinding(aFinding("R-PROVIDER-NOT-CONTRACTED"))],
    ["2 R-NOT-ELIGIBLE", withFinding(aFinding("R-NOT-ELIGIBLE"))],
    ["3 R-DECEASED", withFinding(aFinding("R-DECEASED"))],
    ["4 R-CLAIM-NO-VISIT", { visit: null }],
    ["4 R-CLAIM-NOT-VERIFIED", { visit: onDay(3, null, { approvalState: "checking" }) }],
    ["4 R-TOO-SHORT", { visit: onDay(3, "R-TOO-SHORT") }],
    ["5 R-CLAIM-ELDER-MISMATCH", line({ elderNo: "E0002" })],
    ["6 R-CLAIM-DATE-MISMATCH", line({ serviceOn: plainDate("2026-11-04") })],
    [
      "6 R-CLAIM-WRONG-MONTH",
      { visit: onDay(3, null, { serviceMonth: plainMonth("2026-10") }), line: aLine(onDay(3)) },
    ],
    ["7 R-CLAIM-PROVIDER-MISMATCH", { visit: onDay(3, null, { providerCode: "other" }), line: aLine(onDay(3)) }],
    ["7 R-CREDENTIAL-EXPIRED", withFinding(aFinding("R-CREDENTIAL-EXPIRED"))],
    ["8 R-CLAIM-NOT-PRICED", { price: null }],
    ["9 R-CLAIM-UNITS", line({ quantity: 2 })],
    ["9 R-CLAIM-PRICE", line({ unitPriceFen: fen(3501) })],
    ["10 R-MIN-GAP", withFinding(aFinding("R-MIN-GAP", ack))],
    ["11 R-OVER-QUOTA", { quotaPosition: 5 }],
    ["11 visit-waived", { visit: onDay(3, null, { waived: true }) }],
    ["12 R-WAITING-PERIOD", withFinding(aFinding("R-WAITING-PERIOD", { effect: "reject" }))],
    ["13 R-CLAIM-DUPLICATE", { otherLiveLine: "line/other" }],
    ["13 R-DOUBLE-FUNDED", { visit: onDay(3, null, { otherFunds: ["voucher"] }) }],
    ["14 R-CLAIM-BEFORE-VISIT", line({ claimedOn: plainDate("2026-11-02") })],
    ["15 R-CLAIM-LATE", line({ claimedOn: plainDate("2027-01-03") })],
    ["15 R-PERIOD-CLOSED", { periodIsClosed: true }],
    ["16 R-CLAIM-OPEN-EXCEPTION", withFinding(aFinding("R-SERVICE-GRADE", ack))],
    ["16 R-COMPLAINT-OPEN", withFinding(aFinding("R-COMPLAINT-OPEN"))],
    ["16 R-CHANGED-AFTER-CLAIM", { visit: onDay(3, null, { changedAfterClaim: true }) }],
    ["16 R-BUDGET-SHORT", { fundsAreShort: true }],
  ];

  it.each(cases)("%s is found alone", (expected, change) => {
    expect(failing(change)).toEqual([expected]);
  });

  it.each([
    ["a price equal to the contract price", line({ unitPriceFen: fen(3500) })],
    ["more units than were verified, for no money", line({ quantity: 2, unitPriceFen: fen(0) })],
    ["a price below it", line({ unitPriceFen: fen(3400) })],
    ["the fourth visit of the month", { quotaPosition: 4 }],
    ["a claim on the day of the visit", line({ claimedOn: plainDate("2026-11-03") })],
    ["a claim on the sixtieth day", line({ claimedOn: plainDate("2027-01-02") })],
    ["an acknowledged finding", withFinding(aFinding("R-MIN-GAP", { ...ack, state: "acknowledged" }))],
    ["a finding that only counts", withFinding(aFinding("R-TOO-LONG", { ...ack, wouldHave: true }))],
    ["an info finding", withFinding(aFinding("R-LATE-START", { level: "info", effect: "none" }))],
    [
      "a void subtype of a visit that still counts",
      withFinding(aFinding("R-UNQUALIFIED", { effect: "subtype_void", facts: { visit_void: false } })),
    ],
  ] as const)("passes %s", (_, change) => {
    expect(failing(change)).toEqual([]);
  });

  it.each([
    [2999, true],
    [3000, false],
    [5000, false],
    [5001, true],
  ])("holds a contract price of %i fen between floor and cap: out of bounds %s", (price, out) => {
    const codes = failing({
      price: aPrice(price),
      ...line({ unitPriceFen: fen(3000) }),
      visit: onDay(3, null, { plannedFen: null }),
    });
    expect(codes.includes("8 R-PRICE-OUT-OF-BOUNDS")).toBe(out);
  });

  it("pays nothing while the district has set no cap", () => {
    expect(failing({ policy: aPolicy({ visit_price_cap_fen: null }) })).toEqual(["8 R-PRICE-OUT-OF-BOUNDS"]);
  });

  it("lists all failures in the order of the checks", () => {
    const visit = onDay(3, null, {
      approvalState: "in_violation",
      findings: [aFinding("R-START-FAR-OFF", { level: "acknowledge", effect: "hold" })],
    });
    expect(failing({ visit, otherLiveLine: "x", ...line({ unitPriceFen: fen(3600) }) })).toEqual([
      "4 R-CLAIM-NOT-VERIFIED",
      "9 R-CLAIM-PRICE",
      "13 R-CLAIM-DUPLICATE",
      "16 R-CLAIM-OPEN-EXCEPTION",
    ]);
  });

  it("rejects for an upheld finding, whose own code is named", () => {
    const failures = failuresOf(lineFacts(withFinding(aFinding("R-SERVICE-GRADE", { ...ack, state: "upheld" }))));
    expect(failures).toMatchObject([{ check: 16, code: "R-SERVICE-GRADE", effect: "reject" }]);
  });

  it("counts the month anew at the claim, whatever an older finding said", () => {
    expect(failing({ ...withFinding(aFinding("R-OVER-QUOTA")), quotaPosition: 4 })).toEqual([]);
    expect(failing({ ...withFinding(aFinding("R-OVER-QUOTA")), quotaPosition: 5 })).toEqual(["11 R-OVER-QUOTA"]);
  });

  it("leaves confirmed dissatisfaction to the deduction", () => {
    const upheld = aFinding("R-DISSATISFIED", { level: "acknowledge", effect: "deduct", state: "upheld" });
    expect(standingFindings(withFinding(upheld))).toEqual([]);
  });
});

describe("what a visit may cost", () => {
  it("is the lower of plan and contract price, and the contract price without a plan", () => {
    expect(unitPayFen(lineFacts({ price: aPrice(3600) }))).toBe(3500n);
    expect(unitPayFen(lineFacts({ price: aPrice(3400) }))).toBe(3400n);
    expect(unitPayFen(lineFacts({ price: aPrice(3600), visit: onDay(3, null, { plannedFen: null }) }))).toBe(3600n);
    expect(unitPayFen(lineFacts({ price: null }))).toBeNull();
  });
});

describe("cure windows", () => {
  it("are 14 days for a missing visit, 7 for a cut, none for the rest", () => {
    const until = (change: Partial<LineFacts>) =>
      failuresOf(lineFacts(change)).map((failure) => curableUntil(failure, lineFacts(change)));
    expect(until({ visit: null })).toEqual(["2026-12-19"]);
    expect(until(line({ unitPriceFen: fen(3600) }))).toEqual(["2026-12-12"]);
    expect(until({ quotaPosition: 5 })).toEqual([null]);
  });
});
