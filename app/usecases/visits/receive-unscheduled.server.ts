/**
 * Makes the visits that a phone recorded at a door where nothing was planned, before their events are stored. The visit bears the id of its
 * check-in, so that the same batch again makes no second one. A claim that names no elder of the provider, or more than one, makes none:
 * its events are then kept aside like those of any visit that is not the worker's, and a person looks at them.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { readUnscheduledClaim } from "#app/domain/visits/phone-events.ts";
import { idOfPhoneNo, type UnscheduledClaim } from "#app/domain/visits/phone-unscheduled.ts";
import { requireUnscheduledReason } from "#app/domain/visits/unscheduled.ts";
import { findEldersOfProvider } from "#db/repositories/unscheduled.ts";
import { listVisitsById } from "#db/repositories/visits.ts";
import { findDevice } from "#db/repositories/worker-devices.ts";
import { insideScope, inTransaction, type Context } from "#db/transaction.ts";
import type { EnvelopeRead } from "./read-batch.ts";
import { makeUnscheduled } from "./record-unscheduled.server.ts";

/** A phone whose clock is further out than this says nothing of the day; the visit then stands on the day on which it arrived. */
const OLDEST_DAYS = 35;

export type Sender = { readonly workerId: string; readonly deviceId: string; readonly sentAtMs: number };
export type Claimed = { readonly id: string; readonly at: Instant; readonly claim: UnscheduledClaim };

/** Check-ins that claim an unplanned visit, signed and under their own name. */
export function claimsOf(envelopes: readonly EnvelopeRead[], { sentAtMs }: Sender, now: Instant): Claimed[] {
  return envelopes.flatMap(({ sent, said, isSigned }): Claimed[] => {
    const claim = readUnscheduledClaim(sent.body);
    const isOwn = idOfPhoneNo(sent.visitNo) === sent.eventId;
    if (!isSigned || !isOwn || said?.body.kind !== "check_in" || claim === null) return [];
    const saidMs = sent.deviceMs + (sent.serverOffsetMs ?? now - sentAtMs);
    const isLikely = saidMs <= now && saidMs >= plusMinutes(now, -OLDEST_DAYS * 24 * 60);
    return [{ id: sent.eventId, at: isLikely ? instant(saidMs) : now, claim }];
  });
}

function hasReason({ reason, note }: UnscheduledClaim): boolean {
  try {
    requireUnscheduledReason(reason, note);
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}

async function make(context: Context, { workerId, deviceId }: Sender, claimed: Claimed): Promise<void> {
  const { provider } = context.scope;
  if (provider === "all" || !hasReason(claimed.claim)) return;
  await inTransaction(context, async (given) => {
    const unit = insideScope(given, WHOLE_DISTRICT);
    const device = await findDevice(unit, deviceId);
    const isKnown = (await listVisitsById(unit, [claimed.id])).length > 0;
    const elders = await findEldersOfProvider(unit, provider, claimed.claim.elder.trim());
    const [elder] = elders;
    if (isKnown || (device !== null && device.revokedAt !== null) || elder === undefined || elders.length > 1) return;
    const { id, at, claim } = claimed;
    await makeUnscheduled(unit, context.actor, { ...claim, id, at, providerId: provider, elder, workerId });
  });
}

/** @param context in the worker's own scope */
export async function receiveUnscheduled(
  context: Context,
  sender: Sender,
  envelopes: readonly EnvelopeRead[],
): Promise<void> {
  for (const claimed of claimsOf(envelopes, sender, context.now)) {
    try {
      await make(context, sender, claimed);
    } catch (thrown) {
      // Another request of the same phone has just made it.
      if (!isRefusal(thrown, "already-exists")) throw thrown;
    }
  }
}
