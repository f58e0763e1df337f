/** What the offices learn after the visits: a death or a stay in hospital, written into the elder's file with its history. */
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertAbsences, insertRevisions, updateElder, type ElderRow } from "#db/repositories/elders.ts";
import type { Unit } from "#db/transaction.ts";
import type { LateFact } from "./delivery-faults.ts";

async function storeDeath(unit: Unit, actor: string, elder: ElderRow, on: string): Promise<void> {
  const { idNumberIndex: _index, phoneIndex: _phone, ...before } = elder;
  await insertRevisions(unit, [
    {
      id: unit.newId(),
      subjectType: "elder",
      subjectId: elder.id,
      version: elder.version,
      before,
      source: "demo",
      changedBy: actor,
      changedAt: asDate(unit.now),
    },
  ]);
  await updateElder(unit, { ...elder, deathOn: on, version: elder.version + 1, updatedAt: asDate(unit.now) });
}

/** @param elders rows by which the facts' elder numbers are found; a number without a row is left out */
export async function storeLateFacts(
  unit: Unit,
  actor: string,
  elders: readonly ElderRow[],
  facts: readonly LateFact[],
): Promise<void> {
  const byNumber = new Map(elders.map((elder) => [elder.elderNo, elder]));
  for (const fact of facts) {
    const elder = byNumber.get(fact.elderKey);
    if (!elder) continue;
    if (fact.kind === "died") await storeDeath(unit, actor, elder, fact.on);
    else
      await insertAbsences(unit, [
        { id: unit.newId(), elderId: elder.id, kind: "hospital", fromOn: fact.from, toOn: fact.to, place: null },
      ]);
    await insertAuditEvent(unit, actor, {
      chain: "district",
      action: `elder.${fact.kind}`,
      subjectType: "elder",
      subjectId: elder.elderNo,
      facts: fact.kind === "died" ? { on: fact.on } : { from: fact.from, to: fact.to },
    });
  }
}
