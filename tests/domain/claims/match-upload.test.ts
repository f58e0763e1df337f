import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { ClaimedVisit } from "#app/domain/claims/line-facts.ts";
import type { AskedRow, UploadFacts } from "#app/domain/claims/match-upload.ts";
import { matchUpload, sumUpload } from "#app/domain/claims/match-upload.ts";
import type { AskedLine } from "#app/domain/imports/asked-line.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aPolicy } from "../verification/verification-builders.ts";
import { FUND, NOVEMBER, PROVIDER, aPrice, onDay } from "./claim-builders.ts";

const TODAY = plainDate("2026-12-05");
const OTHER = "91320600MA00000002";

function factsOf(visits: readonly ClaimedVisit[], change: Partial<UploadFacts> = {}): UploadFacts {
  return {
    ...{ month: NOVEMBER, providerCode: PROVIDER, fund: FUND, visits },
    prices: [aPrice()],
    policy: aPolicy(),
    today: TODAY,
    standing: new Map(),
    isElderOnFile: () => true,
    handedIn: () => null,
    ...change,
  };
}

const askedFor = (visit: ClaimedVisit, change: Partial<AskedLine> = {}): AskedLine => ({
  ...{ visitNo: visit.visitNo, elderNo: visit.elderNo, serviceOn: visit.serviceOn, quantity: 1 },
  unitPriceFen: fen(3500),
  creditCode: null,
  fund: null,
  ...change,
});
const rowsOf = (...asked: AskedLine[]): AskedRow[] =>
  asked.map((one, index) => ({ rowNo: index + 3, asked: one, claimedOn: TODAY }));
const said = (rows: readonly AskedRow[], facts: UploadFacts) =>
  matchUpload(rows, facts).map(({ rowNo, result, code }) => `${rowNo} ${result}${code === null ? "" : ` ${code}`}`);

const [first, second] = [onDay(3), onDay(10)];

describe("a row of a claim file", () => {
  it("becomes a line of the visit it names, by its number or by elder and day", () => {
    const byDay = askedFor(second, { visitNo: null });
    expect(said(rowsOf(askedFor(first), byDay), factsOf([first, second]))).toEqual(["3 matched", "4 matched"]);
  });

  it("that names a visit a second time is refused under the row that came first, whatever elder stands between", () => {
    const matched = matchUpload(rowsOf(askedFor(first), askedFor(first, { visitNo: null })), factsOf([first]));
    expect(matched.map(({ result }) => result)).toEqual(["matched", "refused"]);
    expect(matched[1]?.failures[0]).toMatchObject({ code: "R-CLAIM-DUPLICATE", facts: { other: "#3" } });
  });

  it("that contradicts the visit is refused by what contradicts it and takes the visit from no other row", () => {
    const wrong = askedFor(first, { elderNo: "E0000" });
    const otherDay = askedFor(first, { serviceOn: plainDate("2026-11-02") });
    expect(said(rowsOf(wrong, otherDay, askedFor(first)), factsOf([first]))).toEqual([
      "3 refused R-CLAIM-ELDER-MISMATCH",
      "4 refused R-CLAIM-DATE-MISMATCH",
      "5 matched",
    ]);
  });

  it("that names nobody on file waits under that name, at the number that is wrong", () => {
    const facts = factsOf([first], { isElderOnFile: (elderNo) => elderNo === first.elderNo });
    const typo = askedFor(first, { visitNo: null, elderNo: "E9999" });
    expect(said(rowsOf(askedFor(first), typo), facts)).toEqual(["3 matched", "4 pended R-UNKNOWN-ELDER"]);
    const [, row] = matchUpload(rowsOf(askedFor(first), typo), facts);
    expect(row?.failures[0]).toMatchObject({ code: "R-UNKNOWN-ELDER", facts: { ref: "E9999" } });
    const known = { ...facts, isElderOnFile: () => true };
    expect(said(rowsOf(askedFor(first), typo), known)).toEqual(["3 matched", "4 pended R-CLAIM-NO-VISIT"]);
  });

  it("of another month or another provider is refused as that", () => {
    const october = askedFor(first, { visitNo: null, serviceOn: plainDate("2026-10-03") });
    const foreign = askedFor(first, { creditCode: OTHER });
    expect(said(rowsOf(october, foreign), factsOf([first]))).toEqual([
      "3 refused R-CLAIM-WRONG-MONTH",
      "4 refused R-CLAIM-PROVIDER-MISMATCH",
    ]);
  });

  it("says of another provider's visit only that it is not this one's", () => {
    const theirs = onDay(3, "R-DECEASED", { providerCode: OTHER, visitNo: "theirs" });
    const [row] = matchUpload(rowsOf(askedFor(first, { visitNo: "theirs", elderNo: "E9" })), factsOf([theirs]));
    expect(row).toMatchObject({ result: "refused", visitNo: null });
    expect(row?.failures.map(({ code }) => code)).toEqual(["R-CLAIM-PROVIDER-MISMATCH"]);
  });

  it("without a visit, or with one that nobody has verified yet, waits for as long as it can be cured", () => {
    const open = onDay(3, null, { approvalState: "checking" });
    const nobody = askedFor(second, { visitNo: null });
    const matched = matchUpload(rowsOf(askedFor(open), nobody), factsOf([open]));
    expect(matched.map(({ result, code, pendedUntil }) => [result, code, pendedUntil])).toEqual([
      ["pended", "R-CLAIM-NOT-VERIFIED", "2026-12-19"],
      ["pended", "R-CLAIM-NO-VISIT", "2026-12-19"],
    ]);
    const late = factsOf([open], { today: plainDate("2026-12-20") });
    expect(said(rowsOf(askedFor(open)), late)).toEqual(["3 refused R-CLAIM-NOT-VERIFIED"]);
  });

  it("that asks for more visits or more money is a line that is cut after its days, each under its own code", () => {
    const [row] = matchUpload(
      rowsOf(askedFor(first, { quantity: 2, unitPriceFen: fen(4000) })),
      factsOf([first], { today: TODAY }),
    );
    expect(row).toMatchObject({ result: "matched", code: "R-CLAIM-UNITS" });
    expect(row?.line).toMatchObject({
      askedFen: 8000n,
      proposedFen: 3500n,
      outcome: { kind: "pended", until: "2026-12-12" },
    });
    expect(row?.failures.map(({ code }) => code)).toEqual(["R-CLAIM-UNITS", "R-CLAIM-PRICE"]);
  });

  it("changes an open line that asked for another amount, and a submitted one never", () => {
    const standing = (isOpen: boolean) =>
      factsOf([first], {
        standing: new Map([[first.visitNo, { claimNo: "C1", isOpen, quantity: 1, askedFen: fen(3500) }]]),
      });
    const less = rowsOf(askedFor(first, { unitPriceFen: fen(3400) }));
    expect(said(rowsOf(askedFor(first)), standing(true))).toEqual(["3 unchanged"]);
    expect(said(less, standing(true))).toEqual(["3 changed"]);
    expect(said(less, standing(false))).toEqual(["3 refused R-CLAIM-DUPLICATE"]);
    expect(said(less, factsOf([first], { handedIn: () => "C1" }))).toEqual(["3 refused claim-handed-in"]);
  });

  it("is counted once: results and asked amounts add up to the file, whatever its rows say", () => {
    const visits = [3, 4, 5, 10, 17, 24].map((day) => onDay(day, day === 4 ? "R-TOO-SHORT" : null));
    const anyAsked = fc.record({
      visitNo: fc.option(fc.constantFrom(...visits.map((visit) => visit.visitNo), "none")),
      elderNo: fc.constantFrom("E0001", "E0002"),
      serviceOn: fc.constantFrom(...visits.map((visit) => visit.serviceOn), plainDate("2026-10-03")),
      quantity: fc.integer({ min: 1, max: 3 }),
      unitPriceFen: fc.integer({ min: 0, max: 5000 }).map((amount) => fen(amount)),
      creditCode: fc.constantFrom(null, PROVIDER, OTHER),
      fund: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(anyAsked, { maxLength: 12 }), (asked) => {
        const matched = matchUpload(rowsOf(...asked), factsOf(visits));
        expect(matched).toHaveLength(asked.length);
        const lines = matched.filter(({ result }) => result === "matched").map(({ visitNo }) => visitNo);
        expect(new Set(lines).size).toBe(lines.length);
        const sums = Object.values(sumUpload(matched, 0));
        expect(sums.reduce((sum, { rows }) => sum + rows, 0)).toBe(asked.length);
        expect(sumFen(sums.map(({ askedFen }) => askedFen))).toBe(
          asked.reduce((sum, one) => sum + one.unitPriceFen * BigInt(one.quantity), 0n),
        );
        for (const { result, code } of matched)
          expect(result === "refused" || result === "pended").toBe(
            code !== null && (result === "refused" || result === "pended"),
          );
      }),
    );
  });
});
