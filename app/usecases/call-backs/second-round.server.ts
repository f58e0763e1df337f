/** The second round of a batch: those whom the first did not reach, once it has come to its end and the error list was looked at. */
import { QUESTIONNAIRE } from "#app/domain/call-backs/questionnaire.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findBatch,
  findSecondRound,
  insertBatch,
  insertCalls,
  listCallsOfBatch,
  listVisitsOfCalls,
  type CallBackBatchRow,
} from "#db/repositories/call-backs.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import { callPolicy } from "./call-policy.server.ts";
import { preparedCalls, type WantedCall } from "./prepared-calls.server.ts";

const ROUNDS_MOST = 2;

async function unreachedCalls(unit: Unit, first: CallBackBatchRow): Promise<WantedCall[]> {
  const calls = await listCallsOfBatch(unit, first.id);
  if (calls.some(({ state }) => state === "open")) throw new Refusal("call-back-first-round-open");
  const unreached = calls.filter(({ state, connection }) => state === "closed" && connection !== "answered");
  const visits = groupBy(
    await listVisitsOfCalls(
      unit,
      unreached.map(({ id }) => id),
    ),
    (row) => row.callBackId,
  );
  return unreached.map(({ id, elderId, streetId, providerId }) => ({
    ...{ elderId, streetId, providerId, firstCallId: id },
    visits: visits.get(id) ?? [],
  }));
}

/**
 * Refuses "whole-district-only", "not-found", "call-back-no-second-round" for a second round or where the policy has one round only,
 * "call-back-first-round-open" and "call-back-nobody-unreached". Asked again it answers with the round that was made.
 * @returns the number of the second round
 */
export async function openSecondRound(
  context: Context,
  crypto: CryptoProvider,
  { batchNo, operators }: { readonly batchNo: string; readonly operators: readonly string[] },
): Promise<string> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const first = await findBatch(unit, batchNo);
    if (first === null) throw new Refusal("not-found");
    const known = await findSecondRound(unit, first.id);
    if (known !== null) return known.batchNo;
    const policy = await callPolicy(unit, monthOf(plainDate(first.month)));
    if (first.round !== 1 || policy.parameters.callback_rounds < ROUNDS_MOST)
      throw new Refusal("call-back-no-second-round");
    const wanted = await unreachedCalls(unit, first);
    if (wanted.length === 0) throw new Refusal("call-back-nobody-unreached");
    const second = { id: unit.newId(), batchNo: `${first.batchNo}-${ROUNDS_MOST}` };
    await insertBatch(
      unit,
      {
        ...{ ...second, month: first.month, round: ROUNDS_MOST, firstBatchId: first.id, policyVersion: policy.id },
        ...{ questionnaireVersion: QUESTIONNAIRE.version, createdBy: context.actor, createdAt: asDate(unit.now) },
      },
      [],
    );
    const areaCode = policy.parameters.callback_area_code;
    const plan = { batchId: second.id, firstPosition: 1, operators, actor: context.actor, areaCode, crypto };
    const { calls, visits } = await preparedCalls(unit, wanted, plan);
    await insertCalls(unit, calls, visits);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "call-back.second-round",
      subjectType: "call-back-batch",
      subjectId: second.batchNo,
      facts: { first: batchNo, calls: calls.length },
    });
    return second.batchNo;
  });
}
