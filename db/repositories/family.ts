/** Links of families, the consents behind them, and the codes by which they begin. Callers name the elder or hold the code's secret. */
import { and, asc, count, eq, exists, gt, gte, isNull, ne, notExists, or, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { kioskSession } from "../schema/access.ts";
import { familyConsent, familyInvite, familyLink } from "../schema/family.ts";
import { allocation } from "../schema/planning.ts";
import { visit } from "../schema/visit.ts";
import { careWorker } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export type FamilyLinkRow = typeof familyLink.$inferSelect;
export type FamilyInviteRow = typeof familyInvite.$inferSelect;

/** A care worker who is employed on the day, with this telephone, by a provider that serves this elder from its month on. */
function staffOfOwnProvider(unit: Unit, elderId: SQL | string, phoneIndex: SQL | Uint8Array, on: PlainDate) {
  const month = `${on.slice(0, 7)}-01`;
  const allocated = unit.orm
    .select({ one: sql`1` })
    .from(allocation)
    .where(
      and(
        sql`${allocation.elderId} = ${elderId}`,
        eq(allocation.providerId, careWorker.providerId),
        gte(allocation.month, month),
      ),
    );
  const visited = unit.orm
    .select({ one: sql`1` })
    .from(visit)
    .where(
      and(
        sql`${visit.elderId} = ${elderId}`,
        eq(visit.providerId, careWorker.providerId),
        gte(visit.serviceMonth, month),
        ne(visit.deliveryState, "cancelled"),
      ),
    );
  return unit.orm
    .select({ one: sql`1` })
    .from(careWorker)
    .where(
      and(
        sql`${careWorker.phoneIndex} = ${phoneIndex}`,
        or(isNull(careWorker.employedTo), gte(careWorker.employedTo, on)),
        or(exists(allocated), exists(visited)),
      ),
    );
}

/** Whether whoever has this telephone works for a provider that serves the elder. */
export async function isStaffOfOwnProvider(
  unit: Unit,
  elderId: string,
  phoneIndex: Uint8Array,
  on: PlainDate,
): Promise<boolean> {
  return (await staffOfOwnProvider(unit, elderId, phoneIndex, on).limit(1)).length > 0;
}

/** Whether this is the care worker's own telephone. */
export async function isWorkerPhone(unit: Unit, workerId: string, phoneIndex: Uint8Array): Promise<boolean> {
  const rows = await unit.orm
    .select({ one: sql`1` })
    .from(careWorker)
    .where(and(eq(careWorker.id, workerId), eq(careWorker.phoneIndex, phoneIndex)));
  return rows.length > 0;
}

/** The elder's links that were not revoked, those that have run out among them, the oldest first. */
export async function listLinksOfElder(unit: Unit, elderId: string): Promise<FamilyLinkRow[]> {
  return unit.orm
    .select()
    .from(familyLink)
    .where(and(eq(familyLink.elderId, elderId), isNull(familyLink.revokedAt)))
    .orderBy(asc(familyLink.fromOn), asc(familyLink.id));
}

/**
 * What the family member with this telephone may see and do on a day, of every elder. A link whose person has meanwhile begun to work for
 * a provider of the elder lets nothing be seen.
 */
export async function listStandingLinks(unit: Unit, phoneIndex: Uint8Array, on: PlainDate): Promise<FamilyLinkRow[]> {
  return unit.orm
    .select()
    .from(familyLink)
    .where(
      and(
        eq(familyLink.phoneIndex, phoneIndex),
        isNull(familyLink.revokedAt),
        sql`${familyLink.fromOn} <= ${on}`,
        gte(familyLink.toOn, on),
        notExists(staffOfOwnProvider(unit, sql`${familyLink.elderId}`, sql`${familyLink.phoneIndex}`, on)),
      ),
    )
    .orderBy(asc(familyLink.fromOn), asc(familyLink.id));
}

/** The elder's link, locked; null for another elder's and for one that was revoked. */
export async function lockLink(unit: Unit, elderId: string, linkId: string): Promise<FamilyLinkRow | null> {
  const [row] = await unit.orm
    .select()
    .from(familyLink)
    .where(and(eq(familyLink.id, linkId), eq(familyLink.elderId, elderId), isNull(familyLink.revokedAt)))
    .for("update");
  return row ?? null;
}

export async function insertLink(unit: Unit, row: typeof familyLink.$inferInsert): Promise<void> {
  await unit.orm.insert(familyLink).values(row);
}

export async function updateLink(unit: Unit, id: string, values: Partial<FamilyLinkRow>): Promise<void> {
  await unit.orm.update(familyLink).set(values).where(eq(familyLink.id, id));
}

export async function insertConsent(unit: Unit, row: typeof familyConsent.$inferInsert): Promise<void> {
  await unit.orm.insert(familyConsent).values(row);
}

export async function insertInvite(unit: Unit, row: typeof familyInvite.$inferInsert): Promise<void> {
  await unit.orm.insert(familyInvite).values(row);
}

/** How many codes the elder has had on a screen since a moment. */
export async function countInvites(unit: Unit, elderId: string, since: Instant): Promise<number> {
  const [row] = await unit.orm
    .select({ invites: count() })
    .from(familyInvite)
    .where(and(eq(familyInvite.elderId, elderId), gt(familyInvite.madeAt, asDate(since))));
  return row?.invites ?? 0;
}

/** The elder's own code, locked; null for another elder's. */
export async function lockInvite(unit: Unit, elderId: string, id: string): Promise<FamilyInviteRow | null> {
  const [row] = await unit.orm
    .select()
    .from(familyInvite)
    .where(and(eq(familyInvite.id, id), eq(familyInvite.elderId, elderId)))
    .for("update");
  return row ?? null;
}

/** The code with this secret, locked, so that a try is counted once. */
export async function lockInviteByToken(unit: Unit, tokenHash: Uint8Array): Promise<FamilyInviteRow | null> {
  const [row] = await unit.orm.select().from(familyInvite).where(eq(familyInvite.tokenHash, tokenHash)).for("update");
  return row ?? null;
}

export async function updateInvite(unit: Unit, id: string, values: Partial<FamilyInviteRow>): Promise<void> {
  await unit.orm.update(familyInvite).set(values).where(eq(familyInvite.id, id));
}

/** How the elder who stands at a kiosk was identified: the evidence behind a consent. Null without a session. */
export async function findIdentification(unit: Unit, elderId: string) {
  const { identifiedBy, assistedBy, deviceId, createdAt } = kioskSession;
  const [row] = await unit.orm
    .select({ identifiedBy, assistedBy, deviceId, createdAt })
    .from(kioskSession)
    .where(eq(kioskSession.elderId, elderId));
  return row ?? null;
}
