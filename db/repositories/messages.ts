/** Messages to people: their causes, the messages that were made of them, and what became of each. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import type { FamilyScope } from "#app/domain/family/family-link.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { elder } from "../schema/elder.ts";
import { familyLink } from "../schema/family.ts";
import { messageCause, outgoingMessage } from "../schema/message.ts";
import type { Unit } from "../transaction.ts";
import { isOneOf } from "./batches.ts";
import { elderReached } from "./scope-conditions.ts";

export type MessageCauseRow = typeof messageCause.$inferSelect;
export type OutgoingMessageRow = typeof outgoingMessage.$inferSelect;

/** @returns ids of the causes that were new */
export async function insertCauses(
  unit: Unit,
  rows: readonly (typeof messageCause.$inferInsert)[],
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const added = await unit.orm
    .insert(messageCause)
    .values([...rows])
    .onConflictDoNothing({ target: [messageCause.kind, messageCause.subject] })
    .returning({ id: messageCause.id });
  return added.map(({ id }) => id);
}

/** Those of these elders who let somebody of the family see this on the day. */
export async function eldersWhoShare(
  unit: Unit,
  elderIds: readonly string[],
  scope: FamilyScope,
  on: PlainDate,
): Promise<ReadonlySet<string>> {
  if (elderIds.length === 0) return new Set();
  const rows = await unit.orm
    .selectDistinct({ elderId: familyLink.elderId })
    .from(familyLink)
    .where(
      and(
        isOneOf(familyLink.elderId, elderIds),
        isNull(familyLink.revokedAt),
        lte(familyLink.fromOn, on),
        sql`${familyLink.toOn} >= ${on}`,
        sql`${scope} = any(${familyLink.scopes})`,
      ),
    );
  return new Set(rows.map(({ elderId }) => elderId));
}

/** Those that may go out now; null is all of them. */
type GoingKinds = readonly string[] | null;

const isWaiting = (now: Instant, kinds: GoingKinds) =>
  and(
    eq(outgoingMessage.state, "queued"),
    kinds === null ? undefined : inArray(outgoingMessage.kind, [...kinds]),
    or(isNull(outgoingMessage.nextTryAt), lte(outgoingMessage.nextTryAt, asDate(now))),
  );

const isUnaddressed = (kinds: GoingKinds) =>
  and(isNull(messageCause.addressedAt), kinds === null ? undefined : inArray(messageCause.kind, [...kinds]));

/** Whether a cause or a message of these kinds waits to be looked at now. */
export async function isMessageWaiting(unit: Unit, kinds: GoingKinds): Promise<boolean> {
  const causes = await unit.orm.select({ id: messageCause.id }).from(messageCause).where(isUnaddressed(kinds)).limit(1);
  if (causes.length > 0) return true;
  const messages = await unit.orm
    .select({ id: outgoingMessage.id })
    .from(outgoingMessage)
    .where(isWaiting(unit.now, kinds))
    .limit(1);
  return messages.length > 0;
}

/** The next cause of which no messages were made, held; another process takes the one behind it. */
export async function lockWaitingCause(unit: Unit, kinds: GoingKinds): Promise<MessageCauseRow | null> {
  const [row] = await unit.orm
    .select()
    .from(messageCause)
    .where(isUnaddressed(kinds))
    .orderBy(asc(messageCause.happenedAt), asc(messageCause.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Whether a later change of the same visit is to be told. Ids are made in the order of time. */
export async function isOvertaken(unit: Unit, cause: MessageCauseRow, kinds: readonly string[]): Promise<boolean> {
  const { visitNo } = cause.facts as { readonly visitNo?: string };
  const rows = await unit.orm
    .select({ id: messageCause.id })
    .from(messageCause)
    .where(
      and(
        eq(messageCause.elderId, cause.elderId),
        inArray(messageCause.kind, [...kinds]),
        sql`${messageCause.facts} ->> 'visitNo' = ${visitNo ?? ""}`,
        gt(messageCause.id, cause.id),
        isNull(messageCause.addressedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function updateCause(unit: Unit, id: string, values: Partial<MessageCauseRow>): Promise<void> {
  await unit.orm.update(messageCause).set(values).where(eq(messageCause.id, id));
}

/** A message with the key of one that is there already is that one. */
export async function insertOutgoingMessage(unit: Unit, row: typeof outgoingMessage.$inferInsert): Promise<void> {
  await unit.orm.insert(outgoingMessage).values(row).onConflictDoNothing({ target: outgoingMessage.key });
}

export async function findOutgoingMessage(unit: Unit, id: string): Promise<OutgoingMessageRow | null> {
  const [row] = await unit.orm.select().from(outgoingMessage).where(eq(outgoingMessage.id, id));
  return row ?? null;
}

/** The next message that is due, held. */
export async function lockWaitingMessage(unit: Unit, kinds: GoingKinds): Promise<OutgoingMessageRow | null> {
  const [row] = await unit.orm
    .select()
    .from(outgoingMessage)
    .where(isWaiting(unit.now, kinds))
    .orderBy(asc(outgoingMessage.createdAt), asc(outgoingMessage.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return row ?? null;
}

/** Writes what became of a try. False when another one has been made since. */
export async function updateTriedMessage(
  unit: Unit,
  { id, attempts }: Pick<OutgoingMessageRow, "id" | "attempts">,
  values: Partial<OutgoingMessageRow>,
): Promise<boolean> {
  const rows = await unit.orm
    .update(outgoingMessage)
    .set(values)
    .where(
      and(
        eq(outgoingMessage.id, id),
        eq(outgoingMessage.attempts, attempts),
        inArray(outgoingMessage.state, ["queued", "failed"]),
      ),
    )
    .returning({ id: outgoingMessage.id });
  return rows.length === 1;
}

export type MessageFilter = {
  readonly elderId?: string;
  readonly elderNo?: string;
  /** Told by one of these links. */
  readonly linkIds?: readonly string[];
  /** Made after this moment. */
  readonly after?: Instant;
  readonly most: number;
};

/** Messages about elders of the scope, the newest first; codes and words of offices name no elder and are not among them. */
export async function listMessages(unit: Unit, { elderId, elderNo, linkIds, after, most }: MessageFilter) {
  return unit.orm
    .select({
      message: outgoingMessage,
      elderName: elder.name,
      elderNo: elder.elderNo,
      relation: familyLink.relation,
    })
    .from(outgoingMessage)
    .innerJoin(elder, eq(elder.id, outgoingMessage.elderId))
    .leftJoin(familyLink, eq(familyLink.id, outgoingMessage.linkId))
    .where(
      and(
        elderReached(unit, { streetId: elder.streetId, elderId: elder.id }),
        elderId === undefined ? undefined : eq(outgoingMessage.elderId, elderId),
        elderNo === undefined ? undefined : eq(elder.elderNo, elderNo),
        linkIds === undefined ? undefined : inArray(outgoingMessage.linkId, [...linkIds]),
        after === undefined ? undefined : gt(outgoingMessage.createdAt, asDate(after)),
      ),
    )
    .orderBy(desc(outgoingMessage.createdAt), desc(outgoingMessage.id))
    .limit(most);
}
