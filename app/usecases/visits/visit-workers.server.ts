/** Who may not decide about a visit: those who went, or were to go, under the names that the audit log uses. */
import { listLoginsOfWorkers } from "#db/repositories/access.ts";
import { listEventsOfVisits, listWorkersOfVisits } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/** Audit names ("user:liu") of the care workers assigned to the visit and of those whose phones recorded something about it. */
export async function workerActorsOfVisit(unit: Unit, visitId: string): Promise<string[]> {
  const assigned = (await listWorkersOfVisits(unit, [visitId])).map((row) => row.workerId);
  const recorded = (await listEventsOfVisits(unit, [visitId])).flatMap((row) => row.workerId ?? []);
  const logins = await listLoginsOfWorkers(unit, [...new Set([...assigned, ...recorded])]);
  return logins.map((login) => `user:${login}`);
}
