/**
 * What a bill moved and nothing in the books matches waits in suspense (挂账), line by line, so that the bank stands in the books as the bill
 * says it stands. It leaves suspense when the difference ends: by itself when the line agrees, or for the account that a person names.
 */
import { fen } from "#app/domain/money/fen.ts";
import type { Difference, DifferenceKind, ReleaseAccount } from "#app/domain/payments/day-reconciliation.ts";
import { releasedJournal, suspendedJournal, type UnmatchedLine } from "#app/domain/payments/payment-journals.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import {
  listDifferences,
  listSuspense,
  resolveDifference,
  updateDifference,
  type PaymentDifferenceRow,
} from "#db/repositories/payment-bills.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { postOwnMoney } from "./post-own-money.server.ts";

const lineOf = ({ billOn, kind, subject, suspenseFen }: PaymentDifferenceRow): UnmatchedLine => ({
  on: plainDate(billOn),
  kind: kind as DifferenceKind,
  subject,
  suspenseFen: fen(suspenseFen),
});

/** Posts what the bills of a day that is over moved unmatched; what stands in suspense already, or was ended, is left as it is. */
export async function suspendLines(
  unit: Unit,
  actor: string,
  on: PlainDate,
  differences: readonly Difference[],
): Promise<void> {
  const amounts = new Map(differences.map(({ kind, subject, suspenseFen }) => [`${kind}|${subject}`, suspenseFen]));
  const lines: UnmatchedLine[] = [];
  for (const row of await listDifferences(unit, on)) {
    const suspenseFen = amounts.get(`${row.kind}|${row.subject}`) ?? fen(0);
    if (row.resolvedAt !== null || row.suspendedAt !== null || suspenseFen === 0n) continue;
    await updateDifference(unit, row.id, { suspenseFen, suspendedAt: asDate(unit.now) });
    lines.push({ ...lineOf(row), suspenseFen });
  }
  if (lines.length > 0)
    await postOwnMoney(unit, actor, (month) => lines.map((line) => suspendedJournal(line, month)), []);
}

export type DifferenceEnd = {
  readonly by: string;
  readonly resolution: string;
  /** Where it belongs; asked of nobody for what is not in suspense. */
  readonly to: ReleaseAccount | null;
};

/** Ends an open difference, and with it its line in suspense. @returns false when somebody was faster */
export async function endDifference(unit: Unit, row: PaymentDifferenceRow, end: DifferenceEnd): Promise<boolean> {
  const releasedTo = row.suspendedAt === null ? null : end.to;
  const values = { resolvedAt: asDate(unit.now), resolvedBy: end.by, resolution: end.resolution, releasedTo };
  if (!(await resolveDifference(unit, row.id, values))) return false;
  if (releasedTo !== null)
    await postOwnMoney(unit, end.by, (month) => [releasedJournal(lineOf(row), releasedTo, month)], []);
  return true;
}

/** People's own money in suspense of bills up to a day, line by line, and its sum, for whoever closes or reads the month. */
export async function showSuspense(context: Context, until: PlainDate) {
  const rows = await inReading(context, (unit) => listSuspense(unit, until));
  return rows.map((row) => ({ id: row.id, ...lineOf(row) }));
}

export type SuspenseLine = Awaited<ReturnType<typeof showSuspense>>[number];
