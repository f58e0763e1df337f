/**
 * Keeps the ladder: tells every step whose stored deadline has come. Any number of processes may look; each step is told by one of them, in
 * the transaction that also writes it into the alert's history, so that a process killed in between has told nothing.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { announceAlerts, insertAlertEvents, tellDue, touchAlerts } from "#db/repositories/alerts.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { FaultPoint } from "../devices/receive-delivery.server.ts";

const STEPS_OF_UNIT = 200;

/** @returns how many steps were told now */
export async function escalateAlerts(given: Context, fault: FaultPoint = () => {}): Promise<number> {
  const context = { ...given, actor: "system:escalate-alerts", scope: WHOLE_DISTRICT };
  for (let sum = 0; ;) {
    const told = await inTransaction(context, async (unit) => {
      const steps = await tellDue(unit, STEPS_OF_UNIT);
      if (steps.length === 0) return 0;
      await insertAlertEvents(
        unit,
        steps.map(({ alertId, step, dueAt }) => ({
          alertId,
          by: context.actor,
          kind: "told",
          facts: { step, late_ms: unit.now - dueAt.getTime() },
        })),
      );
      await touchAlerts(unit, [...new Set(steps.map(({ alertId }) => alertId))]);
      await announceAlerts(unit);
      fault("ladder-before-commit");
      return steps.length;
    });
    fault("ladder-after-commit");
    sum += told;
    if (told < STEPS_OF_UNIT) return sum;
  }
}
