/** Kiosks as street and district see them: how each is, when it was last heard of, and taking one out of use at once. */
import { ailmentsOf, kioskStateOf, type KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { isRevokeReason } from "#app/domain/kiosk/device-record.ts";
import { judgeTries } from "#app/domain/kiosk/kiosk-identity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, isoText } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { countTries } from "#db/repositories/kiosk-identity.ts";
import {
  deleteRightsOfKiosk,
  listKiosks,
  lockKioskInScope,
  updateKiosk,
  type ListedKiosk,
} from "#db/repositories/kiosk-devices.ts";
import { listOpenFaults, type KioskFaultRow } from "#db/repositories/kiosk-faults.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { healthOf } from "./start-kiosk.server.ts";

/** What the last heartbeat measured; null where the machine could not tell. */
function reportOf({ printer, sound, network, temperatureC, untouchedSeconds, fault }: KioskHealth, seenAt: Date) {
  const before = (seconds: number) => isoText(instant(seenAt.getTime() - seconds * 1000));
  return {
    ...{ printer, sound, network, temperatureC },
    touchedAt: untouchedSeconds === null ? null : before(untouchedSeconds),
    fault: fault === null ? null : { code: fault.code, at: before(fault.secondsAgo) },
  };
}

/** Since when, and whether a message went to the people on the spot. */
const shownFault = ({ code, beganAt, toldAt }: KioskFaultRow) => ({
  code,
  beganAt: isoText(instant(beganAt)),
  isTold: toldAt !== null,
});

async function watchedKiosk(unit: Unit, row: ListedKiosk, faults: readonly KioskFaultRow[]) {
  const health = healthOf(row);
  const [revokedAt, seenAt] = [row.revokedAt, row.seenAt].map((at) => (at === null ? null : instant(at)));
  const watched = { ...row, revokedAt: revokedAt ?? null, seenAt: seenAt ?? null, health };
  return {
    deviceNo: row.deviceNo,
    street: { "zh-CN": row.streetZh, en: row.streetEn },
    place: row.place,
    panelTenthInch: row.panelTenthInch,
    orientation: row.orientation,
    bottomEdgeMm: row.bottomEdgeMm,
    seatedDefault: row.seatedDefault,
    state: kioskStateOf(watched, unit.now),
    ailments: health === null ? [] : ailmentsOf(health),
    faults: faults.filter(({ deviceId }) => deviceId === row.id).map(shownFault),
    build: health?.build ?? null,
    report: health === null || row.seenAt === null ? null : reportOf(health, row.seenAt),
    waiting: health?.waiting ?? 0,
    seenAt: row.seenAt === null ? null : isoText(instant(row.seenAt)),
    pairedAt: isoText(instant(row.pairedAt)),
    revoked: row.revokedAt === null ? null : { at: isoText(instant(row.revokedAt)), reason: row.revokeReason ?? "" },
    tries: judgeTries(await countTries(unit, row.id)),
  };
}

export type WatchedKioskRow = Awaited<ReturnType<typeof watchedKiosk>>;

/** Kiosks of the scope's streets; those that somebody must look at come first. */
export async function showKiosks(context: Context): Promise<WatchedKioskRow[]> {
  return inReading(context, async (unit) => {
    const kiosks: WatchedKioskRow[] = [];
    const rows = await listKiosks(unit);
    const faults = await listOpenFaults(
      unit,
      rows.map(({ id }) => id),
    );
    for (const row of rows) kiosks.push(await watchedKiosk(unit, row, faults));
    const urgency = ({ state, tries }: WatchedKioskRow) =>
      state === "silent" || (tries === "spray" && state !== "revoked") ? 0 : state === "ailing" ? 1 : 2;
    return kiosks.toSorted((left, right) => urgency(left) - urgency(right));
  });
}

/**
 * From now on nothing of the kiosk is taken: its sessions, readings and digits end in the same step. Revoked again it stays as it was.
 * Refuses "kiosk-reason-missing", and "not-found" outside the scope.
 */
export async function revokeKiosk(
  context: Context,
  { deviceNo, reason }: { readonly deviceNo: string; readonly reason: string },
): Promise<void> {
  if (!isRevokeReason(reason)) throw new Refusal("kiosk-reason-missing");
  await inTransaction(context, async (unit) => {
    const kiosk = await lockKioskInScope(unit, deviceNo);
    if (kiosk === null) throw new Refusal("not-found");
    if (kiosk.revokedAt !== null) return;
    await updateKiosk(unit, kiosk.id, {
      revokedAt: asDate(unit.now),
      revokedBy: context.actor,
      revokeReason: reason,
      bootId: null,
      bootSecretCipher: null,
      bootPort: null,
      bootedAt: null,
    });
    const sessions = await deleteRightsOfKiosk(unit, kiosk.id);
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "kiosk.revoke",
      subjectType: "kiosk",
      subjectId: deviceNo,
      facts: { reason, sessions },
    });
  });
}
