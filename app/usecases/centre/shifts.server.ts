/** Planning shifts, closing one with a report, and taking over by the next lead. */
import { requireClosable, requireShift, requireTakeOver, type Shift } from "#app/domain/centre/shift.ts";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, isoText, type Instant } from "#app/domain/time/instant.ts";
import { countUnownedReds } from "#db/queries/alert-desk.ts";
import { listOperators } from "#db/queries/centre-floor.ts";
import { openAtHandOver, worksOfShift } from "#db/queries/centre-hand-over.ts";
import { announceAlerts } from "#db/repositories/alerts.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  findShiftAfter,
  insertShift,
  insertShiftReport,
  lockReportOfShift,
  lockShift,
  updateTakenOver,
  type ShiftRow,
} from "#db/repositories/centre-shifts.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CENTRE_CHAIN, sweepCentre } from "./sit-at-seat.server.ts";

async function note(unit: Unit, actor: string, action: string, facts: Record<string, string | number>): Promise<void> {
  const [subjectType, subjectId] = ["shift", String(facts["from"] ?? "")];
  await insertAuditEvent(unit, actor, {
    chain: CENTRE_CHAIN,
    action: `shift.${action}`,
    subjectType,
    subjectId,
    facts,
  });
}

/** Refuses "shift-times", "shift-operator-unknown", "shift-lead-missing" and, by constraint, "shift-overlaps". */
export async function planShift(context: Context, wish: Shift): Promise<void> {
  requireShift(wish);
  if (!wish.operators.includes(wish.lead)) throw new Refusal("shift-lead-missing");
  await inTransaction(context, async (unit) => {
    const known = new Set((await listOperators(unit)).map(({ by }) => by));
    if (!wish.operators.every((one) => known.has(one))) throw new Refusal("shift-operator-unknown");
    await insertShift(unit, wish, context.actor);
    await announceAlerts(unit);
    await note(unit, context.actor, "plan", { from: isoText(wish.fromAt), to: isoText(wish.toAt), lead: wish.lead });
  });
}

async function requireShiftRow(unit: Unit, shiftId: string): Promise<ShiftRow> {
  const shift = await lockShift(unit, shiftId);
  if (shift === null) throw new Refusal("not-found");
  return shift;
}

/** What a report holds: the shift's own work, and what is left open. */
export async function reportOf(unit: Unit, { fromAt }: { readonly fromAt: Instant }) {
  return { work: await worksOfShift(unit, fromAt), open: await openAtHandOver(unit) };
}

export type ShiftReport = Awaited<ReturnType<typeof reportOf>>;

/** Refuses "not-found", "shift-not-lead", "shift-not-over", "shift-red-without-owner" and, by constraint, "shift-closed". */
export async function closeShift(
  context: Context,
  { shiftId, note: said }: { readonly shiftId: string; readonly note: string },
): Promise<void> {
  await inTransaction(context, async (unit) => {
    await sweepCentre(unit);
    const shift = await requireShiftRow(unit, shiftId);
    const redsWithoutOwner = await countUnownedReds(unit);
    requireClosable(shift, { redsWithoutOwner, actor: context.actor, now: unit.now });
    await insertShiftReport(unit, {
      shiftId,
      fromAt: asDate(shift.fromAt),
      toAt: asDate(shift.toAt),
      writtenBy: context.actor,
      report: await reportOf(unit, shift),
      note: said.trim() === "" ? null : maskNumbersIn(said.trim()),
    });
    await announceAlerts(unit);
    await note(unit, context.actor, "close", { from: isoText(shift.fromAt) });
  });
}

/**
 * Refuses "not-found", "shift-not-closed" before there is a report, "shift-taken-over" for the second time, "shift-no-next" and
 * "shift-not-next-lead".
 */
export async function takeOverShift(context: Context, shiftId: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const shift = await requireShiftRow(unit, shiftId);
    const report = await lockReportOfShift(unit, shiftId);
    if (report === null) throw new Refusal("shift-not-closed");
    if (report.takenOverAt !== null) throw new Refusal("shift-taken-over");
    requireTakeOver(await findShiftAfter(unit, shift.toAt), context.actor);
    await updateTakenOver(unit, report.id, context.actor);
    await announceAlerts(unit);
    await note(unit, context.actor, "take-over", { from: isoText(shift.fromAt) });
  });
}
