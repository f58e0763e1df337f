/**
 * A fact that a verdict rests on has changed: a death, a stay in hospital, a certificate, a contract. The visits it may turn, and no
 * others, are put on the list of what is to be judged; the job that judges what phones say takes them from there in sets. Said in the
 * unit that stores the fact, so neither stands without the other.
 */
import { piecesOf } from "#db/repositories/batches.ts";
import { listAffectedVisits, type FactsChanged } from "#db/repositories/affected-visits.ts";
import { insertToJudge } from "#db/repositories/received-events.ts";
import type { Unit } from "#db/transaction.ts";

/** @returns how many visits will be judged again */
export async function judgeAgain(unit: Unit, changed: FactsChanged): Promise<number> {
  const ids = await listAffectedVisits(unit, changed);
  for (const piece of piecesOf(ids, 5000)) await insertToJudge(unit, piece);
  return ids.length;
}
