/**
 * Ends what was kept as long as the policy says: positions become coarse and keep the distance that was measured, photographs go and keep
 * their digest, pieces of photographs that never became whole go. Run again it finds nothing more to do; cut off, it goes on where it was.
 */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { photosKeptUntil, positionsKeptUntil } from "#app/domain/policy/retention.ts";
import { PIECES_KEPT_DAYS } from "#app/domain/photos/photo-limits.ts";
import { instant, instantAt, localDateOf, localMonthOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addMonths, firstDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { fenceOf } from "#app/domain/verification/evidence.ts";
import { judgeFence } from "#app/domain/verification/location.ts";
import type { MeasuredFix, PositionFix } from "#app/domain/visits/visit-events.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { deletePiecesBefore, lapsePhotos, listPhotosBefore } from "#db/repositories/photos.ts";
import { blurPosition, blurQuarantine, firstServiceMonth, listExactPositions } from "#db/repositories/positions.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { visitEventOf } from "./stored-events.ts";

/** Rows of one unit of work. */
const BATCH = 200;

type KeptUntil = (month: PlainMonth, parameters: PolicyVersion["parameters"]) => PlainDate;

/** The months whose evidence is kept no longer: all before the first that is kept still. */
function lapsedMonths(
  policies: readonly PolicyVersion[],
  first: PlainMonth,
  now: Instant,
  keptUntil: KeptUntil,
): PlainMonth[] {
  const months: PlainMonth[] = [];
  for (let month = first; month < localMonthOf(now); month = addMonths(month, 1)) {
    const { parameters } = policyInForce(policies, firstDateOf(month));
    if (keptUntil(month, parameters) >= localDateOf(now)) break;
    months.push(month);
  }
  return months;
}

function measured(
  fix: PositionFix,
  home: { latitude: number; longitude: number },
  on: PlainDate,
  policy: PolicyVersion,
): MeasuredFix {
  const address = { ...home, datum: "WGS-84" as const, period: { from: null, to: null } };
  return judgeFence(fix, [address], on, fenceOf(policy)) ?? { distanceM: null, allowedM: null, inside: null };
}

async function blurSome(unit: Unit, actor: string, months: readonly PlainMonth[], policies: readonly PolicyVersion[]) {
  const found = await listExactPositions(unit, months, BATCH);
  for (const { event, plannedStart, home } of found) {
    const { body } = visitEventOf(event);
    const fix = body.kind === "check_in" || body.kind === "check_out" ? body.position.fix : null;
    const on = localDateOf(instant(plannedStart));
    if (fix !== null) await blurPosition(unit, event.eventId, measured(fix, home, on, policyInForce(policies, on)));
  }
  if (found.length > 0)
    await insertAuditEvent(unit, actor, {
      chain: "visits",
      action: "position.blur",
      subjectType: "month",
      subjectId: months.at(-1) ?? "",
      facts: { positions: found.length },
    });
  return found.length;
}

/** Pictures are deleted before the row says so: cut off between the two, the next run deletes nothing twice. */
async function lapseSomePhotos(context: Context, blobs: BlobStore, before: Instant): Promise<number> {
  const photos = await inReading(context, (unit) => listPhotosBefore(unit, before, BATCH));
  if (photos.length === 0) return 0;
  for (const { digest } of photos) await blobs.remove(digest);
  await inTransaction(context, async (unit) => {
    await lapsePhotos(
      unit,
      photos.map((photo) => photo.digest),
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "photo.lapse",
      subjectType: "month",
      subjectId: localMonthOf(before),
      facts: { photos: photos.length },
    });
  });
  return photos.length;
}

async function untilNone(some: () => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const more = await some();
    if (more === 0) return total;
    total += more;
  }
}

const startOf = (month: PlainMonth) => instantAt(firstDateOf(month), 0);

export type LapsedEvidence = { readonly positions: number; readonly photos: number; readonly pieces: number };

export async function lapseEvidence(context: Context, blobs: BlobStore): Promise<LapsedEvidence> {
  const { policies, first } = await inReading(context, async (unit) => ({
    policies: await listPolicyVersions(unit),
    first: await firstServiceMonth(unit),
  }));
  const pieces = await inTransaction(context, (unit) =>
    deletePiecesBefore(unit, plusMinutes(unit.now, -PIECES_KEPT_DAYS * 24 * 60)),
  );
  if (first === null) return { positions: 0, photos: 0, pieces };
  const since = monthOf(plainDate(first));
  const blurred = lapsedMonths(policies, since, context.now, positionsKeptUntil);
  const last = blurred.at(-1);
  const positions = await untilNone(() =>
    inTransaction(context, (unit) => blurSome(unit, context.actor, blurred, policies)),
  );
  if (last !== undefined) await inTransaction(context, (unit) => blurQuarantine(unit, startOf(addMonths(last, 1))));
  const lastOfPhotos = lapsedMonths(policies, since, context.now, photosKeptUntil).at(-1);
  const photos =
    lastOfPhotos === undefined
      ? 0
      : await untilNone(() => lapseSomePhotos(context, blobs, startOf(addMonths(lastOfPhotos, 1))));
  return { positions, photos, pieces };
}
