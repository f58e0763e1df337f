/**
 * A month's visits in classes. Most visits of a month differ from others in nothing that the match reads: only in who came to whom, when
 * on the day and where. Visits that differ in nothing else are one class and are matched once, by the functions that match every visit;
 * what comes out of it holds for all of them, and their texts have holes for what tells them apart.
 */
import type { ClaimedVisit, ClaimFinding } from "../claims/line-facts.ts";
import type { MatchedLine } from "../claims/match-line.ts";
import type { Fen } from "../money/fen.ts";
import { instant } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { CloseFacts, FrozenLine, FrozenVisit, VisitRecord } from "./close-facts.ts";
import { settleFacts } from "./close-facts.ts";
import { frozenPage, recordText } from "./frozen-rows.ts";
import { inputLineText, inputVisitText, resultText } from "./month-close.ts";
import { inputLines } from "./plan-close.ts";
import { instantHole, jsonFormat, numberHole, plainFormat, textHole } from "./text-holes.ts";

/** Places of what tells the visits of a class apart, in every format of a class. */
export const HOLES = {
  visitNo: 1,
  elderNo: 2,
  providerCode: 3,
  priceVersion: 4,
  evidenceDigest: 5,
  startAt: 6,
  streetId: 7,
  /** The record as JSON, from the format of its own class. */
  record: 8,
} as const;

/** Places in the format of a record. */
export const RECORD_HOLES = { plannedStartAt: 1, plannedEndAt: 2, checkInAt: 3, checkOutAt: 4, minutes: 5 } as const;

/** A visit of the same elder and month, as far as it decides which of them are the month's. */
export type Sibling = Pick<ClaimedVisit, "kind" | "approvalState" | "waived" | "serviceMonth">;

export type VisitClass = {
  readonly fund: string;
  readonly serviceOn: PlainDate;
  readonly plannedFen: Fen | null;
  readonly findings: readonly ClaimFinding[];
  /** Price in force for the visit's provider on its day; null when none is. */
  readonly priceFen: Fen | null;
  /** All visits of the elder in the month in the order of their starts, this one included. */
  readonly siblings: readonly Sibling[];
  /** Which of them it is, from 0. */
  readonly place: number;
  /** The claim line; null for a visit that nobody claims. */
  readonly line: Pick<FrozenLine, "askedFen" | "quantity" | "claimedOn" | "decision"> | null;
};

/** What is written of each visit of a class, as formats. */
export type ClassTexts = { readonly input: string; readonly frozen: string };

export type SettledClass = {
  readonly visit: ClassTexts;
  readonly line: (ClassTexts & { readonly result: string; readonly matched: MatchedLine }) | null;
};

const NO_RECORD: VisitRecord = {
  ...{ deliveryState: "", origin: "", plannedStartAt: instant(0), plannedEndAt: instant(0), checkInAt: null },
  ...{ checkOutAt: null, minutes: null, subtypes: [], proofs: [], strength: null, ruleVersion: null },
  policyVersion: "",
};

function visitsOf({ siblings, place, fund, serviceOn, plannedFen, findings }: VisitClass): ClaimedVisit[] {
  return siblings.map((sibling, index) => ({
    ...sibling,
    visitNo: index === place ? textHole(HOLES.visitNo) : String(index),
    elderNo: textHole(HOLES.elderNo),
    providerCode: textHole(HOLES.providerCode),
    fund,
    // Only the order of the starts is read.
    startAt: instant(index),
    serviceOn,
    plannedFen: index === place ? plannedFen : null,
    findings: index === place ? findings : [],
    changedAfterClaim: false,
    otherFunds: [],
  }));
}

function frozenOf(visit: ClaimedVisit): FrozenVisit {
  return {
    ...visit,
    startAt: instantHole(HOLES.startAt),
    streetId: numberHole(HOLES.streetId),
    evidenceDigest: textHole(HOLES.evidenceDigest),
    record: NO_RECORD,
  };
}

const firstOf = (texts: readonly string[]) => texts[0] ?? "";

/** What the matching of a class rests on beside its facts; the month's prices are asked no more. */
export type ClassTerms = Pick<CloseFacts, "month" | "policy">;

/** The visit of a class as the match reads it, holes for what tells visits apart. */
export function visitOfClass(one: VisitClass): ClaimedVisit {
  const visit = visitsOf(one)[one.place];
  if (visit === undefined) throw new RangeError("a visit is one of its elder's visits");
  return visit;
}

/** Matches the line of a class once; null for visits that nobody claims. */
export function matchClass(terms: ClassTerms, asOf: PlainDate, one: VisitClass): MatchedLine | null {
  if (one.line === null) return null;
  const visit = visitOfClass(one);
  const price = { providerCode: visit.providerCode, fund: visit.fund, priceVersion: textHole(HOLES.priceVersion) };
  const prices = one.priceFen === null ? [] : [{ ...price, priceFen: one.priceFen, from: null, to: null }];
  const lines = [{ ...one.line, visitNo: visit.visitNo }];
  const [matched] = settleFacts({ ...terms, visits: visitsOf(one), prices, lines }, asOf).lines;
  if (matched === undefined) throw new Error("a line with its visit is matched");
  return matched;
}

/** Matches a class once and writes its texts. */
export function settleClass(terms: ClassTerms, asOf: PlainDate, one: VisitClass): SettledClass {
  const visit = visitOfClass(one);
  const frozen = frozenOf(visit);
  const visitFrozen = firstOf(frozenPage({ visits: [frozen], lines: [] }).visit);
  const record = `"record":${recordText(NO_RECORD)}`;
  if (!visitFrozen.includes(record)) throw new Error("a frozen visit holds its record");
  const texts = {
    input: plainFormat(inputVisitText(frozen)),
    frozen: jsonFormat(visitFrozen.replace(record, `"record":"${textHole(HOLES.record)}"`)),
  };
  const matched = matchClass(terms, asOf, one);
  if (one.line === null || matched === null) return { visit: texts, line: null };
  const line: FrozenLine = { ...one.line, visitNo: visit.visitNo };
  return {
    visit: texts,
    line: {
      input: plainFormat(
        inputLines([line], new Map([[visit.visitNo, frozen]]))
          .map(inputLineText)
          .join(""),
      ),
      frozen: jsonFormat(firstOf(frozenPage({ visits: [], lines: [line] }).line)),
      result: plainFormat(resultText(matched)),
      matched,
    },
  };
}

/** What the records of some visits share; null where they have no such time. */
export type RecordClass = Omit<
  VisitRecord,
  "plannedStartAt" | "plannedEndAt" | "checkInAt" | "checkOutAt" | "minutes"
> & {
  readonly hasCheckIn: boolean;
  readonly hasCheckOut: boolean;
  readonly hasMinutes: boolean;
};

/** The format of a record, by the places of `RECORD_HOLES`. */
export function recordFormat({ hasCheckIn, hasCheckOut, hasMinutes, ...shared }: RecordClass): string {
  return jsonFormat(
    recordText({
      ...shared,
      plannedStartAt: instantHole(RECORD_HOLES.plannedStartAt),
      plannedEndAt: instantHole(RECORD_HOLES.plannedEndAt),
      checkInAt: hasCheckIn ? instantHole(RECORD_HOLES.checkInAt) : null,
      checkOutAt: hasCheckOut ? instantHole(RECORD_HOLES.checkOutAt) : null,
      minutes: hasMinutes ? numberHole(RECORD_HOLES.minutes) : null,
    }),
  );
}
