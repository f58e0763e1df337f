/** People of families, their sessions, and the link that stands between one of them and an elder. Callers prove who asks. */
import { and, eq, gt } from "drizzle-orm";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { familyMember, familySession } from "../schema/family.ts";
import type { Unit } from "../transaction.ts";
import { listStandingLinks, type FamilyLinkRow } from "./family.ts";

export type FamilyMemberRow = typeof familyMember.$inferSelect;

export async function findMemberByPhone(unit: Unit, phoneIndex: Uint8Array): Promise<FamilyMemberRow | null> {
  const [row] = await unit.orm.select().from(familyMember).where(eq(familyMember.phoneIndex, phoneIndex));
  return row ?? null;
}

export async function findMemberByWechat(unit: Unit, wechatIndex: Uint8Array): Promise<FamilyMemberRow | null> {
  const [row] = await unit.orm.select().from(familyMember).where(eq(familyMember.wechatIndex, wechatIndex));
  return row ?? null;
}

export async function findMember(unit: Unit, memberId: string): Promise<FamilyMemberRow | null> {
  const [row] = await unit.orm.select().from(familyMember).where(eq(familyMember.id, memberId));
  return row ?? null;
}

/** Adds the person once, whichever of two sign-ins comes first. */
export async function insertMember(unit: Unit, row: typeof familyMember.$inferInsert): Promise<void> {
  await unit.orm.insert(familyMember).values(row).onConflictDoNothing({ target: familyMember.phoneIndex });
}

export async function updateMember(unit: Unit, memberId: string, values: Partial<FamilyMemberRow>): Promise<void> {
  await unit.orm.update(familyMember).set(values).where(eq(familyMember.id, memberId));
}

export async function insertFamilySession(unit: Unit, row: typeof familySession.$inferInsert): Promise<void> {
  await unit.orm.insert(familySession).values(row);
}

/** The session under this token's digest that has not reached its latest end. */
export async function findFamilySession(unit: Unit, tokenHash: Uint8Array) {
  const [row] = await unit.orm
    .select()
    .from(familySession)
    .where(and(eq(familySession.tokenHash, tokenHash), gt(familySession.endsAt, asDate(unit.now))));
  return row ?? null;
}

export async function noteFamilySessionSeen(unit: Unit, tokenHash: Uint8Array): Promise<void> {
  await unit.orm
    .update(familySession)
    .set({ lastSeenAt: asDate(unit.now) })
    .where(eq(familySession.tokenHash, tokenHash));
}

export async function deleteFamilySession(unit: Unit, tokenHash: Uint8Array): Promise<void> {
  await unit.orm.delete(familySession).where(eq(familySession.tokenHash, tokenHash));
}

/** What this person may see and do on a day, of every elder; empty for somebody unknown. */
export async function listLinksOfMember(unit: Unit, memberId: string, on: PlainDate): Promise<FamilyLinkRow[]> {
  const member = await findMember(unit, memberId);
  return member === null ? [] : listStandingLinks(unit, member.phoneIndex, on);
}
