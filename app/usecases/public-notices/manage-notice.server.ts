/** Offices write, change, publish and withdraw notices: a street its own, the district its own and every street's. */
import {
  requireNotice,
  requirePublishable,
  requireWithdrawable,
  type Audience,
  type NoticeDraft,
  type NoticeState,
  type NoticeTask,
} from "#app/domain/public-notices/public-notice.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  insertPublicNotice,
  listPublicNotices,
  lockPublicNotice,
  updatePublicNotice,
  type PublicNoticeRow,
} from "#db/repositories/public-notices.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type NoticeForm = NoticeDraft & {
  readonly titleEn: string | null;
  readonly plainEn: string | null;
  /** null is the whole district. */
  readonly streetId: number | null;
  readonly audience: Audience;
  readonly task: NoticeTask | null;
};

/** Refuses "street-unknown": a street's office writes for its own street, never for the district. */
function requireArea(unit: Unit, streetId: number | null): void {
  const { streets } = unit.scope;
  if (streets === "all") return;
  if (streetId === null || !(streets as readonly number[]).includes(streetId)) throw new Refusal("street-unknown");
}

function draftOf(row: PublicNoticeRow): NoticeDraft {
  const { title, body, plain, validFrom, validTo } = row;
  return { title, body, plain, validFrom: plainDate(validFrom), validTo: validTo === null ? null : plainDate(validTo) };
}

async function note(unit: Unit, actor: string, action: string, id: string): Promise<void> {
  await insertAuditEvent(unit, actor, {
    chain: "district",
    action,
    subjectType: "public-notice",
    subjectId: id,
    facts: {},
  });
}

async function locked(unit: Unit, id: string): Promise<PublicNoticeRow> {
  const row = await lockPublicNotice(unit, id);
  if (row === null) throw new Refusal("not-found");
  return row;
}

/** Refuses what the domain's `requireNotice` refuses, and "street-unknown". @returns its id */
export async function writeNotice(context: Context, form: NoticeForm, isSample = false): Promise<string> {
  return inTransaction(context, async (unit) => {
    requireNotice(form);
    requireArea(unit, form.streetId);
    const id = unit.newId();
    const made = { createdBy: context.actor, createdAt: asDate(unit.now) };
    await insertPublicNotice(unit, { id, ...form, state: "draft", sample: isSample, ...made });
    await note(unit, context.actor, "notice.write", id);
    return id;
  });
}

/** Changes a draft. What elders have been read is not changed but withdrawn. Refuses the same, "not-found" and "notice-not-draft". */
export async function changeNotice(context: Context, id: string, form: NoticeForm): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await locked(unit, id);
    if (row.state !== "draft") throw new Refusal("notice-not-draft");
    requireNotice(form);
    requireArea(unit, form.streetId);
    await updatePublicNotice(unit, id, form);
    await note(unit, context.actor, "notice.change", id);
  });
}

/** Refuses "not-found", "notice-not-draft" and "notice-needs-plain". */
export async function publishNotice(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await locked(unit, id);
    requirePublishable(row.state as NoticeState, draftOf(row));
    await updatePublicNotice(unit, id, {
      state: "published",
      publishedBy: context.actor,
      publishedAt: asDate(unit.now),
    });
    await note(unit, context.actor, "notice.publish", id);
  });
}

/** Refuses "not-found", "notice-not-published" and "notice-needs-reason". */
export async function withdrawNotice(context: Context, id: string, reason: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await locked(unit, id);
    requireWithdrawable(row.state as NoticeState, reason);
    await updatePublicNotice(unit, id, {
      state: "withdrawn",
      withdrawnBy: context.actor,
      withdrawnAt: asDate(unit.now),
      withdrawnFor: reason.trim(),
    });
    await note(unit, context.actor, "notice.withdraw", id);
  });
}

function shownOf({ row, ...names }: Awaited<ReturnType<typeof listPublicNotices>>[number]) {
  const { id, title, titleEn, body, plain, plainEn, streetId, audience, validFrom, validTo, task, state, sample } = row;
  const { withdrawnFor } = row;
  return {
    ...names,
    id,
    title,
    titleEn,
    body,
    plain,
    plainEn,
    streetId,
    audience,
    validFrom,
    validTo,
    task,
    state,
    isSample: sample,
    withdrawnFor,
  };
}

export async function showOwnNotices(context: Context, state: string | null) {
  return inReading(context, async (unit) => (await listPublicNotices(unit, state)).map(shownOf));
}

/** Refuses "not-found". */
export async function showOwnNotice(context: Context, id: string) {
  const found = (await showOwnNotices(context, null)).find((one) => one.id === id);
  if (found === undefined) throw new Refusal("not-found");
  return found;
}
