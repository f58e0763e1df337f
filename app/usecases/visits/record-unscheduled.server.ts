/**
 * A care worker records a visit that nobody had planned, at the door of an elder of the own provider. Nothing keeps it from being
 * recorded: not another plan of the hour, not the month's quota. The check-in is stored in the same unit; the rules judge the rest.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT, type Scope } from "#app/domain/access/scope.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { periodContains, plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { readPhoneEvent } from "#app/domain/visits/phone-events.ts";
import { ASSUMED_MINUTES, requireUnscheduledReason } from "#app/domain/visits/unscheduled.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import type { ElderRow } from "#db/repositories/elders.ts";
import { insertToJudge } from "#db/repositories/received-events.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { findEldersOfProvider, groupAt, insertUnscheduled, nextVisitNo } from "#db/repositories/unscheduled.ts";
import { insertVisits, listVisitsById, type VisitRow } from "#db/repositories/visits.ts";
import { listContracts } from "#db/repositories/workforce.ts";
import { insideScope, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { eventOfPhone } from "./record-visit-events.server.ts";
import { visitEventRow } from "./stored-events.ts";
import { takeEvents } from "./take-events.server.ts";

export type UnscheduledWish = {
  readonly elderNo: string;
  readonly reason: string;
  readonly note: string;
  readonly workerId: string;
  readonly deviceId: string;
  /** The check-in as the phone sends it. Its id is the visit's too, so that a second press makes no second visit. */
  readonly checkIn: { readonly eventId: string; readonly deviceMs: number | null; readonly body: unknown };
};

/** Refuses "not-found" for whoever is no care worker of a provider. */
function providerOf(scope: Scope): string {
  if (scope.provider === "all" || scope.worker === "all") throw new Refusal("not-found");
  return scope.provider;
}

/** Elders of the worker's provider with exactly this name or number. Names come back masked: whoever stands at the door knows the name. */
export async function findForUnscheduled(context: Context, typed: string) {
  if (typed.trim().length < 2) return [];
  return inTransaction(context, async (unit) => {
    const wide = insideScope(unit, WHOLE_DISTRICT);
    const found = await findEldersOfProvider(wide, providerOf(context.scope), typed.trim());
    return found.map((elder) => ({
      elderNo: elder.elderNo,
      name: maskName(elder.name),
      community: elder.community ?? "",
    }));
  });
}

async function elderAtDoor(unit: Unit, providerId: string, elderNo: string): Promise<ElderRow> {
  const [elder] = await findEldersOfProvider(unit, providerId, elderNo);
  if (elder?.elderNo !== elderNo) throw new Refusal("not-found");
  return elder;
}

export type UnscheduledVisit = {
  readonly providerId: string;
  readonly elder: ElderRow;
  readonly workerId: string;
  readonly reason: string;
  readonly note: string;
  /** Of the check-in; the visit's too. */
  readonly id: string;
  /** When the worker checked in. */
  readonly at: Instant;
};

async function makeVisit(unit: Unit, { id, at, providerId, elder, workerId }: UnscheduledVisit): Promise<VisitRow> {
  const today = localDateOf(at);
  const month = monthOf(today);
  const contract = (await listContracts(unit)).find(
    (one) =>
      one.providerId === providerId && periodContains({ from: plainDate(one.fromOn), to: plainDate(one.toOn) }, today),
  );
  const plannedStart = asDate(at);
  const group = await groupAt(unit, workerId, at);
  await insertVisits(
    unit,
    [
      {
        id,
        visitNo: await nextVisitNo(unit, month, elder.elderNo),
        streetId: elder.streetId,
        providerId,
        elderId: elder.id,
        contractId: contract?.id ?? null,
        kind: "basket",
        origin: "fact",
        serviceMonth: firstDateOf(month),
        plannedStart,
        plannedEnd: asDate(plusMinutes(at, ASSUMED_MINUTES)),
        subtypes: [...elder.subtypes],
        plannedFen: contract?.priceFen ?? 0n,
        deliveryState: "in_progress",
        policyVersion: policyInForce(await listPolicyVersions(unit), today).id,
        catalogueVersion: CATALOGUE_IN_FORCE,
      },
    ],
    [
      {
        visitId: id,
        workerId,
        groupId: group ?? id,
        plannedStart,
        plannedEnd: asDate(plusMinutes(at, 1)),
        assignedBy: "unscheduled",
        assignedAt: asDate(unit.now),
      },
    ],
  );
  const [visit] = await listVisitsById(unit, [id]);
  if (!visit) throw new Error("the visit was not made");
  return visit;
}

/** The visit, why it took place and its line in the log; the check-in itself is the caller's. */
export async function makeUnscheduled(unit: Unit, actor: string, wish: UnscheduledVisit): Promise<VisitRow> {
  const visit = await makeVisit(unit, wish);
  await insertUnscheduled(unit, {
    visitId: visit.id,
    reasonCode: wish.reason,
    note: wish.note.trim() || null,
    recordedBy: wish.workerId,
    recordedAt: asDate(unit.now),
  });
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "visit.record-unscheduled",
    subjectType: "visit",
    subjectId: visit.visitNo,
    facts: { reason: wish.reason },
  });
  return visit;
}

async function storeUnscheduled(given: Unit, actor: string, wish: UnscheduledWish): Promise<string> {
  const providerId = providerOf(given.scope);
  const unit = insideScope(given, WHOLE_DISTRICT);
  const event = readPhoneEvent(wish.checkIn);
  if (event === null) throw new Refusal("not-found");
  const elder = await elderAtDoor(unit, providerId, wish.elderNo);
  const { workerId, reason, note } = wish;
  const made = { providerId, elder, workerId, reason, note, id: wish.checkIn.eventId, at: unit.now };
  const visit = await makeUnscheduled(unit, actor, made);
  const sender = { workerId: wish.workerId, deviceId: wish.deviceId };
  await takeEvents(unit, [visit], [visitEventRow(eventOfPhone(visit, sender, event, unit.now))]);
  await insertToJudge(unit, [visit.id]);
  return visit.visitNo;
}

/**
 * @returns the number of the visit; of the one that stands already when the same form was sent before
 * Refuses "unscheduled-reason-unknown", "unscheduled-needs-note", and "not-found" for an elder of another provider.
 */
export async function recordUnscheduled(context: Context, wish: UnscheduledWish): Promise<string> {
  requireUnscheduledReason(wish.reason, wish.note);
  try {
    return await inTransaction(context, (unit) => storeUnscheduled(unit, context.actor, wish));
  } catch (thrown) {
    if (!isRefusal(thrown, "already-exists")) throw thrown;
    const [known] = await inTransaction(context, (unit) => listVisitsById(unit, [wish.checkIn.eventId]));
    if (!known) throw thrown;
    return known.visitNo;
  }
}
