/** Visits whose verdict a fact on file may turn: of an elder, of a care worker, of a provider. Whose fact it is has been asked by the caller. */
import { and, eq, exists, inArray, notInArray, sql, type SQL } from "drizzle-orm";
import { visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";

export type FactsChanged =
  | { readonly of: "elder"; readonly ids: readonly string[] }
  | { readonly of: "worker"; readonly ids: readonly string[] }
  | { readonly of: "provider"; readonly ids: readonly string[] };

function concerns(unit: Unit, of: FactsChanged["of"], ids: readonly string[]): SQL {
  if (of === "elder") return inArray(visit.elderId, [...ids]);
  if (of === "provider") return inArray(visit.providerId, [...ids]);
  return exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visitWorker)
      .where(and(eq(visitWorker.visitId, visit.id), inArray(visitWorker.workerId, [...ids]))),
  );
}

/** Ids of the visits that have something to judge and are not settled, by what changed. */
export async function listAffectedVisits(unit: Unit, { of, ids }: FactsChanged): Promise<string[]> {
  const found: string[] = [];
  for (const piece of piecesOf(ids, 2000))
    found.push(
      ...(
        await unit.orm
          .select({ id: visit.id })
          .from(visit)
          .where(
            and(
              concerns(unit, of, piece),
              inArray(visit.deliveryState, ["in_progress", "done", "missed"]),
              notInArray(visit.approvalState, ["locked", "rejected"]),
            ),
          )
      ).map((row) => row.id),
    );
  return [...new Set(found)];
}
