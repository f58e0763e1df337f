/**
 * Closes a month from opening to payment in one call: for the month command and the demonstration, whose approvers are synthetic.
 * Asked again it answers with the closed month and adds nothing.
 */
import { Refusal } from "#app/domain/refusal.ts";
import type { Context } from "#db/transaction.ts";
import { approveClose } from "./approve-close.server.ts";
import { finishClose, type ClosedMonth } from "./finish-close.server.ts";
import { openClose, type CloseOpening } from "./open-close.server.ts";
import { readPeriodState } from "./read-period.server.ts";

export type CloseRequest = CloseOpening & {
  /** At least two people, none of whom prepared the run. */
  readonly approvers: readonly string[];
};

/** Refuses "close-needs-two-approvers", "close-approver-prepared" and whatever opening and finishing refuse. */
export async function closeMonth(context: Context, { approvers, ...opening }: CloseRequest): Promise<ClosedMonth> {
  const people = [...new Set(approvers)];
  if (people.length < 2) throw new Refusal("close-needs-two-approvers");
  if (people.includes(context.actor)) throw new Refusal("close-approver-prepared");
  if ((await readPeriodState(context, opening.month)) !== "closed") {
    await openClose(context, opening);
    for (const actor of people) await approveClose({ ...context, actor }, opening.month);
  }
  return finishClose(context, opening.month);
}
