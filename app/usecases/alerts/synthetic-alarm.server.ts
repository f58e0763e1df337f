/**
 * The machine's own alarm: every five minutes a signed call for help goes through the whole path, over HTTPS, into the tables, until the
 * operators' list shows it. When it does not arrive, nobody else's would either. It wakes nobody, and the machine closes it as a test.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials, signDeviceBody } from "#app/integrations/crypto/device-key.server.ts";
import { announceAlerts, findAlertByCause, insertAlertEvents, updateAlert } from "#db/repositories/alerts.ts";
import { findDevice } from "#db/repositories/devices.ts";
import { findLastSynthetic, insertSynthetic } from "#db/repositories/synthetic-alarms.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { registerDevice } from "../devices/register-device.server.ts";
import { SYNTHETIC_VENDOR } from "../devices/store-readings.server.ts";

const DEVICE_NO = "SELF-TEST";

/** How often the path is tried (reliability design 14). */
export const SYNTHETIC_MINUTES = 5;

export type Post = (body: string, headers: Readonly<Record<string, string>>) => Promise<number>;

async function syntheticDevice(context: Context, crypto: CryptoProvider) {
  const known = await inReading(context, (unit) => findDevice(unit, DEVICE_NO));
  if (known !== null) return known;
  await registerDevice(context, crypto, {
    deviceNo: DEVICE_NO,
    typeCode: "sos_button",
    vendor: SYNTHETIC_VENDOR,
    externalId: DEVICE_NO,
  }).catch((thrown: unknown) => {
    // Another process has just done the same.
    if (!isRefusal(thrown, "already-exists")) throw thrown;
  });
  const made = await inReading(context, (unit) => findDevice(unit, DEVICE_NO));
  if (made === null) throw new Error("the synthetic device was not stored");
  return made;
}

/** True when the last one was sent as long ago as the path is to be tried, by whatever process. */
export async function isSyntheticDue(given: Context): Promise<boolean> {
  const last = await inReading({ ...given, scope: WHOLE_DISTRICT }, findLastSynthetic);
  return last === null || last.sentAt.getTime() <= given.now - SYNTHETIC_MINUTES * 60_000;
}

/**
 * @param post sends a body to the product's own address; gives the status
 * @param clockMs a clock that does not jump, for the measures
 * @returns what went wrong; null when the alarm stood on the list
 */
export async function sendSyntheticAlarm(
  given: Context,
  crypto: CryptoProvider,
  { post, clockMs }: { readonly post: Post; readonly clockMs: () => number },
): Promise<string | null> {
  const context = { ...given, actor: "system:synthetic-alarm", scope: WHOLE_DISTRICT };
  const device = await syntheticDevice(context, crypto);
  const { token, secret } = deviceCredentials(crypto, device);
  const id = context.newId();
  const body = JSON.stringify({ id, sos: true });
  const timestamp = String(Math.floor(context.now / 1000));
  const began = clockMs();
  const status = await post(body, {
    "Content-Type": "application/json",
    Authorization: `Bearer ${token}`,
    "X-Bedside-Timestamp": timestamp,
    "X-Bedside-Signature": signDeviceBody(secret, timestamp, body),
  }).catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)));
  const storedMs = Math.round(clockMs() - began);
  return inTransaction(context, async (unit) => {
    const alert = status === 200 ? await findAlertByCause(unit, `sos:${device.id}:id:${id}`) : null;
    const problem = status !== 200 ? `answered ${status}` : alert === null ? "not on the list" : null;
    await insertSynthetic(unit, {
      id,
      sentAt: asDate(instant(context.now)),
      alertId: alert?.id ?? null,
      storedMs,
      seenMs: alert === null ? null : Math.round(clockMs() - began),
      problem,
    });
    if (alert === null) return problem;
    const closed = { outcome: "test", closedBy: context.actor, closedAt: asDate(unit.now) };
    await updateAlert(unit, alert.id, { state: "closed", ...closed });
    await insertAlertEvents(unit, [
      { alertId: alert.id, by: context.actor, kind: "outcome", facts: { outcome: "test" } },
    ]);
    await announceAlerts(unit);
    return null;
  });
}
