/** The lines of one rule that an auditor may decide together, each with the evidence that the list shows of it. */
import { maskName } from "#app/domain/access/masking.ts";
import { isHighRisk } from "#app/domain/claims/audit-order.ts";
import {
  chooseBulk,
  whySecondPerson,
  BULK_DECISIONS,
  type BulkCandidate,
  type BulkChoice,
} from "#app/domain/claims/bulk-decision.ts";
import { claimNumber } from "#app/domain/claims/claim-number.ts";
import { DECISION_REASONS } from "#app/domain/claims/decision-reasons.ts";
import { closedByApproval, CLOSING_REASONS, mayApprove } from "#app/domain/claims/workbench-decision.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { instant, instantAt, isoText, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listAuditLines, type AuditLineRow } from "#db/queries/audit-lines.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listFindingsOfVisits, type FindingRow } from "#db/repositories/findings.ts";
import { insertEvidenceShown, sumBulkDecisions, wasShown } from "#db/repositories/line-decisions.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { loadAudited, shownRow, type AuditedVisit } from "./audit-evidence.server.ts";
import { openFindingsOf } from "./decide-audit-line.server.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";
import { auditedLine, sentenceOf } from "./show-audit.server.ts";
import { standingOf } from "./standing-findings.ts";

export type BulkQuestion = {
  /** Code of a rule, or "clean". */
  readonly rule: string;
  /** Visit numbers that were selected; null for every line of the rule. */
  readonly only: readonly string[] | null;
  /** Lines of this claim alone; null for every claim of the scope. */
  readonly claimNo: string | null;
};

type Waiting = BulkCandidate & { readonly row: AuditLineRow; readonly standing: readonly FindingRow[] };

export type BulkLine = Waiting & { readonly audited: AuditedVisit };

export type LoadedBulk = BulkChoice<BulkLine> & {
  readonly sumFen: bigint;
  readonly limitFen: bigint;
  /** Names the list with the version of each line's evidence: another list has another name. */
  readonly listDigest: string;
};

/** What may be decided together, of lines that wait. */
export function candidateOf(row: AuditLineRow, standing: readonly FindingRow[], now: Unit["now"]): BulkCandidate {
  const failing = (row.line.failures as StoredFailure[]).map(({ code }) => code);
  return {
    visitNo: row.visit.visitNo,
    codes: [...standing.map(({ ruleCode }) => ruleCode), ...failing],
    highRisk: isHighRisk(auditedLine(row, standing, now)),
  };
}

const claimNoOf = ({ claim, creditCode }: AuditLineRow) =>
  claimNumber({ month: claim.month.slice(0, 7) as PlainMonth, creditCode, streetId: claim.streetId });

async function waitingLines(unit: Unit, claimNo: string | null): Promise<Waiting[]> {
  const rows = (await listAuditLines(unit)).filter((row) => claimNo === null || claimNoOf(row) === claimNo);
  const ids = rows.map((row) => row.visit.id);
  const findings = groupBy(await listFindingsOfVisits(unit, ids), (row) => row.visitId);
  return rows.map((row) => {
    const standing = standingOf(findings.get(row.visit.id) ?? []);
    return { ...candidateOf(row, standing, unit.now), row, standing };
  });
}

/** The list as it stands in this unit. */
export async function loadBulk(unit: Unit, { rule, only, claimNo }: BulkQuestion): Promise<LoadedBulk> {
  const choice = chooseBulk(await waitingLines(unit, claimNo), rule, only === null ? null : new Set(only));
  const taken: BulkLine[] = [];
  for (const line of choice.taken) taken.push({ ...line, audited: await loadAudited(unit, line.visitNo) });
  const policy = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  return {
    ...choice,
    taken,
    sumFen: sumFen(taken.map(({ row }) => fen(row.line.askedFen))),
    limitFen: BigInt(policy.parameters.audit_bulk_second_fen),
    listDigest: sha256Hex([rule, ...taken.map((line) => `${line.visitNo} ${line.audited.digest}`)].join("\n")),
  };
}

/** Fen by decision that this person decided in bulk today for this rule, in whatever months: a list of two months is one list, too. */
export async function earlierToday(unit: Unit, person: string, rule: string): Promise<ReadonlyMap<string, bigint>> {
  return sumBulkDecisions(unit, { person, rule, from: instantAt(localDateOf(unit.now), 0) });
}

/** Why each decision of the list would wait for a second person, with what this person decided before it today. */
async function secondsOf(unit: Unit, person: string, rule: string, { sumFen: listFen, limitFen }: LoadedBulk) {
  const earlier = await earlierToday(unit, person, rule);
  return BULK_DECISIONS.flatMap((decision) => {
    const earlierFen = earlier.get(decision) ?? 0n;
    const why = whySecondPerson({ listFen, earlierFen }, limitFen);
    return why === null ? [] : [{ decision, why, earlierFen: fen(earlierFen) }];
  });
}

/** What may be decided for all lines of a list, with its reasons. A decision that one line does not bear is not offered. */
function choicesOf(taken: readonly BulkLine[]) {
  const open = taken.map(({ audited }) => openFindingsOf(audited.file.findings));
  const approvable = taken.every(({ row }, index) =>
    mayApprove({
      outcome: row.line.outcome,
      failingCodes: (row.line.failures as StoredFailure[]).map(({ code }) => code),
      open: open[index] ?? [],
    }),
  );
  const closes = open.some((one) => closedByApproval(one).length > 0);
  return {
    approve: approvable ? (closes ? [...CLOSING_REASONS] : []) : null,
    hold: [...DECISION_REASONS.hold],
    refuse: [...DECISION_REASONS.refuse],
  };
}

/** One line as the row of a list: its times, its evidence in one sentence and its amount. */
export function shownLine({ row, standing, audited, visitNo }: Omit<BulkLine, "codes" | "highRisk">) {
  const { visit } = audited.file;
  const timeOf = (at: Date | null) => (at === null ? null : isoText(instant(at)));
  return {
    visitNo,
    elderName: maskName(row.elderName),
    workers: row.workers.map((name) => maskName(name)),
    provider: row.provider,
    plannedStart: isoText(instant(visit.plannedStart)),
    plannedMinutes: (visit.plannedEnd.getTime() - visit.plannedStart.getTime()) / 60_000,
    checkIn: timeOf(visit.effectiveIn),
    checkOut: timeOf(visit.effectiveOut),
    minutes: visit.minutes,
    events: audited.file.events.length,
    says: sentenceOf(row, standing),
    askedFen: fen(row.line.askedFen),
  };
}

/** @returns whether one of them was not on this person's screen before, as the row of a list in this version */
export async function insertRowsShown(
  unit: Unit,
  actor: string,
  lines: readonly Pick<BulkLine, "row" | "audited">[],
): Promise<boolean> {
  const rows = [];
  for (const { row, audited } of lines) {
    const seen = { lineId: row.line.id, person: actor, digest: audited.digest, shownAs: "list" } as const;
    if (!(await wasShown(unit, seen))) rows.push(shownRow(unit, seen));
  }
  await insertEvidenceShown(unit, rows);
  return rows.length > 0;
}

/** Writes down that this person had these lines on the screen as rows of a list, which is no line's own evidence; one event for the list. */
async function recordListShown(unit: Unit, actor: string, { taken, listDigest }: LoadedBulk, rule: string) {
  if (!(await insertRowsShown(unit, actor, taken))) return;
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "claim-line.show-list",
    subjectType: "bulk",
    subjectId: listDigest,
    facts: { rule, lines: taken.length },
  });
}

/**
 * The preview of a decision in bulk: count, sum, what is left out and why, and every line.
 * @param isOpened the list is on this person's screen, who may decide it; written down as shown
 */
export async function showBulk(context: Context, question: BulkQuestion, isOpened: boolean) {
  return inTransaction(context, async (unit) => {
    const bulk = await loadBulk(unit, question);
    if (isOpened) await recordListShown(unit, context.actor, bulk, question.rule);
    const { highRisk, mixed, beyond, listDigest } = bulk;
    return {
      rule: question.rule,
      only: question.only,
      lines: bulk.taken.map(shownLine),
      sumFen: fen(bulk.sumFen),
      limitFen: fen(bulk.limitFen),
      second: await secondsOf(unit, context.actor, question.rule, bulk),
      choices: choicesOf(bulk.taken),
      ...{ highRisk, mixed, beyond, listDigest },
    };
  });
}
