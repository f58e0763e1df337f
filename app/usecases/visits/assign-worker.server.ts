/**
 * A provider names or changes who goes to an accepted visit, also while it is late: until somebody has checked in, another can still go.
 * The visit is locked; qualifications are judged on the visit's day;
 * the database refuses a worker in two places even when two people assign at once.
 */
import { holdsBasket } from "#app/domain/matching/worker-fit.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { isWaitedFor, mayChangeWorkers } from "#app/domain/visits/assignable.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { announceDesks } from "#db/repositories/desk-notices.ts";
import { assignWorkersToVisit } from "#db/repositories/visit-changes.ts";
import { listWorkersOfVisits, lockVisit } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { tellReplacement } from "./tell-replacement.server.ts";
import { loadStaffing, type VisitStaffing, type WorkerCandidate } from "./worker-candidates.server.ts";

export type Assignment = { readonly visitNo: string; readonly workerNos: readonly string[] };

function chooseTeam({ candidates, need, date }: VisitStaffing, workerNos: readonly string[]): WorkerCandidate[] {
  const chosen = [...new Set(workerNos)];
  const team = candidates.filter(({ worker }) => chosen.includes(worker.key));
  if (team.length !== chosen.length) throw new Refusal("not-found");
  if (team.length !== need.workersNeeded)
    throw new Refusal("workers-wrong-number", { needed: need.workersNeeded, chosen: team.length });
  for (const { name, against } of team)
    if (against.length > 0)
      throw new Refusal("worker-not-possible", { name, why: against.map(({ code }) => code).join(" ") });
  const workers = team.map(({ worker }) => worker);
  if (!holdsBasket(workers, need, date))
    throw new Refusal("worker-not-possible", { name: team.map(({ name }) => name).join(" "), why: "unqualified" });
  return team;
}

/**
 * Refuses "not-found" (visit or worker outside the scope), "visit-cannot-assign" (not accepted), "visit-already-started" (its hour is over),
 * "workers-wrong-number", "worker-not-possible" (facts: name, and why as conflict codes) and "worker-just-taken".
 */
export async function assignWorkers(context: Context, { visitNo, workerNos }: Assignment): Promise<void> {
  try {
    await inTransaction(context, async (unit) => {
      const visit = await lockVisit(unit, visitNo);
      if (!visit) throw new Refusal("not-found");
      if (!isWaitedFor(visit.deliveryState)) throw new Refusal("visit-cannot-assign", { state: visit.deliveryState });
      if (!mayChangeWorkers({ deliveryState: visit.deliveryState, endAt: instant(visit.plannedEnd) }, unit.now))
        throw new Refusal("visit-already-started");
      const staffing = await loadStaffing(unit, visit);
      if (!staffing) throw new Refusal("not-found");
      const team = chooseTeam(staffing, workerNos);
      const before = (await listWorkersOfVisits(unit, [visit.id])).map((row) => row.workerId);
      const ids = team.map(({ worker }) => worker.id);
      await assignWorkersToVisit(unit, visit, ids, context.actor);
      await tellReplacement(unit, visit, { before, after: ids });
      await announceDesks(unit, [visit.providerId]);
      await insertAuditEvent(unit, context.actor, {
        chain: "visits",
        action: "visit.assign",
        subjectType: "visit",
        subjectId: visit.id,
        facts: { before: before.join(" "), after: ids.join(" ") },
      });
    });
  } catch (thrown) {
    throw isRefusal(thrown, "overlaps-another") ? new Refusal("worker-just-taken") : thrown;
  }
}
