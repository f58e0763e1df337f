/** The workbench of the streets' auditors: the queue in its published order, and one line with all of its evidence. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import {
  auditPriority,
  compareAuditLines,
  isAuditException,
  isHighRisk,
  riskOf,
  type AuditedLine,
} from "#app/domain/claims/audit-order.ts";
import { bulkRules } from "#app/domain/claims/bulk-decision.ts";
import { DECISION_REASONS } from "#app/domain/claims/decision-reasons.ts";
import { closedByApproval, CLOSING_REASONS, mayApprove, waitsToBeCut } from "#app/domain/claims/workbench-decision.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { instant, isoText, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { daysBetween } from "#app/domain/time/plain-date.ts";
import type { RuleLevel } from "#app/domain/verification/rule-definition.ts";
import { listAuditLines, type AuditLineRow } from "#db/queries/audit-lines.ts";
import { listFindingsOfVisits, type FindingRow } from "#db/repositories/findings.ts";
import { listOpenDecisions, type OpenDecision } from "#db/repositories/line-decisions.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { loadAudited } from "./audit-evidence.server.ts";
import { showAround } from "./audit-surroundings.server.ts";
import { openFindingsOf } from "./decide-audit-line.server.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";
import { standingOf } from "./standing-findings.ts";
import { listVisitPhotos } from "../photos/look-at-photos.server.ts";
import { showVisit } from "../screens/show-visits.server.ts";

const LEVELS: readonly RuleLevel[] = ["block", "fix", "acknowledge", "info"];

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What the row says in one sentence: the gravest finding that stands, else the first check that failed, else the two lengths. */
export function sentenceOf(row: AuditLineRow, standing: readonly FindingRow[]): { code: string; facts: Facts } | null {
  const [gravest] = [...standing].sort(
    (left, right) => LEVELS.indexOf(left.level as RuleLevel) - LEVELS.indexOf(right.level as RuleLevel),
  );
  if (gravest) return { code: gravest.ruleCode, facts: gravest.facts as Facts };
  const [failure] = row.line.failures as StoredFailure[];
  return failure ? { code: failure.code, facts: failure.facts } : null;
}

/** A line as its place in the queue is computed. */
export function auditedLine(row: AuditLineRow, standing: readonly FindingRow[], now: Instant): AuditedLine {
  const since = localDateOf(instant(row.claim.submittedAt ?? row.claim.preparedAt));
  return {
    visitNo: row.visit.visitNo,
    outcome: row.line.outcome as AuditedLine["outcome"],
    findings: standing.map(({ level }) => ({ level: level as RuleLevel })),
    askedFen: row.line.askedFen,
    ageDays: daysBetween(since, localDateOf(now)),
  };
}

function shownRow(row: AuditLineRow, standing: readonly FindingRow[], audited: AuditedLine) {
  return {
    visitNo: row.visit.visitNo,
    lineId: row.line.id,
    elderName: maskName(row.elderName),
    workers: row.workers.map((name) => maskName(name)),
    provider: row.provider,
    askedFen: fen(row.line.askedFen),
    ageDays: audited.ageDays,
    points: riskOf(audited),
    priority: auditPriority(audited),
    highRisk: isHighRisk(audited),
    exception: isAuditException(audited),
    says: sentenceOf(row, standing),
    codes: [
      ...standing.map(({ ruleCode }) => ruleCode),
      ...(row.line.failures as StoredFailure[]).map(({ code }) => code),
    ],
    plannedMinutes: (row.visit.plannedEnd.getTime() - row.visit.plannedStart.getTime()) / 60_000,
    minutes: row.visit.minutes,
  };
}

export type AuditQueueRow = ReturnType<typeof shownRow>;

function shownDecision(decision: OpenDecision, actor: string) {
  return {
    id: decision.id,
    bulkId: decision.bulkId,
    visitNo: decision.visitNo,
    decision: decision.decision,
    mine: decision.decidedBy === actor,
    second: decision.secondFor,
    finalAfter: isoText(instant(decision.finalAfter)),
  };
}

/** Every line of the scope that waits for a decision, in order, and the decisions that are not final yet. */
export async function showAuditQueue(context: Context) {
  return inReading(context, async (unit) => {
    const lines = await listAuditLines(unit);
    const ids = lines.map((row) => row.visit.id);
    const findings = groupBy(await listFindingsOfVisits(unit, ids), (row) => row.visitId);
    const rows = lines
      .map((row) => {
        const standing = standingOf(findings.get(row.visit.id) ?? []);
        return { row, standing, audited: auditedLine(row, standing, unit.now) };
      })
      .sort((left, right) => compareAuditLines(left.audited, right.audited))
      .map(({ row, standing, audited }) => shownRow(row, standing, audited));
    return {
      rows,
      askedFen: sumFen(rows.map((row) => row.askedFen)),
      highRisk: rows.filter((row) => row.highRisk).length,
      bulk: bulkRules(rows.map(({ visitNo, codes, highRisk }) => ({ visitNo, codes, highRisk }))),
      exceptions: rows.filter((row) => row.exception).length,
      waiting: (await listOpenDecisions(unit)).map((one) => shownDecision(one, context.actor)),
      at: isoText(unit.now),
    };
  });
}

/** One line with all of its evidence. Refuses "not-found" for a visit without a line that the scope reaches. */
export async function showAuditItem(context: Context, visitNo: string) {
  const shown = await showVisit(context, visitNo, null);
  return inReading(context, async (unit) => {
    const { row, file, digest } = await loadAudited(unit, visitNo);
    const { line, claim } = row;
    const failures = line.failures as StoredFailure[];
    const open = openFindingsOf(file.findings);
    const approvable = mayApprove({ outcome: line.outcome, failingCodes: failures.map(({ code }) => code), open });
    const own = failures.map(({ code }) => code);
    const mayCut = waitsToBeCut({ outcome: line.outcome, failures }) || (approvable && line.outcome !== "pended");
    return {
      ...shown,
      digest,
      workers: row.workers.map((name) => maskName(name)),
      claim: { state: claim.state, byMe: claim.preparedBy === context.actor || claim.submittedBy === context.actor },
      line: {
        decided: line.decision,
        outcome: line.outcome,
        failures,
        plannedFen: fen(row.visit.plannedFen),
        proposedFen: fen(line.proposedFen),
        askedFen: fen(line.askedFen),
      },
      choices: {
        approve: approvable ? { reasons: closedByApproval(open).length > 0 ? [...CLOSING_REASONS] : [] } : null,
        cut: mayCut ? { reasons: [...new Set([...own, ...DECISION_REASONS.cut])].slice(0, 9) } : null,
        hold: { reasons: [...new Set([...own, ...DECISION_REASONS.hold])].slice(0, 9) },
        refuse: { reasons: [...new Set([...own, ...DECISION_REASONS.refuse])].slice(0, 9) },
      },
      photos: await listVisitPhotos(unit, row.visit.id),
      ...(await showAround(unit, row, file)),
    };
  });
}

export type AuditItem = Awaited<ReturnType<typeof showAuditItem>>;
