/** Draws whom the streets look up at home about a month, once a month, by the same seeded draw as call-backs and audit samples. */
import { drawFieldChecks } from "#app/domain/call-backs/draw-field-checks.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { DRAW_ALGORITHM } from "#app/domain/sampling/seeded-draw.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listServedElders } from "#db/queries/callable-visits.ts";
import { listStaff } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findFieldCheckDraw, insertFieldChecks } from "#db/repositories/field-checks.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { callPolicy, publicValueOf } from "../call-backs/call-policy.server.ts";

/** Working days until a check is due. 示例/待确认. */
const DUE_WORKING_DAYS = 10;

/**
 * Each check goes to its street's person, where the street has one. Refuses "whole-district-only", "sample-seed-missing",
 * "field-check-drawn" and "field-check-nobody-served".
 * @returns how many were drawn
 */
export async function drawMonthChecks(context: Context, month: PlainMonth): Promise<number> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    if ((await findFieldCheckDraw(unit, month)) !== null) throw new Refusal("field-check-drawn", { month });
    const policy = await callPolicy(unit, month);
    const publicValue = await publicValueOf(unit, month, "field-check");
    const served = await listServedElders(unit, month);
    if (served.length === 0) throw new Refusal("field-check-nobody-served", { month });
    const ratioPercent = policy.parameters.field_check_ratio;
    const { batchDigest, seed, size, drawn } = drawFieldChecks(served, publicValue, { ratioPercent }, sha256Hex);
    const byNo = new Map(served.map((row) => [row.elderNo, row]));
    const persons = new Map(
      (await listStaff(unit, ["street_clerk", "street_lead"])).map((one) => [one.streetId, one.actor]),
    );
    const calendar = new WorkCalendar(await listCalendarDays(unit));
    const dueOn = calendar.addWorkingDays(localDateOf(unit.now), DUE_WORKING_DAYS);
    await insertFieldChecks(
      unit,
      {
        ...{
          month: firstDateOf(month),
          algorithm: DRAW_ALGORITHM,
          policyVersion: policy.id,
          ratioPercent,
          publicValue,
        },
        ...{ batchDigest, seed, size, population: served.length, drawnBy: context.actor, drawnAt: asDate(unit.now) },
        populationText: served.map(({ elderNo, streetId }) => `${elderNo}\t${streetId}`).join("\n"),
      },
      drawn.flatMap((elderNo, index) => {
        const row = byNo.get(elderNo);
        if (row === undefined) return [];
        const { elderId, visitId, streetId, providerId } = row;
        const place = { elderId, visitId, streetId, providerId, assignedTo: persons.get(streetId) ?? null };
        return [{ ...place, id: unit.newId(), month: firstDateOf(month), position: index + 1, dueOn, state: "open" }];
      }),
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "field-check.draw",
      subjectType: "month",
      subjectId: month,
      facts: { batchDigest, seed, population: served.length, drawn: drawn.length },
    });
    return drawn.length;
  });
}
