/**
 * An operator takes a call: from then on nobody else rings that elder, and the number may be seen. That it was seen stands in the audit
 * log, written in the transaction that takes the call.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { timeFact } from "#app/domain/verification/served-time.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findCall,
  findLease,
  lockCall,
  nextCallable,
  takeLease,
  updateCall,
  type CallBackRow,
} from "#db/repositories/call-backs.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { KNOWN_DEATH } from "./prepared-calls.server.ts";

/** How long an operator has an elder to himself or herself, minutes. 示例/待确认. */
export const LEASE_MINUTES = 20;

export type Operator = {
  /** The provider that employs the operator, if any; nobody asks about their own employer. */
  readonly employedBy: string | null;
};

/** A death that became known since the batch was made: the call is not made. */
async function isExcluded(unit: Unit, actor: string, call: CallBackRow): Promise<boolean> {
  const [elder] = await listEldersById(unit, [call.elderId]);
  if (elder?.deathOn == null) return false;
  const excluded = { state: "excluded", excludedFor: KNOWN_DEATH, closedAt: asDate(unit.now), closedBy: actor };
  await updateCall(unit, call.id, excluded);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "call-back.exclude",
    subjectType: "call-back",
    subjectId: call.id,
    facts: { reason: KNOWN_DEATH },
  });
  return true;
}

async function noteShown(unit: Unit, actor: string, call: CallBackRow): Promise<void> {
  await insertAuditEvent(unit, actor, {
    chain: "access",
    action: "call-back.show-number",
    subjectType: "elder",
    subjectId: call.elderId,
    facts: { call: call.id, until: isoText(plusMinutes(unit.now, LEASE_MINUTES)) },
  });
}

const until = (unit: Unit) => plusMinutes(unit.now, LEASE_MINUTES);

/** The operator's next call, taken; null when nothing is to be called now. */
export async function takeNextCall(context: Context, { employedBy }: Operator): Promise<string | null> {
  return inTransaction(context, async (unit) => {
    for (;;) {
      const call = await nextCallable(unit, context.actor, employedBy);
      if (call === null) return null;
      if (await isExcluded(unit, context.actor, call)) continue;
      // Somebody took the elder between the two statements: the unit is tried again from the start.
      if (!(await takeLease(unit, call, { by: context.actor, until: until(unit) })))
        throw Object.assign(new Error("the elder was just taken"), { code: "40001" });
      await noteShown(unit, context.actor, call);
      return call.id;
    }
  });
}

/**
 * Takes one call of the operator's list. Refuses "not-found" for a call of somebody else, "call-closed", "call-too-soon", "call-leased"
 * while a colleague rings the same elder, "call-own-employer", and "call-excluded" when the elder has died.
 */
export async function takeCall(context: Context, callId: string, { employedBy }: Operator): Promise<void> {
  const taken = await inTransaction(context, async (unit) => {
    const call = await lockCall(unit, callId);
    if (call?.assignedTo !== context.actor) throw new Refusal("not-found");
    if (call.state !== "open") throw new Refusal("call-closed", { connection: call.connection });
    if (employedBy !== null && call.providerId === employedBy) throw new Refusal("call-own-employer");
    if (call.notBefore !== null && instant(call.notBefore) > unit.now)
      throw new Refusal("call-too-soon", { from: timeFact(instant(call.notBefore)) });
    if (await isExcluded(unit, context.actor, call)) return false;
    if (!(await takeLease(unit, call, { by: context.actor, until: until(unit) }))) throw new Refusal("call-leased");
    await noteShown(unit, context.actor, call);
    return true;
  });
  if (!taken) throw new Refusal("call-excluded");
}

/** The call when this operator has it now. Refuses "not-found" and "call-not-taken". */
export async function requireLeased(unit: Unit, operator: string, callId: string): Promise<CallBackRow> {
  const call = await findCall(unit, callId);
  if (call?.assignedTo !== operator) throw new Refusal("not-found");
  const lease = await findLease(unit, call.elderId);
  if (lease?.leasedBy !== operator || lease.callBackId !== callId) throw new Refusal("call-not-taken");
  return call;
}
