/** The protocol of a door that nobody opens, for the care worker who stands before it: each step with its time, and how long is still to wait. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { doorAttempt } from "#app/domain/visits/door-protocol.ts";
import { DOOR_STEPS } from "#app/domain/visits/door-steps.ts";
import { findVisit, listEventsOfVisits } from "#db/repositories/visits.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { visitEventOf } from "../visits/stored-events.ts";

/** Refuses "not-found" for a visit that is not the worker's own. */
export async function showDoor(context: Context, visitNo: string) {
  return inReading(context, async (unit) => {
    const visit = await findVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    const on = localDateOf(instant(visit.plannedStart));
    const wait = policyInForce(await listPolicyVersions(unit), on).parameters.door_wait_min;
    const events = (await listEventsOfVisits(unit, [visit.id])).map(visitEventOf);
    const attempt = doorAttempt(events, unit.now, wait);
    return {
      visitNo,
      steps: DOOR_STEPS.map((step) => {
        const at = attempt.stepsAt.get(step);
        return { step, at: at === undefined ? null : isoText(at) };
      }),
      reported: attempt.reportedAt !== null,
      attended: attempt.attended,
      waitedMinutes: attempt.waitedMinutes,
      waitLeft: attempt.beganAt === null ? wait : Math.max(0, wait - attempt.waitedMinutes),
    };
  });
}
