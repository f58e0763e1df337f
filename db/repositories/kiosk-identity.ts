/** Readings of cards and codes, digits of staff, PINs and wrong tries at kiosks. Identification happens before any scope exists. */
import { and, count, desc, eq, gt, gte, isNull, sql } from "drizzle-orm";
import type { TryCounts } from "#app/domain/kiosk/kiosk-identity.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { elder } from "../schema/elder.ts";
import { kioskAssist, kioskIdentityToken, kioskPass, kioskTry } from "../schema/kiosk.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { elderInScope } from "./elders.ts";
import type { ElderName } from "./kiosk.ts";

const named = { id: elder.id, elderNo: elder.elderNo, name: elder.name } as const;

/** The living elder with this identity number; null when there is none on file. */
export async function findElderByIdNumber(unit: Unit, idNumberIndex: Uint8Array): Promise<ElderName | null> {
  const [row] = await unit.orm
    .select(named)
    .from(elder)
    .where(and(eq(elder.idNumberIndex, idNumberIndex), isNull(elder.deathOn)));
  return row ?? null;
}

export async function findLivingElder(unit: Unit, id: string): Promise<ElderName | null> {
  const [row] = await unit.orm
    .select(named)
    .from(elder)
    .where(and(eq(elder.id, id), isNull(elder.deathOn)));
  return row ?? null;
}

/** A living elder of the scope by number; null outside. */
export async function findElderInScopeByNumber(unit: Unit, elderNo: string): Promise<ElderName | null> {
  const [row] = await unit.orm
    .select(named)
    .from(elder)
    .where(and(eq(elder.elderNo, elderNo), isNull(elder.deathOn), elderInScope(unit)));
  return row ?? null;
}

export async function insertIdentityToken(unit: Unit, row: typeof kioskIdentityToken.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskIdentityToken).values(row);
}

const openToken = (unit: Unit, { tokenHash, deviceId, bootId }: TokenWish) =>
  and(
    eq(kioskIdentityToken.tokenHash, tokenHash),
    eq(kioskIdentityToken.deviceId, deviceId),
    eq(kioskIdentityToken.bootId, bootId),
    isNull(kioskIdentityToken.usedAt),
    gt(kioskIdentityToken.endsAt, asDate(unit.now)),
  );

export type TokenWish = { readonly tokenHash: Uint8Array; readonly deviceId: string; readonly bootId: string };

/** Whom an unused token names, without using it: another elder may stand at the machine still. */
export async function findTokenElder(unit: Unit, wish: TokenWish): Promise<string | null> {
  const [row] = await unit.orm
    .select({ elderId: kioskIdentityToken.elderId })
    .from(kioskIdentityToken)
    .where(openToken(unit, wish));
  return row?.elderId ?? null;
}

/** Uses a token up. @returns what it says, or null for one of another machine or start, one that ended or was used */
export async function takeIdentityToken(unit: Unit, wish: TokenWish) {
  const [row] = await unit.orm
    .update(kioskIdentityToken)
    .set({ usedAt: asDate(unit.now) })
    .where(openToken(unit, wish))
    .returning({ elderId: kioskIdentityToken.elderId, means: kioskIdentityToken.means });
  return row ?? null;
}

export async function insertPass(unit: Unit, row: typeof kioskPass.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskPass).values(row);
}

/** Uses a code on a phone up. @returns whom it names; null for one that ended, was used or never was */
export async function takePass(unit: Unit, tokenHash: Uint8Array): Promise<string | null> {
  const [row] = await unit.orm
    .update(kioskPass)
    .set({ usedAt: asDate(unit.now) })
    .where(and(eq(kioskPass.tokenHash, tokenHash), isNull(kioskPass.usedAt), gt(kioskPass.endsAt, asDate(unit.now))))
    .returning({ elderId: kioskPass.elderId });
  return row?.elderId ?? null;
}

export async function insertAssist(unit: Unit, row: typeof kioskAssist.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskAssist).values(row);
}

/** The digits that are out at this kiosk, the newest first, locked. */
export async function lockOpenAssists(unit: Unit, deviceId: string) {
  return unit.orm
    .select()
    .from(kioskAssist)
    .where(
      and(eq(kioskAssist.deviceId, deviceId), isNull(kioskAssist.usedAt), gt(kioskAssist.endsAt, asDate(unit.now))),
    )
    .orderBy(desc(kioskAssist.createdAt))
    .for("update");
}

export async function updateAssistUsed(unit: Unit, id: string): Promise<void> {
  await unit.orm
    .update(kioskAssist)
    .set({ usedAt: asDate(unit.now) })
    .where(eq(kioskAssist.id, id));
}

/** Makes the digits that are out at this kiosk void. */
export async function deleteOpenAssists(unit: Unit, deviceId: string): Promise<void> {
  await unit.orm.delete(kioskAssist).where(and(eq(kioskAssist.deviceId, deviceId), isNull(kioskAssist.usedAt)));
}

export async function insertTry(unit: Unit, row: typeof kioskTry.$inferInsert): Promise<void> {
  await unit.orm.insert(kioskTry).values(row);
}

/** Serialises counting and adding of wrong tries. Ends with the unit. */
export async function lockTries(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext('kiosk_try'))`);
}

/** Wrong tries of the last hour, all but those with pairing codes. */
export async function countTries(unit: Unit, deviceId: string | null): Promise<TryCounts> {
  const hourAgo = asDate(plusMinutes(unit.now, -60)).toISOString();
  const here = deviceId === null ? sql`false` : sql`device_id = ${deviceId}`;
  const result = await unit.orm.execute(sql`
    with tried as (select * from ${kioskTry} where at > ${hourAgo}::timestamptz and kind <> 'pairing')
    select count(*) filter (where ${here})::int as "wrongOnKiosk",
           count(distinct person) filter (where ${here})::int as "personsWrongOnKiosk",
           coalesce((select max(persons) from (select count(distinct person)::int as persons from tried
                      where device_id is not null group by device_id) each_kiosk), 0)::int as "personsWrongOnAnyKiosk",
           count(distinct person)::int as "personsWrongInDistrict"
      from tried`);
  const [row] = rowsOf<TryCounts>(result);
  if (!row) throw new Error("a count always answers");
  return row;
}

/** Wrong digits of staff at this kiosk since the digits that are out were given. */
export async function countAssistTries(unit: Unit, deviceId: string, since: Date): Promise<number> {
  const [row] = await unit.orm
    .select({ tries: count() })
    .from(kioskTry)
    .where(and(eq(kioskTry.kind, "assist"), eq(kioskTry.deviceId, deviceId), gte(kioskTry.at, since)));
  return row?.tries ?? 0;
}

/** Wrong pairing codes of one clerk within the last hour. */
export async function countPairingTries(unit: Unit, actor: string): Promise<number> {
  const [row] = await unit.orm
    .select({ tries: count() })
    .from(kioskTry)
    .where(
      and(eq(kioskTry.kind, "pairing"), eq(kioskTry.actor, actor), gt(kioskTry.at, asDate(plusMinutes(unit.now, -60)))),
    );
  return row?.tries ?? 0;
}
