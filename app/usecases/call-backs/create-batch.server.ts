/**
 * Draws a batch of call-backs about a month: who is to be called, in which order, by whom. Deaths that the district knows are left out,
 * numbers that cannot exist are closed at once, and everything the draw was made from is kept so that anybody can repeat it.
 */
import { drawCallBacks, type DrawnBatch } from "#app/domain/call-backs/draw-call-backs.ts";
import { QUESTIONNAIRE } from "#app/domain/call-backs/questionnaire.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { DRAW_ALGORITHM } from "#app/domain/sampling/seeded-draw.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listCallableVisits, type CallableRow } from "#db/queries/callable-visits.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertBatch, insertCalls, listBatches } from "#db/repositories/call-backs.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { callPolicy, publicValueOf } from "./call-policy.server.ts";
import { preparedCalls, type WantedCall } from "./prepared-calls.server.ts";

const MINUTES_PER_HOUR = 60;

export type BatchRequest = {
  readonly month: PlainMonth;
  /** Audit names of the operators who share the calls, in turn. */
  readonly operators: readonly string[];
};

type Drawing = {
  readonly id: string;
  readonly batchNo: string;
  readonly month: PlainMonth;
  readonly policy: PolicyVersion;
  readonly publicValue: string;
  readonly population: readonly CallableRow[];
  readonly drawn: DrawnBatch;
};

async function storeBatch(unit: Unit, actor: string, drawing: Drawing): Promise<void> {
  const { id, batchNo, month, policy, publicValue, population, drawn } = drawing;
  const rowOf = new Map(population.map((row) => [row.visitNo, row]));
  const { batchDigest, factsDigest, seed, size } = drawn;
  await insertBatch(
    unit,
    {
      ...{ id, batchNo, month: firstDateOf(month), round: 1, algorithm: DRAW_ALGORITHM, publicValue },
      ...{ policyVersion: policy.id, questionnaireVersion: QUESTIONNAIRE.version },
      ...{ ratioPercent: policy.parameters.callback_ratio, batchDigest, factsDigest, seed, size },
      ...{ createdBy: actor, createdAt: asDate(unit.now) },
    },
    drawn.order.flatMap((visitNo, index) => {
      const row = rowOf.get(visitNo);
      if (row === undefined) return [];
      return [
        { batchId: id, visitId: row.visitId, position: index + 1, workerNo: row.workerNo, forced: [...row.forced] },
      ];
    }),
  );
}

/** The persons that were drawn, with their visits. */
function wantedCalls({ population, drawn }: Drawing): WantedCall[] {
  const rowOf = new Map(population.map((row) => [row.visitNo, row]));
  return drawn.calls.flatMap(({ visits }) => {
    const [first] = visits;
    const row = first === undefined ? undefined : rowOf.get(first.visitNo);
    if (row === undefined) return [];
    return [
      {
        elderId: row.elderId,
        streetId: row.streetId,
        providerId: row.providerId,
        visits: visits.flatMap((one) => {
          const visitId = rowOf.get(one.visitNo)?.visitId;
          return visitId === undefined ? [] : [{ visitId, reasons: [...one.reasons] }];
        }),
      },
    ];
  });
}

/**
 * Refuses "whole-district-only", "sample-seed-missing" for a month without a committed value, and "call-back-nothing-to-draw".
 * @returns the batch's number
 */
export async function createCallBackBatch(
  context: Context,
  crypto: CryptoProvider,
  { month, operators }: BatchRequest,
): Promise<string> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const policy = await callPolicy(unit, month);
    const { callback_ratio: ratioPercent, person_proof_deadline_hours: hours } = policy.parameters;
    const earlier = (await listBatches(unit, month)).filter(({ round }) => round === 1);
    const batchNo = `${month}-${earlier.length + 1}`;
    const publicValue = await publicValueOf(unit, month, `call-back|${batchNo}`);
    const population = await listCallableVisits(unit, month, plusMinutes(unit.now, -hours * MINUTES_PER_HOUR));
    if (population.length === 0) throw new Refusal("call-back-nothing-to-draw", { month });
    const drawn = drawCallBacks(population, publicValue, { ratioPercent }, sha256Hex);
    const drawing: Drawing = { id: unit.newId(), batchNo, month, policy, publicValue, population, drawn };
    await storeBatch(unit, context.actor, drawing);
    const areaCode = policy.parameters.callback_area_code;
    const prepared = await preparedCalls(unit, wantedCalls(drawing), {
      ...{ batchId: drawing.id, firstPosition: 1, operators, actor: context.actor, areaCode, crypto },
    });
    await insertCalls(unit, prepared.calls, prepared.visits);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "call-back.draw",
      subjectType: "call-back-batch",
      subjectId: batchNo,
      facts: {
        batchDigest: drawn.batchDigest,
        seed: drawn.seed,
        visits: population.length,
        calls: prepared.calls.length,
      },
    });
    return batchNo;
  });
}
