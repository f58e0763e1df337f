/** Claims of unplanned visits that were kept aside because nobody could tell whose door it was, or why. What was sent stays as it came. */
import { and, asc, eq, exists, inArray, isNotNull, not, sql } from "drizzle-orm";
import { visitEventQuarantine, workerDevice } from "../schema/visit-event.ts";
import { visit, visitWorker } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";
import { providerReached, streetReached } from "./scope-conditions.ts";

export type KeptAsideRow = {
  readonly event: typeof visitEventQuarantine.$inferSelect;
  readonly worker: Pick<typeof careWorker.$inferSelect, "id" | "workerNo" | "name" | "providerId">;
  readonly publicKey: unknown;
};

const MOST_LISTED = 500;

/** A visit bears its check-in's id, so the claim was attached when there is one. */
const isAttached = (unit: Unit) =>
  exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visit)
      .where(sql`${visit.id}::text = substr(${visitEventQuarantine.visitNo}, 5)`),
  );

/** Workers of the scope's provider; for a street those who have visited or will visit somebody there. */
function workerReached(unit: Unit) {
  const visits = exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visitWorker)
      .innerJoin(visit, eq(visit.id, visitWorker.visitId))
      .where(and(eq(visitWorker.workerId, careWorker.id), streetReached(unit, visit.streetId))),
  );
  return and(providerReached(unit, careWorker.providerId), unit.scope.streets === "all" ? undefined : visits);
}

/**
 * Signed events under names that only phones give, which no visit took, oldest first. With numbers, those of these claims, attached ones
 * too; otherwise those of claims that nobody has attached.
 */
export async function listKeptAside(unit: Unit, visitNos: readonly string[] | null = null): Promise<KeptAsideRow[]> {
  const worker = {
    id: careWorker.id,
    workerNo: careWorker.workerNo,
    name: careWorker.name,
    providerId: careWorker.providerId,
  };
  return unit.orm
    .select({ event: visitEventQuarantine, worker, publicKey: workerDevice.publicKey })
    .from(visitEventQuarantine)
    .innerJoin(careWorker, sql`${careWorker.id}::text = ${visitEventQuarantine.sender}`)
    .innerJoin(workerDevice, eq(workerDevice.deviceId, sql`${visitEventQuarantine.deviceId}::uuid`))
    .where(
      and(
        eq(visitEventQuarantine.reason, "not-your-visit"),
        isNotNull(visitEventQuarantine.deviceId),
        sql`left(${visitEventQuarantine.visitNo}, 4) = 'NEW-'`,
        visitNos === null ? not(isAttached(unit)) : inArray(visitEventQuarantine.visitNo, [...visitNos]),
        workerReached(unit),
      ),
    )
    .orderBy(asc(visitEventQuarantine.receivedAt), asc(visitEventQuarantine.deviceSeq))
    .limit(MOST_LISTED);
}
