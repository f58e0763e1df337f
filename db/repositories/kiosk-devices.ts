/** Paired kiosks and machines that ask to be paired. Lists respect the scope's streets; a machine itself has none and is found by its key. */
import { and, asc, count, desc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import { asDate, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { kioskSession } from "../schema/access.ts";
import {
  kioskAssist,
  kioskDevice,
  kioskDeviceToken,
  kioskIdentityToken,
  kioskNonce,
  kioskPairing,
} from "../schema/kiosk.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export type KioskRow = typeof kioskDevice.$inferSelect;
export type PairingRow = typeof kioskPairing.$inferSelect;

/** Serialises asking and pairing: counting and adding must not interleave. Ends with the unit. */
export async function lockPairings(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext('kiosk_pairing'))`);
}

/** Machines that asked within the last hour, from this address and all together. */
export async function countPairings(unit: Unit, address: string): Promise<{ ofAddress: number; ofDistrict: number }> {
  const [row] = await unit.orm
    .select({
      ofAddress: sql<number>`count(*) filter (where ${kioskPairing.address} = ${address})::int`,
      ofDistrict: sql<number>`count(*)::int`,
    })
    .from(kioskPairing)
    .where(gt(kioskPairing.createdAt, asDate(plusMinutes(unit.now, -60))));
  return row ?? { ofAddress: 0, ofDistrict: 0 };
}

export async function insertPairing(unit: Unit, row: typeof kioskPairing.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskPairing).values(row);
}

/** The newest asking of this key; null when it never asked. */
export async function findPairingOfKey(unit: Unit, keyHash: string): Promise<PairingRow | null> {
  const [row] = await unit.orm
    .select()
    .from(kioskPairing)
    .where(eq(kioskPairing.keyHash, keyHash))
    .orderBy(desc(kioskPairing.createdAt), desc(kioskPairing.id))
    .limit(1);
  return row ?? null;
}

/** The machine with this code on its screen, locked: two clerks who enter one code follow one another. */
export async function lockPairingByCode(unit: Unit, codeHash: string): Promise<PairingRow | null> {
  const [row] = await unit.orm.select().from(kioskPairing).where(eq(kioskPairing.codeHash, codeHash)).for("update");
  return row ?? null;
}

export async function updatePairingUsed(unit: Unit, id: string, deviceId: string): Promise<void> {
  await unit.orm
    .update(kioskPairing)
    .set({ usedAt: asDate(unit.now), deviceId })
    .where(eq(kioskPairing.id, id));
}

/** How many kiosks were ever paired; the next one's number is one more. */
export async function countKiosks(unit: Unit): Promise<number> {
  const [row] = await unit.orm.select({ kiosks: count() }).from(kioskDevice);
  return row?.kiosks ?? 0;
}

export async function insertKiosk(unit: Unit, row: typeof kioskDevice.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskDevice).values(row);
}

export type ListedKiosk = KioskRow & { readonly streetZh: string; readonly streetEn: string };

/** Kiosks of the scope's streets: those in use first, by street and number. */
export async function listKiosks(unit: Unit): Promise<ListedKiosk[]> {
  const rows = await unit.orm
    .select({ kiosk: kioskDevice, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(kioskDevice)
    .innerJoin(street, eq(street.id, kioskDevice.streetId))
    .where(streetReached(unit, kioskDevice.streetId))
    .orderBy(sql`${kioskDevice.revokedAt} is not null`, asc(kioskDevice.streetId), asc(kioskDevice.deviceNo));
  return rows.map(({ kiosk, ...named }) => ({ ...kiosk, ...named }));
}

/** One kiosk of the scope's streets, locked; null outside. */
export async function lockKioskInScope(unit: Unit, deviceNo: string): Promise<KioskRow | null> {
  const [row] = await unit.orm
    .select()
    .from(kioskDevice)
    .where(and(eq(kioskDevice.deviceNo, deviceNo), streetReached(unit, kioskDevice.streetId)))
    .for("update");
  return row ?? null;
}

/** Any kiosk by its own id: what a signed request names. */
export async function findKiosk(unit: Unit, id: string): Promise<KioskRow | null> {
  const [row] = await unit.orm.select().from(kioskDevice).where(eq(kioskDevice.id, id));
  return row ?? null;
}

export async function updateKiosk(unit: Unit, id: string, values: Partial<KioskRow>): Promise<void> {
  await unit.orm.update(kioskDevice).set(values).where(eq(kioskDevice.id, id));
}

/** @returns false for a number that this kiosk has used before */
export async function insertNonce(unit: Unit, deviceId: string, nonce: string): Promise<boolean> {
  const rows = await unit.orm
    .insert(kioskNonce)
    .values({ deviceId, nonce, at: asDate(unit.now) })
    .onConflictDoNothing()
    .returning({ nonce: kioskNonce.nonce });
  return rows.length === 1;
}

/** Forgets numbers of requests whose time window is over. */
export async function deleteNoncesBefore(unit: Unit, deviceId: string, before: Instant): Promise<void> {
  await unit.orm.delete(kioskNonce).where(and(eq(kioskNonce.deviceId, deviceId), lte(kioskNonce.at, asDate(before))));
}

export async function insertDeviceToken(unit: Unit, row: typeof kioskDeviceToken.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskDeviceToken).values(row);
}

/** Takes the ticket of a start out of the world. @returns whose it was; null for one that was used, ended or never was */
export async function takeTicket(unit: Unit, tokenHash: Uint8Array) {
  const [row] = await unit.orm
    .delete(kioskDeviceToken)
    .where(
      and(
        eq(kioskDeviceToken.tokenHash, tokenHash),
        eq(kioskDeviceToken.kind, "ticket"),
        gt(kioskDeviceToken.endsAt, asDate(unit.now)),
      ),
    )
    .returning({ deviceId: kioskDeviceToken.deviceId, bootId: kioskDeviceToken.bootId });
  return row ?? null;
}

/** The kiosk of a page's cookie, revoked ones too, with the street's names; null when the cookie says nothing. */
export async function findKioskOfPage(unit: Unit, tokenHash: Uint8Array) {
  const [row] = await unit.orm
    .select({ kiosk: kioskDevice, bootId: kioskDeviceToken.bootId })
    .from(kioskDeviceToken)
    .innerJoin(kioskDevice, eq(kioskDevice.id, kioskDeviceToken.deviceId))
    .where(
      and(
        eq(kioskDeviceToken.tokenHash, tokenHash),
        eq(kioskDeviceToken.kind, "page"),
        gt(kioskDeviceToken.endsAt, asDate(unit.now)),
      ),
    );
  return row ?? null;
}

/** Ends what lets somebody act at a kiosk: sessions of elders, readings, digits, tickets. The page's cookie stays, to be refused with words. */
export async function deleteRightsOfKiosk(unit: Unit, deviceId: string): Promise<number> {
  await unit.orm.delete(kioskIdentityToken).where(eq(kioskIdentityToken.deviceId, deviceId));
  await unit.orm.delete(kioskAssist).where(and(eq(kioskAssist.deviceId, deviceId), isNull(kioskAssist.usedAt)));
  await unit.orm
    .delete(kioskDeviceToken)
    .where(and(eq(kioskDeviceToken.deviceId, deviceId), eq(kioskDeviceToken.kind, "ticket")));
  const sessions = await unit.orm
    .delete(kioskSession)
    .where(eq(kioskSession.deviceId, deviceId))
    .returning({ elderId: kioskSession.elderId });
  return sessions.length;
}

/** Forgets what ended: tickets and cookies of earlier days. */
export async function deleteEndedTokens(unit: Unit, deviceId: string): Promise<void> {
  const isOver = lte(kioskDeviceToken.endsAt, asDate(unit.now));
  await unit.orm.delete(kioskDeviceToken).where(and(eq(kioskDeviceToken.deviceId, deviceId), isOver));
  await unit.orm
    .delete(kioskIdentityToken)
    .where(and(eq(kioskIdentityToken.deviceId, deviceId), lte(kioskIdentityToken.endsAt, asDate(unit.now))));
}
