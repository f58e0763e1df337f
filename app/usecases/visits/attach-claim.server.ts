/**
 * A visit that a phone recorded at an unplanned door and that nobody could place: the provider or the office says whose door it was, and
 * the visit is made with all that the phone recorded of it, at the times at which it arrived. What was kept aside stays there as it came.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, type Instant } from "#app/domain/time/instant.ts";
import { publicKeySchema } from "#app/domain/visits/sync-message.ts";
import { questionRecord, type RecordFinding } from "#app/domain/verification/record-rules.ts";
import { requireUnscheduledReason } from "#app/domain/visits/unscheduled.ts";
import { signatureChecker } from "#app/integrations/crypto/device-signature.server.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listKeptAside, type KeptAsideRow } from "#db/repositories/kept-aside.ts";
import { insertToJudge } from "#db/repositories/received-events.ts";
import { findEldersOfProvider } from "#db/repositories/unscheduled.ts";
import { insideScope, inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "./group-by.ts";
import { readEvent } from "./read-batch.ts";
import { claimsOf, type Claimed } from "./receive-unscheduled.server.ts";
import { makeUnscheduled } from "./record-unscheduled.server.ts";
import { signedEventRow } from "./signed-event-row.ts";
import { takeEvents } from "./take-events.server.ts";

/** An event as the phone signed it; null for one whose signature does not hold any more, because its position was blurred. */
function readAgain({ event, publicKey }: KeptAsideRow) {
  const { envelope } = readEvent(event.body, signatureChecker(publicKeySchema.parse(publicKey)));
  return envelope?.isSigned === true && envelope.said !== null ? envelope : null;
}

/** The claim among the events of one name. Without the phone's clock at sending, what arrived has just been sent. */
function claimOf(rows: readonly KeptAsideRow[]): Claimed | null {
  const claims = rows.flatMap((row) => {
    const envelope = readAgain(row);
    const receivedAt = instant(row.event.receivedAt);
    const sender = { workerId: row.worker.id, deviceId: row.event.deviceId ?? "", sentAtMs: receivedAt };
    return envelope === null ? [] : claimsOf([envelope], sender, receivedAt);
  });
  return claims[0] ?? null;
}

export type KeptAsideClaim = {
  /** The check-in's id. */
  readonly id: string;
  readonly workerName: string;
  readonly workerNo: string;
  /** ISO texts. */
  readonly checkedInAt: string;
  readonly receivedAt: string;
  /** As the care worker typed it at the door. */
  readonly typed: string;
  readonly reason: string;
  readonly note: string;
  readonly events: number;
  /** Elders of the provider who bear what was typed; none, or more than one. */
  readonly candidates: readonly { readonly elderNo: string; readonly name: string; readonly community: string }[];
  /** What the rules ask of it before it is anybody's visit. */
  readonly findings: readonly RecordFinding[];
};

async function shownClaim(unit: Unit, rows: readonly KeptAsideRow[]): Promise<KeptAsideClaim[]> {
  const claimed = claimOf(rows);
  const [first] = rows;
  if (claimed === null || first === undefined) return [];
  const { id, at, claim } = claimed;
  const found = await findEldersOfProvider(insideScope(unit, WHOLE_DISTRICT), first.worker.providerId, claim.elder);
  return [
    {
      id,
      workerName: first.worker.name,
      workerNo: first.worker.workerNo,
      checkedInAt: isoText(at),
      receivedAt: isoText(instant(first.event.receivedAt)),
      typed: claim.elder,
      reason: claim.reason,
      note: claim.note,
      events: rows.length,
      candidates: found.map((elder) => ({
        elderNo: elder.elderNo,
        name: maskName(elder.name),
        community: elder.community ?? "",
      })),
      findings: questionRecord({ elderRef: claim.elder, isElderOnFile: found.length > 0 }),
    },
  ];
}

/** Claims of the scope's care workers that stand aside, oldest first. */
export async function listKeptAsideClaims(context: Context): Promise<KeptAsideClaim[]> {
  return inReading(context, async (unit) => {
    const claims: KeptAsideClaim[] = [];
    for (const rows of groupBy(await listKeptAside(unit), (row) => row.event.visitNo ?? "").values())
      claims.push(...(await shownClaim(unit, rows)));
    return claims;
  });
}

export type Attachment = {
  /** The claim's id. */
  readonly id: string;
  readonly elderNo: string;
  readonly reason: string;
  readonly note: string;
};

/** The elder must be one of the worker's provider and lie in the scope of who attaches: nobody attaches to a stranger's door. */
async function elderOf(unit: Unit, providerId: string, elderNo: string) {
  const wanted = elderNo.trim().toUpperCase();
  const inScope = await findElderNumbers(unit, wanted);
  const found = await findEldersOfProvider(insideScope(unit, WHOLE_DISTRICT), providerId, wanted);
  const elder = found.find((one) => one.elderNo === wanted);
  if (inScope === null || elder === undefined) throw new Refusal("claim-elder-unknown", { elder: wanted });
  return elder;
}

function rowsOfEvents(rows: readonly KeptAsideRow[], visitId: string) {
  return rows.flatMap((row) => {
    const envelope = readAgain(row);
    if (envelope?.said == null) return [];
    const receivedAt: Instant = instant(row.event.receivedAt);
    const receipt = { visitId, workerId: row.worker.id, deviceId: row.event.deviceId ?? "", receivedAt };
    return [signedEventRow(envelope, envelope.said.body, { ...receipt, sentAtMs: receivedAt, pin: null, nonce: null })];
  });
}

async function attach(given: Unit, actor: string, wish: Attachment): Promise<string> {
  const rows = await listKeptAside(given, [`NEW-${wish.id}`]);
  const claimed = claimOf(rows);
  const worker = rows[0]?.worker;
  if (claimed === null || worker === undefined) throw new Refusal("claim-not-found");
  const elder = await elderOf(given, worker.providerId, wish.elderNo);
  const unit = insideScope(given, WHOLE_DISTRICT);
  const { id, at } = claimed;
  const { reason, note } = wish;
  const visit = await makeUnscheduled(unit, actor, {
    ...{ id, at, reason, note, elder },
    providerId: worker.providerId,
    workerId: worker.id,
  });
  const { added } = await takeEvents(unit, [visit], rowsOfEvents(rows, visit.id));
  await insertToJudge(unit, [visit.id]);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "visit.attach-claim",
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { events: added.size, worker: worker.workerNo },
  });
  return visit.visitNo;
}

/**
 * @returns the number of the visit that was made
 * Refuses "claim-not-found" for a claim that is none or is out of reach, "claim-attached" for one that somebody was faster with,
 * "claim-elder-unknown", and the reasons of `requireUnscheduledReason`.
 */
export async function attachClaim(context: Context, wish: Attachment): Promise<string> {
  requireUnscheduledReason(wish.reason, wish.note);
  try {
    return await inTransaction(context, (unit) => attach(unit, context.actor, wish));
  } catch (thrown) {
    throw isRefusal(thrown, "already-exists") ? new Refusal("claim-attached") : thrown;
  }
}
