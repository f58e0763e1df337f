/**
 * A provider's own file against the visits on record, row by row (visit rules 8). The same 16 checks as any claim line run on each row;
 * a row becomes a line where its visit is verified and row and visit agree, waits where the visit may still be verified, and is refused
 * with its reason otherwise. The order of the file decides between two rows that name one visit.
 */
import type { AskedLine } from "../imports/asked-line.ts";
import type { Fen } from "../money/fen.ts";
import { fen, timesFen } from "../money/fen.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { monthOf, type PlainMonth } from "../time/plain-month.ts";
import { questionRecord } from "../verification/record-rules.ts";
import type { ClaimLine } from "./claim.ts";
import type { LineFailure } from "./line-checks.ts";
import type { ClaimedVisit, ContractPrice } from "./line-facts.ts";
import type { MatchedLine } from "./match-line.ts";
import { CLAIM_RULES } from "./rejection-reason.ts";
import { settleMonth } from "./settle-month.ts";

export type AskedRow = {
  readonly rowNo: number;
  readonly asked: AskedLine;
  /** The day the file was sent: cure windows run from there. */
  readonly claimedOn: PlainDate;
};

/** A live line of the month that holds a visit already. */
export type StandingLine = {
  readonly claimNo: string;
  /** The claim is the provider's still and may be changed. */
  readonly isOpen: boolean;
  readonly quantity: number;
  readonly askedFen: Fen;
};

export type UploadFacts = {
  readonly month: PlainMonth;
  /** Credit code of who sends the file. */
  readonly providerCode: string;
  readonly fund: string;
  /** All visits of the month, other providers' included: they count toward the month's four. */
  readonly visits: readonly ClaimedVisit[];
  readonly prices: readonly ContractPrice[];
  readonly policy: PolicyVersion;
  readonly today: PlainDate;
  /** Whether an elder bears this number, whichever provider serves him or her. */
  readonly isElderOnFile: (elderNo: string) => boolean;
  /** By visit number. */
  readonly standing: ReadonlyMap<string, StandingLine>;
  /** Visits whose street has the month's claim already: its claim takes no line any more. Gives the claim's number. */
  readonly handedIn: (visit: ClaimedVisit) => string | null;
};

export type UploadResult = "matched" | "changed" | "unchanged" | "pended" | "refused";

export type MatchedRow = {
  readonly rowNo: number;
  /** Of a visit of this provider; null where there is none. */
  readonly visitNo: string | null;
  readonly result: UploadResult;
  /** Why the row is no line, or is paid less than asked; null for a row that is paid as asked. */
  readonly code: string | null;
  readonly pendedUntil: PlainDate | null;
  readonly failures: readonly LineFailure[];
  readonly line: MatchedLine;
};

/** Row numbers as line numbers sort like the rows themselves. */
const lineNoOf = (rowNo: number) => `#${String(rowNo).padStart(7, "0")}`;

/**
 * The visit as a row is matched with that contradicts it: under a number of its own and outside the month's count, so that the row takes
 * the visit from no other row. Of somebody else's visit nothing is said but whose it is not.
 */
function besideVisit(visit: ClaimedVisit, line: ClaimLine, providerCode: string): ClaimedVisit {
  const beside: ClaimedVisit = { ...visit, visitNo: line.lineNo, kind: "event" };
  if (visit.providerCode === providerCode) return beside;
  const { elderNo, serviceOn, month: serviceMonth } = line;
  return { ...beside, elderNo, serviceOn, serviceMonth, approvalState: "verified", findings: [], otherFunds: [] };
}

const contradicts = (visit: ClaimedVisit, line: ClaimLine, providerCode: string) =>
  visit.elderNo !== line.elderNo || visit.serviceOn !== line.serviceOn || visit.providerCode !== providerCode;

class VisitFinder {
  readonly #byNo: ReadonlyMap<string, ClaimedVisit>;
  readonly #byDay = new Map<string, ClaimedVisit[]>();
  readonly #taken: Set<string>;

  constructor({ visits, providerCode }: UploadFacts, named: ReadonlySet<string>) {
    this.#byNo = new Map(visits.map((visit) => [visit.visitNo, visit]));
    // A visit that some row names by its number is that row's.
    this.#taken = new Set(named);
    for (const visit of [...visits].sort((left, right) => left.startAt - right.startAt)) {
      if (visit.kind !== "basket" || visit.providerCode !== providerCode) continue;
      const key = `${visit.elderNo}|${visit.serviceOn}`;
      const day = this.#byDay.get(key);
      if (day) day.push(visit);
      else this.#byDay.set(key, [visit]);
    }
  }

  /** By its number, else the first of the elder's on that day that no row above has taken, else the first: it is asked for twice. */
  find({ visitNo, elderNo, serviceOn }: AskedLine): ClaimedVisit | null {
    if (visitNo !== null) return this.#byNo.get(visitNo) ?? null;
    const day = this.#byDay.get(`${elderNo}|${serviceOn}`) ?? [];
    const found = day.find((one) => !this.#taken.has(one.visitNo)) ?? day[0] ?? null;
    if (found) this.#taken.add(found.visitNo);
    return found;
  }
}

function lineOf({ rowNo, asked, claimedOn }: AskedRow, visit: ClaimedVisit | null, facts: UploadFacts): ClaimLine {
  const { elderNo, serviceOn, quantity, unitPriceFen, creditCode, fund } = asked;
  return {
    ...{ elderNo, serviceOn, quantity, unitPriceFen },
    lineNo: lineNoOf(rowNo),
    visitNo: visit?.visitNo ?? null,
    providerCode: creditCode ?? facts.providerCode,
    fund: fund ?? facts.fund,
    month: facts.month,
    claimedOn,
  };
}

function failure(code: keyof typeof CLAIM_RULES, facts: LineFailure["facts"]): LineFailure {
  return { ...CLAIM_RULES[code], code, cutFen: null, facts };
}

/** Nobody on file bears the number: the row waits, like any row without a visit, until it is corrected or the elder is on file. */
function unknownElder(elderRef: string, facts: UploadFacts): LineFailure[] {
  const found = questionRecord({ elderRef, isElderOnFile: facts.isElderOnFile(elderRef) });
  const { check, effect } = CLAIM_RULES["R-CLAIM-NO-VISIT"];
  return found.map(({ code, facts: said }) => ({ check, effect, code, cutFen: null, facts: said }));
}

/** What only an upload can fail at: a day or a provider that is not this claim's, or an elder whom nobody knows. */
function failuresOfRow(row: AskedRow, visit: ClaimedVisit | null, facts: UploadFacts): LineFailure[] {
  const month = monthOf(row.asked.serviceOn);
  const isForeign = row.asked.creditCode !== null && row.asked.creditCode !== facts.providerCode;
  return [
    ...(visit === null && month !== facts.month ? [failure("R-CLAIM-WRONG-MONTH", { month })] : []),
    ...(visit === null && isForeign ? [failure("R-CLAIM-PROVIDER-MISMATCH", {})] : []),
    ...(visit === null ? unknownElder(row.asked.elderNo, facts) : []),
  ];
}

/** Failures by which row and visit contradict each other: such a row is no line of the visit. */
const CONTRADICTIONS: ReadonlySet<string> = new Set([
  "R-CLAIM-ELDER-MISMATCH",
  "R-CLAIM-DATE-MISMATCH",
  "R-CLAIM-WRONG-MONTH",
  "R-CLAIM-PROVIDER-MISMATCH",
  "R-CLAIM-DUPLICATE",
  "R-CLAIM-BEFORE-VISIT",
  "visit-waived",
]);

type Judged = Pick<MatchedRow, "result" | "code" | "pendedUntil">;

function judge(
  line: MatchedLine,
  visit: ClaimedVisit | null,
  extra: readonly LineFailure[],
  facts: UploadFacts,
): Judged {
  const { outcome } = line;
  const contradiction = [...extra, ...line.failures].find((one) => CONTRADICTIONS.has(one.code));
  if (contradiction) return { result: "refused", code: contradiction.code, pendedUntil: null };
  const standing = visit === null ? undefined : facts.standing.get(visit.visitNo);
  const code = outcome.kind === "accepted" ? null : outcome.code;
  if (visit?.approvalState !== "verified") {
    const named = visit === null ? (extra[0]?.code ?? code) : code;
    const until = outcome.kind === "pended" ? outcome.until : null;
    return until === null
      ? { result: "refused", code: named ?? "R-CLAIM-NOT-VERIFIED", pendedUntil: null }
      : { result: "pended", code: named, pendedUntil: until };
  }
  if (standing === undefined && facts.handedIn(visit) !== null)
    return { result: "refused", code: "claim-handed-in", pendedUntil: null };
  if (standing === undefined) return { result: "matched", code, pendedUntil: null };
  const same = standing.quantity === line.line.quantity && standing.askedFen === line.askedFen;
  return { result: same ? "unchanged" : "changed", code, pendedUntil: null };
}

/** Matches every row of a file that could be read, in the order of the file. */
export function matchUpload(rows: readonly AskedRow[], facts: UploadFacts): MatchedRow[] {
  const named = new Set(rows.flatMap(({ asked }) => asked.visitNo ?? []));
  const finder = new VisitFinder(facts, named);
  const found = rows.map((row) => {
    const visit = finder.find(row.asked);
    const line = lineOf(row, visit, facts);
    const beside = visit !== null && contradicts(visit, line, facts.providerCode);
    return beside
      ? { row, visit, line: { ...line, visitNo: line.lineNo }, beside: [besideVisit(visit, line, facts.providerCode)] }
      : { row, visit, line, beside: [] };
  });
  const otherLiveLines = new Map([...facts.standing].flatMap(([no, one]) => (one.isOpen ? [] : [[no, one.claimNo]])));
  const { lines } = settleMonth({
    visits: [...facts.visits, ...found.flatMap(({ beside }) => beside)],
    lines: found.map(({ line }) => line),
    prices: facts.prices,
    policy: facts.policy,
    asOf: facts.today,
    otherLiveLines,
  });
  const byLineNo = new Map(lines.map((line) => [line.line.lineNo, line]));
  return found.flatMap(({ row, visit, line: asked }) => {
    const line = byLineNo.get(asked.lineNo);
    if (!line) return [];
    const extra = failuresOfRow(row, visit, facts);
    const isOwn = visit?.providerCode === facts.providerCode;
    return [
      {
        rowNo: row.rowNo,
        visitNo: isOwn ? (visit?.visitNo ?? null) : null,
        failures: [...extra, ...line.failures].map(spoken),
        line,
        ...judge(line, visit, extra, facts),
      },
    ];
  });
}

/** A row above is named as a spreadsheet counts it. */
function spoken(one: LineFailure): LineFailure {
  const other = /^#0*(\d+)$/.exec(String(one.facts["other"] ?? ""))?.[1];
  return other === undefined ? one : { ...one, facts: { ...one.facts, other: `#${other}` } };
}

export type UploadSums = Readonly<Record<UploadResult, { readonly rows: number; readonly askedFen: Fen }>>;

const RESULTS = ["matched", "changed", "unchanged", "pended", "refused"] as const;

/** Rows and asked amounts by result: they add up to the file, rows that could not be read among the refused with no amount. */
export function sumUpload(rows: readonly MatchedRow[], unreadable: number): UploadSums {
  const of = (result: UploadResult) => {
    const those = rows.filter((row) => row.result === result);
    const asked = those.reduce((sum, row) => sum + timesFen(row.line.line.unitPriceFen, row.line.line.quantity), 0n);
    return { rows: those.length + (result === "refused" ? unreadable : 0), askedFen: fen(asked) };
  };
  return Object.fromEntries(RESULTS.map((result) => [result, of(result)])) as UploadSums;
}
