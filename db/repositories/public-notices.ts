/** Notices for elders and families. A street's office reaches its own; the district's have no street and are the district's alone to change. */
import { and, asc, desc, eq, inArray, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { publicNotice } from "../schema/activity.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

export type PublicNoticeRow = typeof publicNotice.$inferSelect;
export type NewPublicNoticeRow = typeof publicNotice.$inferInsert;

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

/** What the person may change. */
function own(unit: Unit): SQL {
  const { streets } = unit.scope;
  return streets === "all" ? sql`true` : inArray(publicNotice.streetId, [-1, ...streets]);
}

export async function insertPublicNotice(unit: Unit, row: NewPublicNoticeRow): Promise<void> {
  await unit.orm.insert(publicNotice).values(row);
}

export async function lockPublicNotice(unit: Unit, id: string): Promise<PublicNoticeRow | null> {
  if (!isId(id)) return null;
  const [row] = await unit.orm
    .select()
    .from(publicNotice)
    .where(and(eq(publicNotice.id, id), own(unit)))
    .for("update");
  return row ?? null;
}

export async function updatePublicNotice(unit: Unit, id: string, values: Partial<NewPublicNoticeRow>): Promise<void> {
  await unit.orm
    .update(publicNotice)
    .set({ ...values, version: sql`${publicNotice.version} + 1` })
    .where(eq(publicNotice.id, id));
}

/** An office's own, the newest first. */
export async function listPublicNotices(unit: Unit, state: string | null) {
  return unit.orm
    .select({ row: publicNotice, streetZh: street.nameZh, streetEn: street.nameEn })
    .from(publicNotice)
    .leftJoin(street, eq(street.id, publicNotice.streetId))
    .where(and(own(unit), state === null ? undefined : eq(publicNotice.state, state)))
    .orderBy(desc(publicNotice.createdAt))
    .limit(200);
}

/** What a kiosk in this street shows on a day: the district's and the street's, the newest first. Whatever the scope: it is public. */
export async function listShownNotices(unit: Unit, streetId: number, today: PlainDate): Promise<PublicNoticeRow[]> {
  return unit.orm
    .select()
    .from(publicNotice)
    .where(
      and(
        eq(publicNotice.state, "published"),
        or(isNull(publicNotice.streetId), eq(publicNotice.streetId, streetId)),
        lte(publicNotice.validFrom, today),
        sql`(${publicNotice.validTo} is null or ${publicNotice.validTo} >= ${today})`,
      ),
    )
    .orderBy(desc(publicNotice.validFrom), asc(publicNotice.id))
    .limit(40);
}

export async function findShownNotice(unit: Unit, id: string, today: PlainDate): Promise<PublicNoticeRow | null> {
  if (!isId(id)) return null;
  const [row] = await unit.orm
    .select()
    .from(publicNotice)
    .where(
      and(
        eq(publicNotice.id, id),
        eq(publicNotice.state, "published"),
        lte(publicNotice.validFrom, today),
        sql`(${publicNotice.validTo} is null or ${publicNotice.validTo} >= ${today})`,
      ),
    );
  return row ?? null;
}
