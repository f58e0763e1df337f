/** Appeals, and the settled lines and clawbacks that can be contested. In the scope of the unit. */
import { and, asc, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { claimLine, clawback, settlementLine, settlementRun } from "../schema/claim.ts";
import { elder } from "../schema/elder.ts";
import { ledgerPeriod } from "../schema/ledger.ts";
import { appeal, appealDocument, settlementAdjustment } from "../schema/recovery.ts";
import { visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { placeReached } from "./scope-conditions.ts";

export type AppealRow = typeof appeal.$inferSelect;

export async function insertAppeal(unit: Unit, row: typeof appeal.$inferInsert): Promise<void> {
  await unit.orm.insert(appeal).values(row);
}

export type AppealDocumentRow = typeof appealDocument.$inferSelect;

export async function insertAppealDocument(unit: Unit, row: typeof appealDocument.$inferInsert): Promise<void> {
  await unit.orm.insert(appealDocument).values(row);
}

/** What was handed in with an appeal of the scope, the oldest first. */
export async function listAppealDocuments(unit: Unit, appealNo: string): Promise<AppealDocumentRow[]> {
  const rows = await unit.orm
    .select({ document: appealDocument })
    .from(appealDocument)
    .innerJoin(appeal, eq(appeal.id, appealDocument.appealId))
    .where(and(eq(appeal.appealNo, appealNo), placeReached(unit, appeal)))
    .orderBy(asc(appealDocument.addedAt), asc(appealDocument.id));
  return rows.map(({ document }) => document);
}

/** One appeal of the scope, locked for the rest of the unit; null when the scope reaches none. */
export async function lockAppeal(unit: Unit, appealNo: string): Promise<AppealRow | null> {
  const [row] = await unit.orm
    .select()
    .from(appeal)
    .where(and(eq(appeal.appealNo, appealNo), placeReached(unit, appeal)))
    .for("update");
  return row ?? null;
}

/** The table refuses a second decision, and one by whoever decided on the matter before. */
export async function updateAppeal(unit: Unit, id: string, values: Partial<AppealRow>): Promise<void> {
  await unit.orm.update(appeal).set(values).where(eq(appeal.id, id));
}

/** Marks filed appeals whose last day has passed and that nobody has marked yet. */
export async function escalateOverdueAppeals(unit: Unit, today: PlainDate, at: Date) {
  return unit.orm
    .update(appeal)
    .set({ escalatedAt: at })
    .where(
      and(
        eq(appeal.state, "filed"),
        isNull(appeal.escalatedAt),
        lt(appeal.answerBy, today),
        placeReached(unit, appeal),
      ),
    )
    .returning({ appealNo: appeal.appealNo, answerBy: appeal.answerBy });
}

/** Appeals of the scope with what they are about, the newest first. */
export async function listAppeals(unit: Unit) {
  return unit.orm
    .select({
      appeal,
      visitNo: visit.visitNo,
      elderName: elder.name,
      provider: provider.name,
      findingNo: clawback.findingNo,
      /** Who decided on the line before. */
      firstBy: claimLine.decidedBy,
    })
    .from(appeal)
    .innerJoin(visit, eq(visit.id, appeal.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(provider, eq(provider.id, appeal.providerId))
    .leftJoin(clawback, eq(clawback.id, appeal.clawbackId))
    .leftJoin(claimLine, and(eq(claimLine.visitId, appeal.visitId), isNull(claimLine.voidedAt)))
    .where(placeReached(unit, appeal))
    .orderBy(desc(appeal.filedAt), desc(appeal.appealNo))
    .limit(500);
}

const added = sql<string>`coalesce((select sum(a.amount_fen) from ${settlementAdjustment} a
  where a.visit_id = ${settlementLine.visitId} and a.dismissed_reason is null), 0)::text`;

/** Settled lines of closed months that pay less than was asked and have no appeal yet. @param closedAfter older closes are out of time */
export async function listShortLines(unit: Unit, closedAfter: Date) {
  return unit.orm
    .select({
      line: settlementLine,
      visitNo: visit.visitNo,
      start: visit.plannedStart,
      elderName: elder.name,
      closedAt: ledgerPeriod.closedAt,
      added,
    })
    .from(settlementLine)
    .innerJoin(settlementRun, eq(settlementRun.id, settlementLine.runId))
    .innerJoin(ledgerPeriod, and(eq(ledgerPeriod.id, settlementRun.periodId), eq(ledgerPeriod.state, "closed")))
    .innerJoin(visit, eq(visit.id, settlementLine.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .leftJoin(appeal, eq(appeal.settlementLineId, settlementLine.id))
    .where(
      and(
        isNull(settlementLine.voidedByRun),
        isNull(appeal.id),
        gt(ledgerPeriod.closedAt, closedAfter),
        sql`${settlementLine.approvedFen} < ${settlementLine.claimedFen}`,
        placeReached(unit, settlementLine),
      ),
    )
    .orderBy(visit.plannedStart, visit.visitNo);
}

/** Clawbacks that the provider was told of and that are not yet set off in full. */
export async function listToldClawbacks(unit: Unit) {
  return unit.orm
    .select({
      clawback,
      visitNo: visit.visitNo,
      start: visit.plannedStart,
      elderName: elder.name,
      appealNo: appeal.appealNo,
    })
    .from(clawback)
    .innerJoin(visit, eq(visit.id, clawback.visitId))
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .leftJoin(appeal, eq(appeal.clawbackId, clawback.id))
    .where(
      and(
        or(
          eq(clawback.state, "notified"),
          eq(clawback.state, "appealed"),
          eq(clawback.state, "confirmed"),
          eq(clawback.state, "offset"),
        ),
        placeReached(unit, clawback),
      ),
    )
    .orderBy(desc(clawback.notifiedAt), clawback.findingNo)
    .limit(500);
}
