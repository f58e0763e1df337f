/**
 * Every rule of the district's list is proven from stored facts: a test file with a database stores what the rule asks for and reads what
 * becomes of it. A new rule is listed here with its file, or with the reason why nothing that is stored can raise it.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { VERIFICATION_RULES } from "#db/seed/verification-rules.ts";
import { BARE_FILES } from "../bare-files.ts";

/** Codes by the file, below tests/usecases, that proves them. */
const PROVEN: Readonly<Record<string, string>> = {
  "visits/rules-by-clock": `R-NO-CHECKOUT R-IN-OUT-REVERSED R-OVER-24H R-EXTRA-EVENTS R-TOO-SHORT R-SHORTER-THAN-PLAN R-TOO-LONG
    R-EARLY-START R-LATE-START R-EARLY-END R-LATE-END R-START-FAR-OFF R-WRONG-DATE R-PRESUMED-MISSED R-MANUAL-TIME R-BACKFILLED
    R-LATE-UPLOAD R-CLOCK-SKEW R-NO-PERSON-PROOF`,
  "visits/rules-by-deed": `R-SERVICE-MISSING R-SERVICE-UNKNOWN R-NO-PLACE-PROOF R-LOCATION-OUTSIDE R-LOCATION-MISSING
    R-LOCATION-IMPRECISE R-LOCATION-DATUM R-NOT-ELIGIBLE R-BASKET-TOO-SMALL R-SERVICE-GRADE R-BENEFIT-OVERLAP R-TWO-WORKERS`,
  "visits/rules-by-neighbours": `R-DUPLICATE-VISIT R-WORKER-OVERLAP R-TRAVEL-TIGHT R-TRAVEL-IMPOSSIBLE R-WORKER-LOAD R-MIN-GAP`,
  "visits/rules-by-facts": "R-NO-CHECKIN R-ELDER-OVERLAP R-DECEASED R-OVER-QUOTA R-UNQUALIFIED",
  "visits/rules-by-register": "R-IN-INSTITUTION R-ASSESSMENT-EXPIRED R-CREDENTIAL-EXPIRED R-PROVIDER-NOT-CONTRACTED",
  "visits/rules-across-records": `R-UNKNOWN-WORKER R-EDITED-AFTER-SUBMIT R-PROXY-CONFLICT R-SHARED-DEVICE R-SHARED-CONTACT
    R-ROBOTIC-TIMES R-LOCATION-CLUSTER`,
  "visits/receive-events": "R-EVENT-GAP R-EVENT-SIGNATURE",
  "visits/receive-photos": "R-PHOTO-TIME",
  "visits/receive-unscheduled": "R-UNSCHEDULED",
  "visits/judge-again": "R-INPATIENT R-INPATIENT-EDGE R-WORKER-NOT-EMPLOYED",
  "visits/run-day": "R-WORKER-REPLACED",
  "photos/judged": "R-PHOTO-MISSING R-PHOTO-REUSED",
  "elders/door-codes": "R-DOOR-CODE-WRONG",
  "entitlement/stop-money": "R-DOUBLE-FUNDED",
  "care-plan/file-care-plan": "R-NO-PLAN R-SERVICE-NOT-IN-PLAN",
  "sampling/subcontracted": "R-SUBCONTRACTED",
  "call-backs/call-answers": `R-CALLBACK-DENIED R-CALLBACK-DIFFERENT R-CALLBACK-UNREACHABLE R-DISSATISFIED R-COMPLAINT-OPEN`,
  "claims/upload-claims": `R-UNKNOWN-ELDER R-CLAIM-NOT-VERIFIED R-CLAIM-ELDER-MISMATCH R-CLAIM-PROVIDER-MISMATCH R-CLAIM-DUPLICATE`,
  "claims/claim-rules": `R-CLAIM-NO-VISIT R-CLAIM-OPEN-EXCEPTION R-CLAIM-DATE-MISMATCH R-CLAIM-NOT-PRICED R-CLAIM-PRICE R-CLAIM-UNITS
    R-PRICE-OUT-OF-BOUNDS R-CLAIM-BEFORE-VISIT R-CLAIM-LATE R-CLAIM-WRONG-MONTH R-WAITING-PERIOD`,
};

/** Rules that no stored fact raises today, each with what stands in its place. */
const NOT_RAISED: Readonly<Record<string, string>> = {
  "R-CHANGED-AFTER-CLAIM":
    "a line is matched with its visit as it is; a time corrected after the hand-in raises R-EDITED-AFTER-SUBMIT",
  "R-PERIOD-CLOSED": "every way to a month's claims refuses a closed month before a line is matched (month-closed)",
  "R-BUDGET-SHORT": "whether the funds reach is asked of the whole close and not of a line",
};

const codesOf = (texts: string) => texts.split(/\s+/);

describe("the rules of the district's list", () => {
  it("are each proven from stored facts in one place, or named with the reason why they are not", () => {
    const named = [...Object.values(PROVEN).flatMap(codesOf), ...Object.keys(NOT_RAISED)];
    expect(named.sort()).toEqual(VERIFICATION_RULES.map(({ code }) => code).sort());
  });

  it.each(Object.entries(PROVEN))("are named by %s, which opens a database", (name, codes) => {
    const path = `tests/usecases/${name}.test.ts`;
    const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
    expect([existsSync(file), BARE_FILES.includes(path)]).toEqual([true, false]);
    const text = readFileSync(file, "utf8");
    expect(codesOf(codes).filter((code) => !new RegExp(`\\b${code}(?![A-Z-])`).test(text))).toEqual([]);
  });
});
