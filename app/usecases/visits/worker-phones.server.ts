/**
 * The phones that sign care workers' events, seen and taken out of use by their provider and by the offices. From then on what a revoked
 * phone sends is kept aside and found at its visits, whenever it says that it happened: a key in wrong hands can sign any time of day.
 * What it sent before stays what it is.
 */
import { isPhoneRevokeReason } from "#app/domain/workforce/phone-revocation.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { deleteSessionsOfWorker, findDisplayName } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listDevices, revokeDevice } from "#db/repositories/worker-devices.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";

/** More than a provider's care workers have; an office finds the others by name or number. */
const PHONES_SHOWN = 200;

/** @param text part of the worker's name or number; "" for all */
export async function showWorkerPhones(context: Context, text: string) {
  return inReading(context, async (unit) => {
    const devices = await listDevices(unit, { most: PHONES_SHOWN, text: text.trim() });
    return Promise.all(
      devices.map(async ({ deviceId, workerNo, workerName, providerName, enrolledAt, lastSeenAt, ...device }) => ({
        deviceId,
        workerNo,
        workerName,
        providerName,
        enrolledAt: isoText(instant(enrolledAt)),
        lastSeenAt: isoText(instant(lastSeenAt)),
        revoked:
          device.revokedAt === null || device.revokedBy === null
            ? null
            : {
                at: isoText(instant(device.revokedAt)),
                by: (await findDisplayName(unit, device.revokedBy)) ?? device.revokedBy,
              },
      })),
    );
  });
}

/**
 * The worker's sessions end too: a phone that was found must not go on as its owner. Revoked again it stays as it was.
 * Refuses "phone-reason-missing", and "not-found" for a phone of a worker whom the scope does not reach.
 */
export async function revokeWorkerPhone(
  context: Context,
  { deviceId, reason }: { readonly deviceId: string; readonly reason: string },
): Promise<void> {
  if (!isPhoneRevokeReason(reason)) throw new Refusal("phone-reason-missing");
  await inTransaction(context, async (unit) => {
    const [device] = await listDevices(unit, { most: 1, deviceId });
    if (device === undefined) throw new Refusal("not-found");
    if (!(await revokeDevice(unit, deviceId, context.actor))) return;
    const sessions = await deleteSessionsOfWorker(unit, device.workerId);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "device.revoke",
      subjectType: "device",
      subjectId: deviceId,
      facts: { worker: device.workerNo, reason, sessions },
    });
  });
}
