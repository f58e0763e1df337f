/** An operator or a street takes a call for help, says that somebody is there, and closes it with how it ended. */
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import {
  HELP_DESK,
  helpAfter,
  HELP_OUTCOMES,
  type HelpOutcome,
  type HelpState,
} from "#app/domain/help/help-request.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { announceDesks } from "#db/repositories/desk-notices.ts";
import { lockHelp } from "#db/repositories/help-requests.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { addHelpStep, changeHelp } from "./help-standing.server.ts";

export type HelpTending =
  | { readonly helpNo: string; readonly move: "take" }
  | { readonly helpNo: string; readonly move: "arrive" }
  | { readonly helpNo: string; readonly move: "close"; readonly outcome: string; readonly note: string };

function isOutcome(text: string): text is HelpOutcome {
  return (HELP_OUTCOMES as readonly string[]).includes(text);
}

/** Refuses "not-found", "help-already-taken", "help-over" and "help-outcome-unknown". */
export async function tendHelp(context: Context, tending: HelpTending): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockHelp(unit, tending.helpNo);
    if (row === null) throw new Refusal("not-found");
    const state = helpAfter(row.state as HelpState, tending.move);
    const [by, at] = [context.actor, asDate(unit.now)];
    if (tending.move === "take") {
      await changeHelp(unit, row, { state, takenBy: by, takenAt: at });
      await addHelpStep(unit, row, { step: "taken", by });
    } else if (tending.move === "arrive") {
      await changeHelp(unit, row, { state, arrivedBy: by, arrivedAt: at });
      await addHelpStep(unit, row, { step: "arrived", by });
    } else if (tending.move === "close") {
      const { outcome, note } = tending;
      if (!isOutcome(outcome)) throw new Refusal("help-outcome-unknown", { outcome });
      const said = note.trim() === "" ? null : maskNumbersIn(note.trim());
      await changeHelp(unit, row, { state, outcome, note: said, endedBy: by, endedAt: at });
      await addHelpStep(unit, row, { step: "closed", by });
    }
    await announceDesks(unit, [HELP_DESK]);
    await insertAuditEvent(unit, by, {
      chain: "district",
      action: `help.${tending.move}`,
      subjectType: "help-request",
      subjectId: row.helpNo,
      facts: tending.move === "close" ? { outcome: tending.outcome } : {},
    });
  });
}
