/** An operator's list of calls, and the screen of one call that the operator has taken. Only there do name and number stand in full. */
import { maskName } from "#app/domain/access/masking.ts";
import { callStanding } from "#app/domain/call-backs/attempts.ts";
import { instant, instantAt, isoText, localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  countOperatorCalls,
  listCalledVisits,
  listFinishedCalls,
  listOperatorCalls,
  type ListedCall,
} from "#db/queries/call-lists.ts";
import { findLease, listAttempts } from "#db/repositories/call-backs.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { loadCallees } from "./dial-number.server.ts";
import { requireLeased } from "./lease-call.server.ts";
import { attemptOf, loadCall } from "./record-attempt.server.ts";

/** Open calls on one page of the list; the rest follows as these are done. */
const LISTED_CALLS = 50;

const textOf = (at: Date | null) => (at === null ? null : isoText(instant(at)));

export function listedCall({ call, ...row }: ListedCall) {
  return {
    ...{ id: call.id, batchNo: row.batchNo, position: call.position, elderNo: row.elderNo },
    ...{ elderName: maskName(row.elderName), streetZh: row.streetZh, streetEn: row.streetEn, provider: row.provider },
    ...{ state: call.state, attempts: call.attempts, connection: call.connection, group: call.answerGroup },
    ...{ differs: call.differs, assignedTo: call.assignedTo, excludedFor: call.excludedFor },
    notBefore: textOf(call.notBefore),
    closedAt: textOf(call.closedAt),
    isSecond: call.firstCallId !== null,
    isReplacement: call.replacesId !== null,
  };
}

export async function showOperatorCalls(context: Context) {
  return inReading(context, async (unit) => {
    const today = instantAt(localDateOf(unit.now), 0);
    const open = await listOperatorCalls(unit, context.actor, LISTED_CALLS);
    const done = await listFinishedCalls(unit, context.actor, today);
    return {
      now: isoText(unit.now),
      counts: await countOperatorCalls(unit, context.actor),
      open: open.map(listedCall),
      done: done.map(listedCall),
    };
  });
}

/** Refuses "not-found" for a call of somebody else, and "call-not-taken" when the operator does not have it now. */
export async function showCall(context: Context, crypto: CryptoProvider, callId: string) {
  return inReading(context, async (unit) => {
    const given = await loadCall(unit, await requireLeased(unit, context.actor, callId), crypto);
    const { call, batch, policy, dialling } = given;
    const callee = (await loadCallees(unit, [call.elderId], dialling)).get(call.elderId);
    const lease = await findLease(unit, call.elderId);
    const attempts = await listAttempts(unit, [callId]);
    const subtypes = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one]));
    const providers = new Map((await listProviders(unit)).map((one) => [one.id, one.name]));
    const standing = callStanding(attempts.map(attemptOf), policy.parameters);
    return {
      ...{ id: call.id, batchNo: batch.batchNo, month: batch.month.slice(0, 7), round: batch.round },
      position: call.position,
      elder: {
        ...{ elderNo: callee?.elder.elderNo ?? "", name: callee?.elder.name ?? "", sex: callee?.elder.sex ?? "" },
        birthOn: callee?.elder.birthOn ?? null,
        livingSituation: callee?.elder.livingSituation ?? null,
      },
      dial: callee?.dial ?? null,
      until: textOf(lease?.leasedUntil ?? null),
      attemptsMost: policy.parameters.callback_attempts,
      attemptsLeft: standing.state === "open" ? standing.attemptsLeft : 0,
      attempts: attempts.map((one) => ({
        ...{ attemptNo: one.attemptNo, connection: one.connection, note: one.note },
        at: isoText(instant(one.at)),
        appointmentAt: textOf(one.appointmentAt),
      })),
      visits: (await listCalledVisits(unit, [callId])).map(({ visit, workers }) => ({
        visitNo: visit.visitNo,
        start: isoText(instant(visit.effectiveIn ?? visit.plannedStart)),
        end: isoText(instant(visit.effectiveOut ?? visit.plannedEnd)),
        minutes: visit.minutes,
        provider: providers.get(visit.providerId) ?? "",
        workers: workers ?? "",
        subtypes: visit.subtypes.map((code) => ({
          ...{ code, zh: subtypes.get(code)?.nameZh ?? code, en: subtypes.get(code)?.nameEn ?? code },
        })),
      })),
    };
  });
}
