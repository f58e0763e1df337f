/** What a plan owes, in place of what was owed before to those whom it planned. */
import { insertDebts, listDebtsOfMonth } from "#db/repositories/visits.ts";
import { lapseDebt, oweVisit, settleDebt } from "#db/repositories/visit-changes.ts";
import type { Unit } from "#db/transaction.ts";
import { monthColumn } from "./planned-rows.ts";
import type { PublishedPlan } from "./kept-plan.ts";

const placeOf = (elderId: string, sequence: number) => `${elderId}|${String(sequence)}`;

/** @param visitIds ids of the plan's visits by elder and place in the month */
export async function saveDebts(
  unit: Unit,
  { facts, plan, remedies }: PublishedPlan,
  visitIds: ReadonlyMap<string, string>,
): Promise<void> {
  const month = monthColumn(facts);
  const before = await listDebtsOfMonth(unit, facts.input.month);
  const known = new Set(before.map(({ elderId, sequence }) => placeOf(elderId, sequence)));
  const rows = plan.debts.map((debt) => ({
    id: unit.newId(),
    elderId: debt.elderId,
    streetId: facts.elders.get(debt.elderId)?.elder.streetId ?? 0,
    providerId: debt.providerId,
    month,
    sequence: debt.sequence,
    originalOn: debt.originalOn,
    reason: debt.reason,
    facts: remedies.get(debt.elderId) ?? {},
  }));
  const isKnown = (row: (typeof rows)[number]) => known.has(placeOf(row.elderId, row.sequence));
  await insertDebts(
    unit,
    rows.filter((row) => !isKnown(row)),
  );
  for (const row of rows.filter(isKnown)) await oweVisit(unit, row);
  const owed = new Set(rows.map(({ elderId, sequence }) => placeOf(elderId, sequence)));
  for (const { elderId, sequence, state } of before) {
    const standing = facts.standing.byElder.get(elderId);
    const isPlanned = standing === undefined || standing.isFree;
    if (state !== "open" || !isPlanned || owed.has(placeOf(elderId, sequence))) continue;
    const visitId = visitIds.get(placeOf(elderId, sequence));
    if (visitId === undefined) await lapseDebt(unit, { elderId, month, sequence });
    else await settleDebt(unit, { elderId, month, sequence }, visitId);
  }
}
