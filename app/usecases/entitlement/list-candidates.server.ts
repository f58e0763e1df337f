/** The month's candidate list (候选名单): who is in, who is out and every reason, counted by verdict, reason and street. */
import { maskName } from "#app/domain/access/masking.ts";
import { candidateList, type Candidate, type ListedCandidate } from "#app/domain/entitlement/candidate-list.ts";
import type { EligibilityReason, Verdict } from "#app/domain/entitlement/eligibility.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listCandidateRows, type CandidateRow } from "#db/queries/candidate-rows.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type CandidateFilter = {
  readonly month: PlainMonth;
  readonly verdict: string;
  readonly reason: string;
  readonly streetId: number | null;
};

export type CandidateEntry = ListedCandidate & { readonly row: CandidateRow };

export const CANDIDATE_PAGE_ROWS = 50;

function candidateOf(row: CandidateRow, hardshipTypes: readonly string[]): Candidate & { readonly row: CandidateRow } {
  const place = row.assistanceKind === null ? -1 : hardshipTypes.indexOf(row.assistanceKind);
  return {
    row,
    elderNo: row.elderNo,
    result: {
      verdict: row.verdict as Verdict,
      reasons: row.reasons as EligibilityReason[],
      on: plainDate(row.judgedOn),
      policyVersion: row.policyVersion,
    },
    grade: row.grade,
    // The policy names the kinds of hardship in the order in which they are served.
    priorityClass: place < 0 ? null : place + 1,
    approvedOn: row.approvedOn === null ? null : plainDate(row.approvedOn),
    lastContactOn: null,
    inService: row.inService,
  };
}

/** The whole list of the scope in waiting-list order; empty before the month was judged. */
export async function loadCandidates(unit: Unit, month: PlainMonth): Promise<CandidateEntry[]> {
  const rows = await listCandidateRows(unit, month);
  if (rows.length === 0) return [];
  const { parameters } = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const byNumber = new Map(rows.map((row) => [row.elderNo, row]));
  return candidateList(
    rows.map((row) => candidateOf(row, parameters.hardship_types)),
    parameters.waiting_list_order,
  ).flatMap((entry) => {
    const row = byNumber.get(entry.elderNo);
    return row ? [{ ...entry, row }] : [];
  });
}

export function matchesFilter({ row, reasons }: CandidateEntry, filter: CandidateFilter): boolean {
  return (
    (filter.verdict === "" || row.verdict === filter.verdict) &&
    (filter.reason === "" || reasons.some(({ code }) => code === filter.reason)) &&
    (filter.streetId === null || row.streetId === filter.streetId)
  );
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function streetsOf(entries: readonly CandidateEntry[]) {
  const ids = [...new Set(entries.map(({ row }) => row.streetId))].sort((left, right) => left - right);
  return ids.map((id) => {
    const own = entries.filter(({ row }) => row.streetId === id);
    const { streetZh = "", streetEn = "" } = own[0]?.row ?? {};
    return { id, streetZh, streetEn, candidates: own.length, verdicts: countBy(own.map(({ row }) => row.verdict)) };
  });
}

/** Counts over the scope, and one page of what the filter leaves; names masked. */
export async function listCandidates(context: Context, filter: CandidateFilter, page: number) {
  const entries = await inTransaction(context, (unit) => loadCandidates(unit, filter.month));
  const found = entries.filter((entry) => matchesFilter(entry, filter));
  const [first] = entries;
  return {
    candidates: entries.length,
    judgedAt: first ? isoText(instant(first.row.judgedAt)) : null,
    policyVersion: first?.row.policyVersion ?? null,
    verdicts: countBy(entries.map(({ row }) => row.verdict)),
    reasons: countBy(entries.flatMap((entry) => entry.reasons.map(({ code }) => code))),
    streets: streetsOf(entries),
    total: found.length,
    pageSize: CANDIDATE_PAGE_ROWS,
    rows: found.slice((page - 1) * CANDIDATE_PAGE_ROWS, page * CANDIDATE_PAGE_ROWS).map((entry) => ({
      elderNo: entry.elderNo,
      name: maskName(entry.row.name),
      streetZh: entry.row.streetZh,
      streetEn: entry.row.streetEn,
      verdict: entry.row.verdict,
      listing: entry.listing,
      judgedOn: entry.row.judgedOn,
      visitsAllowed: entry.row.visitsAllowed,
      grade: entry.grade,
      nextStep: entry.nextStep,
      reasons: entry.reasons.map(({ code, facts }) => ({ code, facts: { ...facts } })),
    })),
  };
}
