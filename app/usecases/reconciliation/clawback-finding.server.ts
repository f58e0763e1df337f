/** A clawback's row as the finding that its journal is made of, and where that journal is posted. */
import { fen } from "#app/domain/money/fen.ts";
import type { ClawbackFinding } from "#app/domain/reconciliation/clawback.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { listPartsOfLines, type ClawbackRow } from "#db/repositories/clawbacks.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import type { PostingPlace } from "./post-journals.server.ts";

export type LockedClawback = ClawbackRow & { readonly visitNo: string };
export type StoredFinding = ClawbackFinding & { readonly providerCode: string };

/** Refuses "not-found" for a provider outside the scope. */
export async function findingOf(unit: Unit, row: LockedClawback): Promise<StoredFinding> {
  const providerCode = (await listProviders(unit)).find(({ id }) => id === row.providerId)?.creditCode ?? null;
  if (providerCode === null) throw new Refusal("not-found");
  const parts = (await listPartsOfLines(unit, [row.settlementLineId])).get(row.settlementLineId) ?? [];
  return {
    paidBy: parts.map((part) => ({ fund: part.fund, amountFen: fen(part.amountFen) })),
    fund: DISTRICT_FUND,
    streetId: row.streetId,
    providerCode,
    findingNo: row.findingNo,
    visitNo: row.visitNo,
    reason: row.ruleCode,
    paidMonth: monthOf(plainDate(row.paidMonth)),
    paidFen: fen(row.paidFen),
  };
}

export function placeOfFinding(
  row: LockedClawback,
  providerCode: string,
  { periodId, actor }: { readonly periodId: number; readonly actor: string },
): PostingPlace {
  return {
    periodId,
    closingRun: null,
    postedBy: actor,
    providerIds: new Map([[providerCode, row.providerId]]),
    visitIds: new Map([[row.visitNo, row.visitId]]),
  };
}
