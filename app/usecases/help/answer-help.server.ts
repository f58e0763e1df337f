/** What whoever touched the red button says next: staff, unwell, or not needed. The page's own key stands for the person. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { HELP_DESK, helpAfter, needsSecondTap, type HelpState, type HelpWant } from "#app/domain/help/help-request.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { announceDesks } from "#db/repositories/desk-notices.ts";
import { findHelpByKey, lockHelpByKey, type HelpRow } from "#db/repositories/help-requests.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { addHelpStep, changeHelp, standingOf } from "./help-standing.server.ts";
import { tellContact } from "./tell-contact.server.ts";

type Asked = { readonly requestKey: string };

async function withRequest<T>(
  context: Context,
  { requestKey }: Asked,
  work: (unit: Unit, row: HelpRow) => Promise<T>,
): Promise<T | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const row = await lockHelpByKey(unit, requestKey);
    return row === null ? null : work(unit, row);
  });
}

/** Notes what is wanted; the last choice counts. Nothing happens to a request that is over. */
export async function chooseHelp(context: Context, asked: Asked & { readonly want: HelpWant }): Promise<void> {
  await withRequest(context, asked, async (unit, row) => {
    const { want } = asked;
    if (row.state === "closed" || row.state === "cancelled" || row.want === want) return;
    await addHelpStep(unit, row, { step: want, by: context.actor });
    await changeHelp(unit, row, { want });
    await tellContact(unit, row, context.actor);
    await announceDesks(unit, [HELP_DESK]);
  });
}

/**
 * 不用了. Within the first seconds it ends the call at once; later, and once somebody is on the way, it asks for one more tap.
 * @param isSure the second tap
 * @returns "ask" while the second tap is wanted
 */
export async function cancelHelp(
  context: Context,
  asked: Asked & { readonly isSure: boolean },
): Promise<"cancelled" | "ask"> {
  const outcome = await withRequest(context, asked, async (unit, row): Promise<"cancelled" | "ask"> => {
    const state = row.state as HelpState;
    if (state === "closed" || state === "cancelled") return "cancelled";
    if (!asked.isSure && (needsSecondTap(instant(row.confirmAt), unit.now) || state !== "open")) return "ask";
    // Whoever has arrived closes it: the person there sees how it is.
    if (state === "arrived") return "cancelled";
    await changeHelp(unit, row, {
      state: helpAfter(state, "cancel"),
      endedBy: context.actor,
      endedAt: asDate(unit.now),
    });
    await addHelpStep(unit, row, { step: "cancelled", by: context.actor });
    await announceDesks(unit, [HELP_DESK]);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "help.cancel",
      subjectType: "help-request",
      subjectId: row.helpNo,
      facts: { seconds: Math.round((unit.now - row.touchedAt.getTime()) / 1000) },
    });
    return "cancelled";
  });
  return outcome ?? "cancelled";
}

export type ShownHelp = {
  readonly helpNo: string;
  readonly state: HelpState;
  readonly want: HelpWant | null;
  /** Somebody is being called: a choice was made, or nobody took it back in time. */
  readonly isCalling: boolean;
};

/** How the request of this page stands; null for a key that nobody has. */
export async function showHelp(context: Context, requestKey: string): Promise<ShownHelp | null> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const row = await findHelpByKey(unit, requestKey);
    if (row === null) return null;
    const { state, want, deadlines } = await standingOf(unit, row);
    return { helpNo: row.helpNo, state, want, isCalling: want !== null || unit.now > deadlines.confirmAt };
  });
}
