/** Sessions of elders at kiosks and the codes that open them. Identification happens before any scope exists, so these take none. */
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { IdentityMeans } from "#app/domain/kiosk/kiosk-identity.ts";
import type { CodeHistory } from "#app/domain/kiosk/sign-in-code.ts";
import { asDate, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { kioskSession, signInCode } from "../schema/access.ts";
import { elder } from "../schema/elder.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type SignInCodeRow = typeof signInCode.$inferSelect;
export type ElderName = { readonly id: string; readonly elderNo: string; readonly name: string };

/** Living elders on file with this telephone, by elder number. */
export async function listEldersByPhone(unit: Unit, phoneIndex: Uint8Array): Promise<ElderName[]> {
  return unit.orm
    .select({ id: elder.id, elderNo: elder.elderNo, name: elder.name })
    .from(elder)
    .where(and(eq(elder.phoneIndex, phoneIndex), isNull(elder.deathOn)))
    .orderBy(asc(elder.elderNo));
}

/** Serialises requests for codes: counting and adding must not interleave. Ends with the unit. */
export async function lockCodeRequests(unit: Unit): Promise<void> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext('sign_in_code'))`);
}

/** Counts of the last hour that limit codes. `triesGiven` is what every code starts with. */
export async function countCodes(
  unit: Unit,
  { phoneIndex, device, triesGiven }: { phoneIndex: Uint8Array; device: string; triesGiven: number },
): Promise<CodeHistory> {
  const hourAgo = asDate(plusMinutes(unit.now, -60)).toISOString();
  const minuteAgo = asDate(plusMinutes(unit.now, -1)).toISOString();
  const ofNumber = eq(signInCode.phoneIndex, phoneIndex);
  const ofDevice = eq(signInCode.device, device);
  const isWrong = sql`${signInCode.triesLeft} < ${triesGiven}`;
  const result = await unit.orm.execute(sql`
    select count(*) filter (where ${ofNumber} and ${signInCode.createdAt} > ${minuteAgo}::timestamptz)::int as "ofNumberInMinute",
           count(*) filter (where ${ofNumber})::int as "ofNumber",
           count(*) filter (where ${ofDevice})::int as "ofDevice",
           count(*)::int as "ofDistrict",
           coalesce(sum(${triesGiven} - ${signInCode.triesLeft}) filter (where ${ofDevice}), 0)::int as "wrongOnDevice",
           count(distinct ${signInCode.phoneIndex}) filter (where ${ofDevice} and ${isWrong})::int as "numbersWrongOnDevice"
      from ${signInCode} where ${signInCode.createdAt} > ${hourAgo}::timestamptz`);
  const [row] = rowsOf<CodeHistory>(result);
  if (!row) throw new Error("a count always answers");
  return row;
}

export async function insertSignInCode(unit: Unit, row: typeof signInCode.$inferInsert): Promise<void> {
  await unit.orm.insert(signInCode).values(row);
}

/** The code that this kiosk asked for, locked, so that a try is counted once. */
export async function lockSignInCode(unit: Unit, tokenHash: Uint8Array): Promise<SignInCodeRow | null> {
  const [row] = await unit.orm.select().from(signInCode).where(eq(signInCode.tokenHash, tokenHash)).for("update");
  return row ?? null;
}

export async function updateSignInCode(unit: Unit, id: string, values: Partial<SignInCodeRow>): Promise<void> {
  await unit.orm.update(signInCode).set(values).where(eq(signInCode.id, id));
}

/** Opens a session; an elder is at one kiosk at a time, so an older session ends. */
export async function insertKioskSession(unit: Unit, row: typeof kioskSession.$inferInsert): Promise<void> {
  await unit.orm.delete(kioskSession).where(eq(kioskSession.elderId, row.elderId));
  await unit.orm.insert(kioskSession).values(row);
}

export type KioskElder = ElderName & { readonly means: IdentityMeans; readonly assistedBy: string | null };

/** The elder of a live session and how it was opened, noted as seen; null when it ended or fell silent. */
export async function findKioskElder(
  unit: Unit,
  tokenHash: Uint8Array,
  silentSince: Instant,
): Promise<KioskElder | null> {
  const [row] = await unit.orm
    .update(kioskSession)
    .set({ lastSeenAt: asDate(unit.now) })
    .from(elder)
    .where(
      and(
        eq(kioskSession.tokenHash, tokenHash),
        gt(kioskSession.endsAt, asDate(unit.now)),
        gt(kioskSession.lastSeenAt, asDate(silentSince)),
        eq(elder.id, kioskSession.elderId),
        isNull(elder.deathOn),
      ),
    )
    .returning({
      ...{ id: elder.id, elderNo: elder.elderNo, name: elder.name },
      ...{ means: kioskSession.identifiedBy, assistedBy: kioskSession.assistedBy },
    });
  return row ? { ...row, means: row.means as IdentityMeans } : null;
}

/** Ends a session. @returns whose it was, or null */
export async function deleteKioskSession(unit: Unit, tokenHash: Uint8Array): Promise<string | null> {
  const [row] = await unit.orm
    .delete(kioskSession)
    .where(eq(kioskSession.tokenHash, tokenHash))
    .returning({ elderId: kioskSession.elderId });
  return row?.elderId ?? null;
}
