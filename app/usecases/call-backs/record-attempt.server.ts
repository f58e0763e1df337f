/** An operator records how a call went: one of the nine results, an appointment, or the answers. Recorded once, never changed. */
import { addAttempt, type CallAttempt } from "#app/domain/call-backs/attempts.ts";
import type { Connection } from "#app/domain/call-backs/connection.ts";
import { readAnswers, type AnswerProblem, type GivenAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  endLease,
  findBatchById,
  insertAttempt,
  listAttempts,
  lockCall,
  updateCall,
  type CallAttemptRow,
  type CallBackRow,
} from "#db/repositories/call-backs.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { callPolicy } from "./call-policy.server.ts";
import { finishAnswered, finishUnreached, type Call } from "./finish-call.server.ts";
import { requireLeased } from "./lease-call.server.ts";

export type RecordedAttempt = {
  readonly callId: string;
  readonly connection: Connection;
  /** When the person wants to be called instead. */
  readonly appointmentAt: Instant | null;
  readonly note: string;
  readonly given: GivenAnswers;
};

export type AttemptAnswer =
  | { readonly recorded: true; readonly state: "open" | "closed"; readonly followUps: readonly string[] }
  /** The answers are not whole; nothing was recorded. */
  | { readonly recorded: false; readonly problems: readonly AnswerProblem[] };

export function attemptOf(row: Pick<CallAttemptRow, "connection" | "at" | "appointmentAt">): CallAttempt {
  return {
    connection: row.connection as Connection,
    at: instant(row.at),
    appointmentAt: row.appointmentAt === null ? null : instant(row.appointmentAt),
  };
}

/** A call with its batch and the policy of its month. */
export async function loadCall(unit: Unit, call: CallBackRow, crypto: CryptoProvider): Promise<Call> {
  const batch = await findBatchById(unit, call.batchId);
  if (batch === null) throw new Refusal("not-found");
  const policy = await callPolicy(unit, monthOf(plainDate(batch.month)));
  return { call, batch, policy, dialling: { areaCode: policy.parameters.callback_area_code, crypto } };
}

async function writeEnd(unit: Unit, actor: string, given: Call & { attempts: number }, recorded: RecordedAttempt) {
  const { connection } = recorded;
  if (connection !== "answered") {
    await finishUnreached(unit, actor, given, connection);
    return [];
  }
  const { answers } = readAnswers(recorded.given);
  if (answers === null) throw new Refusal("call-answers-missing");
  return finishAnswered(unit, actor, given, { answers, channel: "call" });
}

/**
 * Refuses "not-found" and "call-not-taken" unless this operator has the call, and what the domain's `addAttempt` refuses.
 * @returns where the call stands, or the answers that are missing
 */
export async function recordAttempt(
  context: Context,
  crypto: CryptoProvider,
  recorded: RecordedAttempt,
): Promise<AttemptAnswer> {
  const { callId, connection, appointmentAt } = recorded;
  if (connection === "answered" && appointmentAt === null) {
    const { problems } = readAnswers(recorded.given);
    if (problems.length > 0) return { recorded: false, problems };
  }
  return inTransaction(context, async (unit) => {
    await lockCall(unit, callId);
    const call = await requireLeased(unit, context.actor, callId);
    const given = await loadCall(unit, call, crypto);
    const made = await listAttempts(unit, [callId]);
    const attempt = { connection, at: unit.now, appointmentAt };
    const standing = addAttempt(made.map(attemptOf), attempt, given.policy.parameters);
    const attempts = made.length + 1;
    const note = recorded.note.trim();
    await insertAttempt(unit, {
      ...{
        id: unit.newId(),
        callBackId: callId,
        attemptNo: attempts,
        connection,
        at: asDate(unit.now),
        by: context.actor,
      },
      appointmentAt: appointmentAt === null ? null : asDate(appointmentAt),
      note: note === "" ? null : maskNumbersIn(note),
    });
    let followUps: readonly string[] = [];
    if (standing.state === "closed") followUps = await writeEnd(unit, context.actor, { ...given, attempts }, recorded);
    else
      await updateCall(unit, callId, {
        attempts,
        notBefore: standing.notBefore === null ? null : asDate(standing.notBefore),
      });
    await endLease(unit, call.elderId, context.actor);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "call-back.attempt",
      subjectType: "call-back",
      subjectId: callId,
      facts: {
        batch: given.batch.batchNo,
        attempt: attempts,
        connection,
        state: standing.state,
        followUps: followUps.join(","),
      },
    });
    return { recorded: true, state: standing.state, followUps };
  });
}

/** The operator gives a call back without having rung. Refuses "not-found" and "call-not-taken". */
export async function releaseCall(context: Context, callId: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const call = await requireLeased(unit, context.actor, callId);
    await endLease(unit, call.elderId, context.actor);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "call-back.release",
      subjectType: "call-back",
      subjectId: callId,
      facts: {},
    });
  });
}
