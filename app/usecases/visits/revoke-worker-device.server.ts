/** A phone that is lost, or whose owner has left: from now on what it sends is kept aside. What it sent before stays what it is. */
import { Refusal } from "#app/domain/refusal.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listDevices, revokeDevice } from "#db/repositories/worker-devices.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Revoked again it stays as it was. Refuses "not-found" for a phone of a worker whom the scope does not reach. */
export async function revokeWorkerDevice(context: Context, deviceId: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const device = (await listDevices(unit)).find((one) => one.deviceId === deviceId);
    if (device === undefined) throw new Refusal("not-found");
    if (!(await revokeDevice(unit, deviceId, context.actor))) return;
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "device.revoke",
      subjectType: "device",
      subjectId: deviceId,
      facts: { worker: device.workerNo },
    });
  });
}
